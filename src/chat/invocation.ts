/** Who asks what, where and when: the same for every platform. Everything in `request` is untrusted until it is parsed. */

export type PlatformName = 'discord' | 'slack' | 'console';

export type Request =
  /** A command with options already apart, as Discord sends them. */
  | {
      readonly kind: 'command';
      readonly command: string;
      readonly options: Readonly<Record<string, string | number | boolean>>;
    }
  /** A command followed by free text, as Slack and the terminal send it. */
  | { readonly kind: 'text-command'; readonly command: string; readonly text: string }
  /** A question without a command: a mention, a direct message, a line in the terminal. */
  | { readonly kind: 'question'; readonly text: string }
  /** A pressed button, a chosen option or a submitted form. */
  | { readonly kind: 'action'; readonly id: string; readonly inputs: Readonly<Record<string, string>> };

export interface Invocation {
  readonly platform: PlatformName;
  /** `discord:USER`, `slack:TEAM:USER` or `console:NAME`. */
  readonly learner: string;
  /** `discord:GUILD`, `slack:TEAM` or `console`; a Discord direct message is its own community, `discord:dm:USER`. */
  readonly community: string;
  readonly now: Date;
  /** What the platform calls the person, where it says so. */
  readonly name?: string;
  /** The platform's id of the channel it was said in, where there is one. */
  readonly channel?: string;
  /**
   * Asks the platform whether the person administers the community (Manage Server on Discord, an admin or owner on Slack). Undefined where it
   * does not say just now. Never rejects.
   */
  readonly isAdmin?: () => Promise<boolean | undefined>;
  /** Asks the platform for the person's time zone, an IANA name; undefined where it knows none. */
  readonly profileZone?: () => Promise<string | undefined>;
  /** The role to answer for where the request names none and there are several; else the first. */
  readonly role?: string;
  readonly request: Request;
}

/** A half-typed option that wants completing (Discord's autocomplete, the terminal's Tab key). */
export interface CompletionRequest {
  /** As in an invocation: its own FAQ entries are offered too. */
  readonly community: string;
  readonly command: string;
  readonly option: string;
  readonly partial: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

export interface Completion {
  /** At most 100 characters. */
  readonly label: string;
  /** At most 100 characters. */
  readonly value: string;
}
