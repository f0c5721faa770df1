/** What a platform needs of the program: it hands over an invocation and gets an outcome. `src/app` implements it. */
import type { CommandInfo } from './command.ts';
import type { Completion, CompletionRequest, Invocation, PlatformName } from './invocation.ts';
import type { Outcome } from './reply.ts';

export interface Conversation {
  /** Answers an invocation. Never rejects: what goes wrong becomes a reply that says so. */
  readonly answer: (invocation: Invocation) => Promise<Outcome>;
  /** At most 25 completions; empty where there is nothing to offer. Never rejects, and waits for no record longer than an answer may. */
  readonly complete: (request: CompletionRequest) => Promise<readonly Completion[]>;
  /** The commands with the options they have now (a `role` option where there are several roles). */
  readonly commands: () => readonly CommandInfo[];
  /** For term options: the terms that can be chosen now. */
  readonly choices: (command: string, option: string) => readonly Completion[];
}

/** A platform's live connection. */
export interface Connection {
  readonly platform: PlatformName;
  /** Takes no new work, finishes what runs, and closes. Resolves when that is done. */
  readonly stop: () => Promise<void>;
  /** Resolves when the connection has ended for good by itself, with why: a revoked token, the end of standard input. */
  readonly ended: Promise<Ending>;
}

export interface Ending {
  readonly exitCode: number;
  /** One line for the operator, with what to do; `undefined` where there is nothing to say. */
  readonly message: string | undefined;
}
