/** What the program says without being asked: the daily drill in a channel, a private message to a learner. Each platform implements it. */
import type { Finding, PostResult } from '../practice/daily/daily.ts';
import type { PlatformName } from './invocation.ts';
import type { Reply } from './reply.ts';

export type { Finding, PostResult, Refusal } from '../practice/daily/daily.ts';

/** Where a post goes, and the text by which it can be recognised. */
export interface PostTarget {
  /** `discord:GUILD` or `slack:TEAM`. */
  readonly community: string;
  /** The platform's id of the channel. */
  readonly channel: string;
  /**
   * Names the post, the same for each attempt, at most 25 characters: Discord's nonce. It also stands in the action ids of the post's
   * buttons as an argument, by which `find` knows the message again.
   */
  readonly key: string;
}

/** One thing that was looked at, for `/admin doctor` and for whoever sets up the daily drill. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
  /** One plain line: how it is. */
  readonly detail: string;
  /** What to do where it is not right; plain text. */
  readonly fix?: string;
  /** True where posting works without it: a warning, where it is not right. */
  readonly advisory?: boolean;
  /** True where nobody can change it, such as a channel that takes no posts: trying again is of no use, another channel is. */
  readonly lasting?: boolean;
  /** What it is made of, one plain line each, where there is more than one thing to say. */
  readonly items?: readonly string[];
}

/** None of these rejects: what goes wrong is a result. */
export interface Poster {
  readonly platform: PlatformName;
  /** How far apart posts of this community must be sent: the key under which they share a pace, and milliseconds. */
  readonly paceOf: (community: string) => { readonly key: string; readonly spacing: number };
  /** Sends a public reply to a channel, once. Repeats nothing by itself. */
  readonly post: (target: PostTarget, reply: Reply) => Promise<PostResult>;
  /** Looks for a post of ours that may be in the channel, sent not before `since`. */
  readonly find: (target: PostTarget, since: Date) => Promise<Finding>;
  /** Sends a private reply to a learner (`discord:USER`, `slack:TEAM:USER`), once. */
  readonly tell: (learner: string, reply: Reply, key: string) => Promise<PostResult>;
  /** What the platform calls a community just now; undefined where it does not say. */
  readonly nameOf: (community: string) => Promise<string | undefined>;
  /** Whether the bot may post there, and what it lacks: a check for each permission or scope that it takes. */
  readonly inspect: (community: string, channel: string) => Promise<readonly Check[]>;
}

/** The poster for a community or learner id; undefined where its platform has none (the terminal, or one that is not configured). */
export type PosterFor = (id: string) => Poster | undefined;
