/** What a command is: one file under `commands/`, platform-neutral, checked where it is defined. */
import type { Knowledge, Role } from '../knowledge/knowledge.ts';
import type { Practice } from '../practice/practice.ts';
import type { FaqSearch } from '../knowledge/search/search.ts';
import type { AdminDesk } from './admin-desk.ts';
import type { Markup } from './markup.ts';
import type { Option, Options, OptionValues } from './option.ts';
import type { PlatformWords } from './platform-words.ts';
import type { Form, Outcome } from './reply.ts';

/** What a command may know of the moment it runs in. Everything else it must be given. */
export interface Context {
  readonly knowledge: Knowledge;
  /** The role asked about: the option's, or the only one. */
  readonly role: Role;
  /** Whether the role was named, and not only taken because nothing was said. */
  readonly roleIsNamed: boolean;
  readonly search: FaqSearch;
  readonly now: Date;
  /** Writes the id of one of this command's own actions, with the role where there are several. */
  readonly action: (name: string, argument?: string) => string;
  /** Writes the id of another command's action, for a button that leads there. */
  readonly actionOf: (command: string, name: string, argument?: string) => string;
  /** The practice of the person who asks. */
  readonly practice: Practice;
  /** Puts a question that has no answer on the community's list, for its admins. Tells whether it stands there now; never rejects. */
  readonly noteUnanswered: (question: string) => Promise<boolean>;
  /** The desk of this community's admins; only commands for admins use it. */
  readonly desk: AdminDesk;
  /** The platform's id of the channel the command was typed in; undefined in a direct message and in the terminal. */
  readonly channel: string | undefined;
  /** Whether others are there too: not in the terminal, nor in a direct message on Discord. One on Slack is part of its workspace. */
  readonly isShared: boolean;
  /** How one speaks of people and channels where this is asked. */
  readonly words: PlatformWords;
  /** Every command, for `/help`, with the examples that fit the platform. */
  readonly commands: readonly CommandInfo[];
}

/** The part of a command that can be shown: what help, Discord's registration and Slack's manifest are generated from. */
export interface CommandInfo {
  /**
   * Lower-case letters, digits and hyphens, at most 20; the same as the file's name. A command of a group has two such words, `daily set`,
   * and stands in a folder of the group's name: `commands/daily/set.ts`.
   */
  readonly name: string;
  /** `admins`: only the community's admins may run it or use its buttons. Everybody where it is undefined. */
  readonly access?: 'admins';
  /** One line, at most 100 characters. */
  readonly summary: string;
  /** At least one line that one can copy, beginning with `/name`. */
  readonly examples: readonly string[];
  /** In a group: words by which people look for it. It is named to whoever types one; it does not run. */
  readonly alsoCalled?: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
}

/** Handles a button, select or form of this command. `argument` and `inputs` are untrusted. */
export type ActionHandler = (
  context: Context,
  argument: string,
  inputs: Readonly<Record<string, string>>,
) => Outcome | Promise<Outcome>;

/** Writes a form with what was typed into it; submitting runs `action`, an encoded id. `inputs` are untrusted. */
export type FormWriter = (action: string, inputs: Readonly<Record<string, string>>) => Form;

export interface Command<O extends Options = Options> extends CommandInfo {
  readonly options: O;
  readonly run: (context: Context, options: OptionValues<O>) => Outcome | Promise<Outcome>;
  /** Of one without options: what to say to words behind its name, which somebody meant something by. */
  readonly refuseWords?: (context: Context) => Markup | Promise<Markup>;
  readonly actions?: Readonly<Record<string, ActionHandler>>;
  /** How each form opens again where it was not taken, by the name of the action that submitting it runs. */
  readonly forms?: Readonly<Record<string, FormWriter>>;
}

/** Declares a command and checks its options' types. The registry checks the rest when the program starts. */
export const defineCommand = <const O extends Options>(command: Command<O>): Command<O> => command;
