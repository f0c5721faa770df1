/** From an invocation to an outcome: finds the command, parses its options once, runs it, and turns whatever goes wrong into words. */
import { decodeAction } from '../chat/action.ts';
import { groupOf } from '../chat/command-groups.ts';
import type { Command, CommandInfo, Context } from '../chat/command.ts';
import type { Conversation } from '../chat/conversation.ts';
import { UserError } from '../chat/errors.ts';
import type { CompletionRequest, Invocation, Request } from '../chat/invocation.ts';
import type { CompletionContext, OptionValues, Options } from '../chat/option.ts';
import { platformWords } from '../chat/platform-words.ts';
import { commandOfGroup } from '../chat/request.ts';
import type { Outcome } from '../chat/reply.ts';
import { unknownCommand } from '../chat/unknown-command.ts';
import type { Knowledge, Role } from '../knowledge/knowledge.ts';
import { StoreError } from '../practice/store.ts';
import { requireAccess, type IsNamedAdmin } from './access.ts';
import { completionsOf } from './completions.ts';
import { contextOf, type Moment, type Sources } from './context.ts';
import { withChannelHere } from './here.ts';
import { notUnderstood, readOptions, type ReadOptions } from './read-options.ts';
import { expiredReply, failureReply, noticeAbout, storeReply, thanksReply, usageReply } from './replies.ts';
import { defaultRole, optionsNow, roleIn, roleOf } from './roles.ts';
import { isCallForHelp, isThanks } from './small-talk.ts';
import { keepTypedText, reopenAction, type TypedText } from './typed-text.ts';

/** What the dispatcher says of each invocation: the one log line. Holds nothing that a user typed. */
export interface InvocationRecord {
  readonly platform: Invocation['platform'];
  readonly command: string;
  readonly outcome: 'answered' | 'form' | 'usage-error' | 'expired' | 'failure';
  readonly milliseconds: number;
  /** Set for a failure: the error itself, and the reference that the person was given. */
  readonly error?: unknown;
  readonly reference?: string;
}

export interface Parts extends Sources {
  readonly commands: ReadonlyMap<string, Command>;
  readonly knowledge: () => Knowledge;
  readonly isNamedAdmin: IsNamedAdmin;
  /** The role with the FAQ as the community has it. Never rejects. */
  readonly faqRole: (community: string, role: Role) => Promise<Role>;
  readonly record: (record: InvocationRecord) => void;
  /** Of a process that ends after its answer: nobody can open a form again. */
  readonly answersOnce?: boolean;
}

/** The command that free questions go to. */
const questionCommand = 'faq';
const helpCommand = 'help';

/** A conversation that also completes the refusals of whoever stands before it. */
export type Dispatcher = Conversation & Pick<TypedText, 'giveBack'>;

/** The conversation over the given commands and the knowledge of the moment. */
export function createConversation(parts: Parts): Dispatcher {
  const infos = (knowledge: Knowledge): CommandInfo[] =>
    [...parts.commands.values()].map((command) => ({ ...command, options: optionsNow(command, knowledge) }));

  const contextFor = (moment: Omit<Moment, 'commands'>): Context =>
    contextOf(parts, { ...moment, commands: () => infos(moment.knowledge) });

  const commandNamed = (name: string): Command => {
    const command = parts.commands.get(name);
    if (command === undefined) throw unknownCommand(name, [...parts.commands.values()]);
    return command;
  };

  const groups = new Set([...parts.commands.keys()].map(groupOf).filter((group) => group !== undefined));
  const withWholeName = (request: Request): Request =>
    request.kind === 'text-command' && groups.has(request.command)
      ? { kind: 'text-command', ...commandOfGroup(request.command, request.text) }
      : request;

  /** Only questions are asked of what a community added; everything else, its admins' commands too, is about the shared role. */
  const roleSeenBy = (command: Command, { community }: Invocation, role: Role): Role | Promise<Role> =>
    command.name === questionCommand ? parts.faqRole(community, role) : role;

  const runCommand = async (
    invocation: Invocation,
    command: Command,
    raw: (role: Role, options: Options) => ReadOptions,
  ): Promise<Outcome> => {
    await requireAccess(command, invocation, parts.isNamedAdmin);
    const knowledge = parts.knowledge();
    const options = optionsNow(command, knowledge);
    const first = defaultRole(knowledge, invocation.role);
    // The role may be named in the text itself, and the other words are understood in the light of it.
    const role = roleOf(command, raw(first, options).raw, knowledge, invocation.role);
    const read = raw(role, options);
    if (command.refuseWords !== undefined && read.leftover.length > 0) {
      const context = contextFor({ knowledge, role, roleIsNamed: false, invocation, command });
      throw notUnderstood(read.leftover, await command.refuseWords(context));
    }
    const values = withChannelHere(read.parse(), options, invocation) as OptionValues<Options>;
    const roleIsNamed = roleIn(command, read.raw, knowledge) !== undefined;
    const seen = await roleSeenBy(command, invocation, role);
    const outcome = await command.run(contextFor({ knowledge, role: seen, roleIsNamed, invocation, command }), values);
    return noticeAbout(read.leftover, command.name, outcome);
  };

  const typedText = keepTypedText((id, inputs) => {
    if (parts.answersOnce === true) return undefined;
    const { command, action } = decodeAction(id) ?? {};
    const write = ownOf(parts.commands.get(command ?? '')?.forms, action);
    return write?.(id, inputs);
  });

  const runAction = async (
    invocation: Invocation,
    id: string,
    inputs: Readonly<Record<string, string>>,
  ): Promise<Outcome> => {
    const action = decodeAction(id);
    if (action?.action === reopenAction) return typedText.reopen(action.argument);
    const command = action === undefined ? undefined : parts.commands.get(action.command);
    const handler = ownOf(command?.actions, action?.action);
    const knowledge = parts.knowledge();
    const wanted = action?.role ?? invocation.role;
    // A button from the time when there was one role does not say which of several it meant: better expired than answered for another.
    const isAmbiguous = wanted === undefined && knowledge.roles.size > 1;
    if (action === undefined || command === undefined || handler === undefined || isAmbiguous) return expiredReply;
    await requireAccess(command, invocation, parts.isNamedAdmin);
    const role = await roleSeenBy(command, invocation, defaultRole(knowledge, wanted));
    const context = contextFor({ knowledge, role, roleIsNamed: wanted !== undefined, invocation, command });
    return handler(context, action.argument, inputs);
  };

  const run = (invocation: Invocation): Promise<Outcome> => {
    const { request } = invocation;
    const words = platformWords[invocation.platform];
    switch (request.kind) {
      case 'action':
        return runAction(invocation, request.id, request.inputs);
      case 'command':
        return runCommand(invocation, commandNamed(request.command), (role, options) =>
          readOptions.fromValues(request.options, { command: commandNamed(request.command), options, role, words }),
        );
      case 'text-command':
        return runCommand(invocation, commandNamed(request.command), (role, options) =>
          readOptions.fromText(request.text, { command: commandNamed(request.command), options, role, words }),
        );
      case 'question': {
        if (isThanks(request.text)) return Promise.resolve(thanksReply);
        const callsForHelp = isCallForHelp(request.text);
        const command = commandNamed(callsForHelp ? helpCommand : questionCommand);
        return runCommand(invocation, command, (role, options) =>
          readOptions.fromText(callsForHelp ? '' : request.text, { command, options, role, words }),
        );
      }
    }
  };

  /** Whatever goes wrong, in words; and the one record of the invocation. */
  const settle = async (invocation: Invocation): Promise<Outcome> => {
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
      return error instanceof StoreError ? storeReply(reference, error) : failureReply(reference);
    }
  };

  return {
    async answer(asked) {
      const invocation = { ...asked, request: withWholeName(asked.request) };
      return typedText.giveBack(invocation, await settle(invocation));
    },
    giveBack: typedText.giveBack,
    async complete(request: CompletionRequest) {
      const command = parts.commands.get(request.command);
      if (command === undefined) return [];
      const knowledge = parts.knowledge();
      const role = roleOf(command, request.options, knowledge, undefined);
      const options = optionsNow(command, knowledge);
      const option = Object.hasOwn(options, request.option) ? options[request.option] : undefined;
      if (option === undefined) return [];
      // Only texts are completed from the FAQ, which is each community's own.
      const seen = option.kind === 'text' ? await parts.faqRole(request.community, role) : role;
      const context: CompletionContext = {
        role: seen,
        get search() {
          return parts.searchFor(knowledge, seen);
        },
        commandNames: [...parts.commands.keys(), ...groups].sort(),
      };
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

/** Only what the command declares: every object inherits a `constructor`. */
const ownOf = <T>(declared: Readonly<Record<string, T>> | undefined, name: string | undefined): T | undefined =>
  declared !== undefined && name !== undefined && Object.hasOwn(declared, name) ? declared[name] : undefined;

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
