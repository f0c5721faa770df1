/** A daily drill that was set up on Sunday 2026-11-01, and what may have happened to its first date, Monday the 2nd at 09:00 UTC. */
import type { PostResult } from '../../../src/practice/daily/daily.ts';
import { settle, takeUp } from '../../../src/practice/daily/outbox.ts';
import type { CommunityRecord } from '../../../src/practice/records.ts';
import { bankOf, questionsOn } from '../../support/questions.ts';
import { communityWith } from './support.ts';

export const bank = bankOf(questionsOn(['sql'], 3));
export const monday = '2026-11-02';
export const tuesday = '2026-11-03';
/** "02T09:00" in November 2026, UTC. */
export const time = (of: string): Date => new Date(`2026-11-${of}Z`);

export const take = (record: CommunityRecord, at: string, claim = 'first'): CommunityRecord =>
  takeUp(record, { now: time(at), claim, bank }).record;
export const told = (record: CommunityRecord, at: string, result: PostResult, day = monday): CommunityRecord =>
  settle(record, { claim: 'first', day, channel: 'general', now: time(at), result });

export const sent: PostResult = { kind: 'sent', message: '77' };
export const later: PostResult = { kind: 'later', detail: 'Slack answered 503.' };
export const refused: PostResult = { kind: 'refused', why: 'no-access', detail: 'The bot may not write there.' };

export const planned = communityWith();
export const claimed = take(planned, '02T09:00');
export const posted = told(claimed, '02T09:00', sent);
export const stopped = told(claimed, '02T09:00', refused);
