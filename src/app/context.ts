/** What a command gets to know of the moment it runs in. */
import { encodeAction } from '../chat/action.ts';
import type { AdminDesk } from '../chat/admin-desk.ts';
import type { Command, CommandInfo, Context } from '../chat/command.ts';
import type { Invocation } from '../chat/invocation.ts';
import { platformWords } from '../chat/platform-words.ts';
import { examplesOf } from '../chat/usage.ts';
import type { Knowledge, Role } from '../knowledge/knowledge.ts';
import type { FaqSearch } from '../knowledge/search/search.ts';
import type { Practice } from '../practice/practice.ts';
import { isTerminal } from './access.ts';
import { isShared } from './desk/place.ts';
import { channelHere } from './here.ts';

/** What contexts are made of. */
export interface Sources {
  readonly searchFor: (knowledge: Knowledge, role: Role) => FaqSearch;
  /** The practice of the person who asks. */
  readonly practiceFor: (invocation: Invocation, role: Role) => Practice;
  /** The desk of the admins of the community that is asked in. */
  readonly deskFor: (invocation: Invocation, role: Role) => AdminDesk;
  /** Told of what went wrong beside an answer, without harm to it. */
  readonly trouble: (error: unknown, what: string) => void;
}

/** The moment that one invocation makes. */
export interface Moment {
  readonly invocation: Invocation;
  readonly command: Command;
  readonly knowledge: Knowledge;
  readonly role: Role;
  readonly roleIsNamed: boolean;
  readonly commands: () => readonly CommandInfo[];
}

/** Makes the context. What costs something is built when it is first asked for: a one-shot `ask` should pay for nothing it does not use. */
export function contextOf(
  sources: Sources,
  { invocation, command, knowledge, role, roleIsNamed, commands }: Moment,
): Context {
  const words = platformWords[invocation.platform];
  return {
    knowledge,
    role,
    roleIsNamed,
    now: invocation.now,
    channel: channelHere(invocation),
    isShared: isShared(invocation.community),
    words,
    get commands() {
      return commands().map((each) => ({ ...each, examples: examplesOf(each, words) }));
    },
    get practice() {
      return sources.practiceFor(invocation, role);
    },
    get desk() {
      return sources.deskFor(invocation, role);
    },
    get search() {
      return sources.searchFor(knowledge, role);
    },
    async noteUnanswered(question) {
      // A terminal has no admins to read the list; and where it cannot be written, the answer must not suffer.
      if (isTerminal(invocation)) return false;
      try {
        await sources.practiceFor(invocation, role).noteUnanswered(question);
        return true;
      } catch (error) {
        sources.trouble(error, 'an unanswered question was not noted');
        return false;
      }
    },
    action: (action, argument = '') => idOf(command.name, action, argument, knowledge, role),
    actionOf: (other, action, argument = '') => idOf(other, action, argument, knowledge, role),
  };
}

/** An action's id, with the role where there are several. */
const idOf = (command: string, action: string, argument: string, knowledge: Knowledge, role: Role): string =>
  encodeAction({ command, action, argument, ...(knowledge.roles.size > 1 ? { role: role.id } : {}) });
