/** What commands can do for the person who asks: the practice of one learner, at one instant, in one community and role. */
import type { Coverage } from './coverage.ts';
import type { BankQuestion } from './bank.ts';
import type { DayClock } from './days.ts';
import type { Leaderboard, Measure, Period } from './leaderboard.ts';
import type { Grade, Weekday } from './ledger.ts';
import type { Progress } from './progress.ts';
import type { Readiness } from './readiness.ts';
import type { ReviewState } from './review.ts';
import type { Streak } from './streak.ts';

/** A question that was put to the learner, or why there is none now. */
export type Asked =
  | {
      readonly kind: 'question';
      readonly drill: string;
      readonly question: BankQuestion;
      readonly reason: 'due' | 'new' | 'ahead';
    }
  /** `next` is undefined where the bank has nothing that fits; `filtered`: a topic or level was asked for. */
  | {
      readonly kind: 'none';
      readonly next: Date | undefined;
      readonly clock: DayClock;
      readonly filtered: boolean;
    };

/** The daily drill of the community, put to the learner. */
export type DailyAsked =
  | { readonly kind: 'question'; readonly drill: string; readonly question: BankQuestion }
  /** The learner has answered it. */
  | { readonly kind: 'answered'; readonly drill: string; readonly question: BankQuestion }
  /** The next one has been posted, and shows the answer to this one. */
  | { readonly kind: 'closed' }
  /** It is about another role, of this id: nothing was put to the learner. */
  | { readonly kind: 'other-role'; readonly role: string }
  /** The community has none (yet), or its question was edited or is gone. */
  | { readonly kind: 'none' };

/** What became of an answer. `expired`: the drill is not known any more. `already`: it was answered before and counts once. */
export type Recorded =
  | {
      readonly kind: 'recorded' | 'already';
      readonly question: BankQuestion;
      readonly grade: Grade;
      readonly points: number;
      readonly due: Date | undefined;
      /** The learner's days, in which `due` is told. */
      readonly clock: DayClock;
      readonly streak: Streak;
    }
  | { readonly kind: 'expired' };

/** An open drill with what has been typed so far, and when each grade would bring the question back. */
export interface OpenAnswer {
  readonly question: Extract<BankQuestion, { kind: 'open' }>;
  readonly answer: string | undefined;
  readonly coverage: Coverage | undefined;
  readonly next: Readonly<Record<Grade, Date>>;
  /** The learner's days, in which `next` is told. */
  readonly clock: DayClock;
}

/** The learner's settings as they work now, and where the zone comes from. */
export interface SettingsInForce {
  readonly zone: string;
  /** `practice`: the zone in which the learner has practised so far, which is kept. */
  readonly zoneFrom: 'you' | 'profile' | 'practice' | 'community' | 'default';
  readonly dayStart: number;
  readonly restDays: readonly Weekday[];
  readonly reminders: boolean;
  /** Why we switched them off ourselves, in one plain line; until the learner sets them again. */
  readonly remindersRefused?: string;
  /** Whether the learner can be written to in private: the terminal knows no way. */
  readonly canBeTold: boolean;
  readonly hidden: boolean;
}

export interface SettingsChange {
  readonly zone?: string;
  readonly dayStart?: number;
  readonly restDays?: readonly Weekday[];
  readonly reminders?: boolean;
  readonly hidden?: boolean;
}

export type SettingsChanged =
  | { readonly kind: 'changed'; readonly settings: SettingsInForce }
  /** A zone can be changed at most twice in 7 days; nothing was changed. */
  | { readonly kind: 'too-often'; readonly again: Date };

export interface Practice {
  readonly ask: (wanted: { readonly topic: string | undefined; readonly level: string | undefined }) => Promise<Asked>;
  /** Puts a daily drill of the community to the learner: the one with this key, else the latest. */
  readonly askDaily: (key: string | undefined) => Promise<DailyAsked>;
  /** Answers a choice question by the option's index. An answer to a daily drill also counts in the community's tally. */
  readonly choose: (drill: string, option: number) => Promise<Recorded>;
  /** The open question of a drill; undefined where it is not known any more or has been graded. */
  readonly openAnswer: (drill: string) => Promise<OpenAnswer | undefined>;
  /** Keeps what was typed to an open question; it counts only when it is graded. */
  readonly write: (drill: string, answer: string) => Promise<OpenAnswer | undefined>;
  readonly grade: (drill: string, grade: Grade) => Promise<Recorded>;
  readonly review: () => Promise<ReviewState & { readonly clock: DayClock }>;
  readonly progress: () => Promise<Progress & { readonly readiness: Readiness | undefined }>;
  readonly streak: () => Promise<Streak>;
  readonly leaderboard: (period: Period, by: Measure) => Promise<Leaderboard>;
  readonly settings: () => Promise<SettingsInForce>;
  readonly changeSettings: (change: SettingsChange) => Promise<SettingsChanged>;
  /** Everything that is kept of the learner, as JSON. */
  readonly exportData: () => Promise<string>;
  /** Erases the learner everywhere. Resolves with whether there was anything, and the number of attempts that were erased. */
  readonly forget: () => Promise<{ readonly found: boolean; readonly attempts: number }>;
  readonly report: (question: string, note: string) => Promise<void>;
  /** Puts a question that the FAQ could not answer on the community's list. */
  readonly noteUnanswered: (text: string) => Promise<void>;
}
