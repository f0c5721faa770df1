/** What is kept of a learner and of a community. Plain data, never changed in place: a change makes a new record. */
import type { Daily } from './daily/daily.ts';
import type { LedgerEntry, LocalDay, Outage, Weekday } from './ledger.ts';

/** What FSRS remembers of one question for one learner; instants in ISO, UTC. */
export interface Memory {
  readonly due: string;
  readonly stability: number;
  readonly difficulty: number;
  readonly reps: number;
  readonly lapses: number;
  readonly state: number;
  readonly lastReview: string;
  readonly scheduledDays: number;
  readonly learningSteps: number;
}

/** A question that was put to the learner and can still be answered. */
export interface OpenDrill {
  /** Short and unguessable; stands in the buttons, and becomes the attempt's id. */
  readonly id: string;
  readonly role: string;
  readonly question: string;
  readonly community: string;
  readonly askedAt: string;
  /** What the question said when it was asked: buttons of a question that was edited since must not be taken for its new options. */
  readonly wording: string;
  /** What the learner wrote to an open question, before grading it. */
  readonly answer?: string;
}

export interface LearnerSettings {
  /** What the learner chose; unset, the platform's, the community's or UTC is taken. */
  readonly zone?: string;
  readonly dayStart?: number;
  readonly restDays?: readonly Weekday[];
  readonly reminders?: boolean;
  /** True for a learner who does not want to stand on leaderboards. */
  readonly hidden?: boolean;
}

export interface LearnerRecord {
  readonly learner: string;
  /** What others call the learner, as the platform last said; for leaderboards. */
  readonly name?: string;
  readonly settings: LearnerSettings;
  readonly ledger: readonly LedgerEntry[];
  /** By question, as `role/question`. */
  readonly memories: Readonly<Record<string, Memory>>;
  /** When each question was last put to the learner, by `role/question`: ISO instants. */
  readonly asked: Readonly<Record<string, string>>;
  /** Newest last; the oldest are dropped beyond a fixed number. */
  readonly drills: readonly OpenDrill[];
  /** The communities in which the learner has answered. */
  readonly communities: readonly string[];
  /** When to look whether a reminder is due: an ISO instant. Stores find learners by it. */
  readonly wakeAt?: string;
  /** The learner's local day on which a reminder was last sent, or begun: there is at most one a day. */
  readonly remindedOn?: LocalDay;
  /** Why reminders were switched off by us, in one line: the platform takes no private messages for the learner. */
  readonly remindersRefused?: string;
}

/** A question that the FAQ could not answer, as it was asked. */
export interface UnansweredQuestion {
  readonly text: string;
  readonly times: number;
  readonly lastAsked: string;
}

/** "Something is wrong with this question." */
export interface Report {
  readonly id: string;
  readonly learner: string;
  readonly question: string;
  readonly note: string;
  readonly at: string;
}

/** An entry of a community's own FAQ: it goes before the shared one with the same id, or is added to them. */
export interface OwnFaqEntry {
  readonly role: string;
  /** The id of the shared entry that it stands in for, or a new one. */
  readonly id: string;
  readonly question: string;
  /** Other ways of asking it. */
  readonly aliases: readonly string[];
  /** Plain text of the admins' own; it has no figures of ours and no sources. */
  readonly answer: string;
  /** The learner id of the admin who wrote it, and when. */
  readonly by: string;
  readonly at: string;
}

export interface CommunityRecord {
  readonly community: string;
  /** The zone of new learners who chose none and whose platform says none. */
  readonly zone?: string;
  /** Newest last, at most 200. */
  readonly unanswered: readonly UnansweredQuestion[];
  readonly reports: readonly Report[];
  /** Undefined until an admin sets it up. */
  readonly daily?: Daily;
  /** When something is to be done for the daily drill: an ISO instant. Stores find communities by it. */
  readonly wakeAt?: string;
  /** Learner ids of members who may use the admin commands besides the platform's own admins. */
  readonly admins?: readonly string[];
  readonly faq?: readonly OwnFaqEntry[];
}

/** What the program keeps of itself. */
export interface ServiceRecord {
  readonly outages: readonly Outage[];
  /** When it last said that it was alive: an ISO instant. */
  readonly heartbeat?: string;
}

export const newLearner = (learner: string): LearnerRecord => ({
  learner,
  settings: {},
  ledger: [],
  memories: {},
  asked: {},
  drills: [],
  communities: [],
});

export const newCommunity = (community: string): CommunityRecord => ({ community, unanswered: [], reports: [] });
