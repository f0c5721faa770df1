/** From an invocation to an outcome: finds the command, parses its options once, runs it, and turns whatever goes wrong into words. */
import { decodeAction, encodeAction } from '../chat/action.ts';
import type { ActionHandler, Command, CommandInfo, Context } from '../chat/command.ts';
import type { Conversation } from '../chat/conversation.ts';
import { UserError } from '../chat/errors.ts';
import type { Completion, CompletionRequest, Invocation } from '../chat/invocation.ts';
import type { OptionValues, Options } from '../chat/option.ts';
import type { Outcome } from '../chat/reply.ts';
import type { Knowledge, Role } from '../knowledge/knowledge.ts';
import type { FaqSearch } from '../knowledge/search/search.ts';
import type { Practice } from '../practice/practice.ts';
import { StoreError } from '../practice/store.ts';
import { nearestWord } from '../knowledge/spelling.ts';
import { completionsOf } from './completions.ts';
import { readOptions, type ReadOptions } from './read-options.ts';
import { failureReply, noticeAbout, storeReply, thanksReply, usageReply } from './replies.ts';
import { defaultRole, optionsNow, roleOf } from './roles.ts';

/** What the dispatcher says of each invocation: the one log line. Holds nothing that a user typed. */
export interface InvocationRecord {
  readonly platform: Invocation['platform'];
  readonly command: string;
  readonly outcome: 'answered' | 'form' | 'usage-error' | 'failure';
  readonly milliseconds: number;
  /** Set for a failure: the error itself, and the reference that the person was given. */
  readonly error?: unknown;
  readonly reference?: string;
}

export interface Parts {
  readonly commands: ReadonlyMap<string, Command>;
  readonly knowledge: () => Knowledge;
  readonly searchFor: (knowledge: Knowledge, role: Role) => FaqSearch;
  /** The practice of the person who asks. */
  readonly practiceFor: (invocation: Invocation, role: Role) => Practice;
  readonly record: (record: InvocationRecord) => void;
  /** Told of what went wrong beside an answer, without harm to it. */
  readonly trouble: (error: unknown, what: string) => void;
}

/** The command that free questions go to. */
const questionCommand = 'faq';
const helpCommand = 'help';

/** The conversation over the given commands and the knowledge of the moment. */
export function createConversation(parts: Parts): Conversation {
  const infos = (knowledge: Knowledge): CommandInfo[] =>
    [...parts.commands.values()].map((command) => ({ ...command, options: optionsNow(command, knowledge) }));

  const contextFor = (knowledge: Knowledge, role: Role, invocation: Invocation, command: Command): Context => ({
    knowledge,
    role,
    now: invocation.now,
    get practice() {
      return parts.practiceFor(invocation, role);
    },
    async noteUnanswered(question) {
      // A terminal has no admins to read the list; and where it cannot be written, the answer must not suffer.
      if (invocation.platform === 'console') return false;
      try {
        await parts.practiceFor(invocation, role).noteUnanswered(question);
        return true;
      } catch (error) {
        parts.trouble(error, 'an unanswered question was not noted');
        return false;
      }
    },
    commands: infos(knowledge),
    // Built when first asked for: most commands need no search, and a one-shot `ask` should not pay for it.
    get search() {
      return parts.searchFor(knowledge, role);
    },
    action: (action, argument = '') => idOf(command.name, action, argument, knowledge, role),
    actionOf: (other, action, argument = '') => idOf(other, action, argument, knowledge, role),
  });

  const commandNamed = (name: string): Command => {
    const command = parts.commands.get(name);
    if (command === undefined) throw unknownCommand(name, [...parts.commands.keys()]);
    return command;
  };

  const runCommand = async (
    invocation: Invocation,
    command: Command,
    raw: (role: Role, options: Options) => ReadOptions,
  ): Promise<Outcome> => {
    const knowledge = parts.knowledge();
    const options = optionsNow(command, knowledge);
    const first = defaultRole(knowledge, invocation.role);
    // The role may be named in the text itself, and the other words are understood in the light of it.
    const role = roleOf(command, raw(first, options).raw, knowledge, invocation.role);
    const read = raw(role, options);
    const values = read.parse() as OptionValues<Options>;
    const outcome = await command.run(contextFor(knowledge, role, invocation, command), values);
    return noticeAbout(read.leftover, command.name, outcome);
  };

  const runAction = async (
    invocation: Invocation,
    id: string,
    inputs: Readonly<Record<string, string>>,
  ): Promise<Outcome> => {
    const action = decodeAction(id);
    const command = action === undefined ? undefined : parts.commands.get(action.command);
    const handler = action === undefined ? undefined : handlerOf(command, action.action);
    const knowledge = parts.knowledge();
    const wanted = action?.role ?? invocation.role;
    // A button from the time when there was one role does not say which of several it meant: better expired than answered for another.
    const isAmbiguous = wanted === undefined && knowledge.roles.size > 1;
    if (action === undefined || command === undefined || handler === undefined || isAmbiguous) {
      throw new UserError(
        'This button has expired',
        'It is from an older version of me. Run the command again, or type `/help`.',
      );
    }
    const role = defaultRole(knowledge, wanted);
    return handler(contextFor(knowledge, role, invocation, command), action.argument, inputs);
  };

  const run = (invocation: Invocation): Promise<Outcome> => {
    const { request } = invocation;
    switch (request.kind) {
      case 'action':
        return runAction(invocation, request.id, request.inputs);
      case 'command':
        return runCommand(invocation, commandNamed(request.command), (role, options) =>
          readOptions.fromValues(request.options, commandNamed(request.command), options, role),
        );
      case 'text-command':
        return runCommand(invocation, commandNamed(request.command), (role, options) =>
          readOptions.fromText(request.text, commandNamed(request.command), options, role),
        );
      case 'question': {
        if (isThanks(request.text)) return Promise.resolve(thanksReply);
        const callsForHelp = isCallForHelp(request.text);
        const command = commandNamed(callsForHelp ? helpCommand : questionCommand);
        return runCommand(invocation, command, (role, options) =>
          readOptions.fromText(callsForHelp ? '' : request.text, command, options, role),
        );
      }
    }
  };

  return {
    async answer(invocation) {
      const started = performance.now();
      const base = { platform: invocation.platform, command: nameOf(invocation, parts.commands) };
      try {
        const outcome = await run(invocation);
        parts.record({ ...base, outcome: outcomeName(outcome), milliseconds: performance.now() - started });
        return outcome;
      } catch (error) {
        if (error instanceof UserError) {
          parts.record({ ...base, outcome: 'usage-error', milliseconds: performance.now() - started });
          return usageReply(error);
        }
        const reference = crypto.randomUUID().slice(0, 8);
        parts.record({ ...base, outcome: 'failure', milliseconds: performance.now() - started, error, reference });
        return error instanceof StoreError ? storeReply(reference) : failureReply(reference);
      }
    },
    complete(request: CompletionRequest): readonly Completion[] {
      const command = parts.commands.get(request.command);
      if (command === undefined) return [];
      const knowledge = parts.knowledge();
      const role = roleOf(command, request.options, knowledge, undefined);
      const option = optionsNow(command, knowledge)[request.option];
      if (option === undefined) return [];
      const context = { role, search: parts.searchFor(knowledge, role), commandNames: [...parts.commands.keys()] };
      return completionsOf(option, context, request.partial);
    },
    commands: () => infos(parts.knowledge()),
    choices(commandName, optionName) {
      const command = parts.commands.get(commandName);
      const knowledge = parts.knowledge();
      const option = command === undefined ? undefined : optionsNow(command, knowledge)[optionName];
      if (option?.kind !== 'term') return [];
      // Over all roles, since a choice is offered before the role is known.
      const terms = [...knowledge.roles.values()].flatMap((role) => option.terms(role));
      return [...new Map(terms.map((term) => [term.id, { label: term.title, value: term.id }])).values()];
    },
  };
}

/** An action's id, with the role where there are several. */
const idOf = (command: string, action: string, argument: string, knowledge: Knowledge, role: Role): string =>
  encodeAction({ command, action, argument, ...(knowledge.roles.size > 1 ? { role: role.id } : {}) });

/** A greeting, a question about the bot itself, or nothing that one could look for. */
const isCallForHelp = (text: string): boolean =>
  !/[\p{L}\p{N}]/u.test(text) ||
  /^\s*(help( me)?|hi|hello|hey|hi there|good (morning|afternoon|evening)|(who|what) are you|what (can|do) you do|how do(es)? (you|this|it) work)[\s!.?]*$/i.test(
    text,
  );

const isThanks = (text: string): boolean =>
  /^(many )?(thanks|thank you|thx|ty|cheers)( (a lot|so much|very much))?$/i.test(
    text.replaceAll(/[^\p{L}\s]/gu, '').trim(),
  );

/** Only what the command declares: every object inherits a `constructor`. */
const handlerOf = (command: Command | undefined, action: string): ActionHandler | undefined =>
  Object.hasOwn(command?.actions ?? {}, action) ? command?.actions?.[action] : undefined;

const outcomeName = (outcome: Outcome): InvocationRecord['outcome'] =>
  'form' in outcome ? 'form' : (outcome.status ?? 'answered');

/** The command's name for the log: only names that exist, since anything else is something that a user typed. */
function nameOf(invocation: Invocation, commands: ReadonlyMap<string, Command>): string {
  const { request } = invocation;
  const name =
    request.kind === 'action'
      ? decodeAction(request.id)?.command
      : request.kind === 'question'
        ? questionCommand
        : request.command;
  return name !== undefined && commands.has(name) ? name : 'unknown';
}

function unknownCommand(name: string, names: readonly string[]): UserError {
  const near = nearestWord(name.toLowerCase(), names);
  const question = near === undefined ? '' : `Did you mean \`/${near}\`? `;
  return new UserError(
    `There is no command /${name.slice(0, 40)}`,
    `${question}The commands are ${names.map((each) => `\`/${each}\``).join(', ')}. Or ask in plain words, such as \`/faq do I need a degree\`.`,
  );
}
