/** What processes race for. */
import type { Delivery } from '../../src/practice/daily/daily.ts';
import type { CommunityRecord } from '../../src/practice/records.ts';
import type { Change } from '../../src/practice/store.ts';

export const racedLearner = 'console:raced';
export const racedCommunities = Array.from({ length: 50 }, (_, index) => `console:raced-${index}`);

const at = '2026-03-01T10:00:00.000Z';

export const plannedDelivery: Delivery = { day: '2026-03-01', dueAt: at, state: 'planned', tries: 0 };

/** A daily drill with these deliveries. */
export const withDeliveries = (record: CommunityRecord, deliveries: readonly Delivery[]): CommunityRecord => ({
  ...record,
  wakeAt: at,
  daily: {
    settings: {
      channel: '1',
      time: '09:00',
      zone: 'UTC',
      weekdays: ['mon'],
      role: 'backend',
      topics: [],
      recap: false,
    },
    setBy: 'console:admin',
    since: at,
    status: 'on',
    used: [],
    deliveries,
  },
});

/** Claims the planned delivery; results in whether it was still there to be claimed. */
export const claiming =
  (claim: string) =>
  (record: CommunityRecord): Change<CommunityRecord, boolean> => {
    const planned = record.daily?.deliveries.find(({ state }) => state === 'planned');
    if (planned === undefined) return { record, result: false };
    const claimed: Delivery = { ...planned, state: 'claimed', claim: { id: claim, at, until: at } };
    return { record: withDeliveries(record, [claimed]), result: true };
  };
