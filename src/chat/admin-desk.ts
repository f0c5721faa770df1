/** What admin commands can do for one community. `src/app/desk/` implements it; every change is durable when its promise resolves. */
import type { Daily, DailySettings, Delivery } from '../practice/daily/daily.ts';
import type { LocalDay } from '../practice/ledger.ts';
import type { OwnFaqEntry, Report, UnansweredQuestion } from '../practice/records.ts';
import type { Check } from './poster.ts';
import type { Reply } from './reply.ts';

/** How the daily drill stands. */
export interface DailyStanding {
  /** Undefined until it has been set up. */
  readonly daily: Daily | undefined;
  /** When the next one is due; undefined while none is planned. */
  readonly next: Date | undefined;
  /** The community's zone, for learners who chose none; undefined where none is set. */
  readonly zone: string | undefined;
}

export type DailySet =
  /** `same`: it was all so already, and nothing was changed. */
  | { readonly kind: 'set' | 'same'; readonly standing: DailyStanding; readonly checks: readonly Check[] }
  /** The bot cannot post there; nothing was changed. The checks say what is missing and how to fix it. */
  | { readonly kind: 'cannot-post'; readonly checks: readonly Check[] }
  /** The place has no channels that one could post to (the terminal, a direct message); nothing was changed. */
  | { readonly kind: 'no-channels' };

/** `unset`: no daily drill has been set up; `same`: it was so already. */
export interface DailyChanged {
  readonly kind: 'changed' | 'same' | 'unset' | 'nothing-planned';
  readonly standing: DailyStanding;
}

export type DailyResumed =
  | DailyChanged
  /** The bot cannot post to the channel that was chosen; nothing was changed. */
  | { readonly kind: 'cannot-post'; readonly checks: readonly Check[]; readonly settings: DailySettings };

export type PostedNow =
  | { readonly kind: 'sent' | 'failed' | 'doubt' | 'retrying'; readonly delivery: Delivery }
  /** Today's was posted already. */
  | { readonly kind: 'already'; readonly delivery: Delivery }
  /** Today's may have been posted, and nobody can tell: asked again with `anyway`, it is posted all the same. */
  | { readonly kind: 'perhaps'; readonly delivery: Delivery }
  /** Somebody is sending it at this moment. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'unset' };

/** `same`: it was so already. `nobody-else`: the place has one person only (the terminal, a direct message). */
export type AdminsChanged = 'changed' | 'same' | 'nobody-else';

export interface AdminDesk {
  readonly daily: () => Promise<DailyStanding>;
  /** `settings.channel` must be a channel of this community. Stopped before, it is on afterwards; paused, only where it is to `resume`. */
  readonly setDaily: (settings: DailySettings, options: { readonly resume: boolean }) => Promise<DailySet>;
  readonly pauseDaily: () => Promise<DailyChanged>;
  /** Looks first whether the bot may post there. */
  readonly resumeDaily: () => Promise<DailyResumed>;
  /** Skips the next date that is planned. */
  readonly skipDaily: () => Promise<DailyChanged>;
  /** Takes back that a date was skipped, as long as its time is still to come. */
  readonly unskipDaily: (day: LocalDay) => Promise<DailyChanged>;
  /** The post that comes next, as far as it can be known now, or would come where none is set up; undefined where no question fits. */
  readonly previewDaily: () => Promise<Reply | undefined>;
  /** Posts today's drill at once, in place of its time. */
  readonly postDaily: (options: { readonly anyway: boolean }) => Promise<PostedNow>;
  /** What works and what does not: permissions, scopes, channel, clock, store, last deliveries, data. */
  readonly doctor: () => Promise<readonly Check[]>;
  /** What the FAQ could not answer, the latest last; undefined where no list is kept, since there is nobody but whoever asks. */
  readonly unanswered: () => Promise<readonly UnansweredQuestion[] | undefined>;
  /** Takes a question off the list; false where it was not on it. */
  readonly dismissUnanswered: (text: string) => Promise<boolean>;
  readonly reports: () => Promise<readonly Report[]>;
  readonly dismissReport: (id: string) => Promise<boolean>;
  /** The platform's ids of the members who may use admin commands besides the platform's own admins. */
  readonly admins: () => Promise<readonly string[]>;
  /** `person` is the platform's id of a person of this community. */
  readonly allow: (person: string) => Promise<AdminsChanged>;
  readonly disallow: (person: string) => Promise<AdminsChanged>;
  readonly faq: () => Promise<readonly OwnFaqEntry[]>;
  /**
   * Adds an entry, or replaces the one with its role and id. Resolves with the unanswered questions that are off the list by it: those in
   * its very words, and `written`, the one that it was written for.
   */
  readonly saveFaq: (
    entry: Pick<OwnFaqEntry, 'role' | 'id' | 'question' | 'aliases' | 'answer'>,
    written?: string,
  ) => Promise<readonly string[]>;
  readonly removeFaq: (role: string, id: string) => Promise<boolean>;
}
