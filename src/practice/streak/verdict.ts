/** What became of each day of a learner's, before it is put into words. */
import type { Weekday } from '../ledger.ts';

/** The most freezes that a learner can hold. */
export const mostFreezes = 2;

/** A change of zone; `hours` passed from the last attempt to the start of the next day. */
export interface Travel {
  readonly change: 'zone';
  readonly from: string;
  readonly to: string;
  readonly hours: number;
}

/** A change of the day's start, in hours, that ended a day early. */
export interface EarlierStart {
  readonly change: 'day-start';
  readonly from: number;
  readonly to: number;
}

/** Why a date that was not practised did not end the streak, or that it did. */
export type Missing =
  | { readonly kind: 'no-such-day'; readonly zone: string }
  | { readonly kind: 'moved'; readonly how: Travel | EarlierStart }
  | { readonly kind: 'rest'; readonly weekday: Weekday }
  | { readonly kind: 'outage'; readonly hours: number }
  | { readonly kind: 'freeze'; readonly left: number }
  | { readonly kind: 'missed' };

/** What became of a day. */
export type Verdict =
  | Missing
  /** `freeze`: what the seventh practised day brought. */
  | { readonly kind: 'practised'; readonly freeze?: 'earned' | 'full'; readonly held: number; readonly repairs?: true }
  | { readonly kind: 'repaired'; readonly on: number }
  | { readonly kind: 'today' };

/** A day, as a number, and what became of it. */
export type JudgedDay = Verdict & { readonly day: number };
