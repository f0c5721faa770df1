/**
 * The outbox of the daily drill: one account for each date of a community, planned, claimed, and ended as sent, failed, skipped or in doubt.
 * Each function makes a new record out of the one it is given, to be run inside `updateCommunity`, so that processes see each other.
 */
export { catchUpFor, latestSent, openDelivery } from './account.ts';
export { isSkippedAhead, nextDelivery, withDaily, withoutSkip, withPause, withResume, withSkip } from './administer.ts';
export { type PostNow, withPostNow } from './post-now.ts';
export { looked, settle, type Settling } from './settle.ts';
export { beginTelling, isToTell, isUntold, type Telling, withStopUntold } from './stop.ts';
export { clocksApart, maySend, takeUp, type TakenUp, type TakingUp, type Task } from './take-up.ts';
