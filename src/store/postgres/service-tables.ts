/** How what the program keeps of itself lies in tables. */
import type { Outage } from '../../practice/ledger.ts';
import type { ServiceRecord } from '../../practice/records.ts';
import { serviceKind } from '../shared/record-kinds.ts';
import { itemsOf, type Mapping, sectionIn } from './mapping.ts';

/** `from` and `to` are words of SQL. */
interface OutageItem {
  readonly begunAt?: unknown;
  readonly endedAt?: unknown;
}

export const serviceMapping: Mapping<ServiceRecord> = {
  kind: serviceKind,
  table: { name: 'services', owner: 'service', fields: { heartbeat: 'timestamptz' } },
  sections: [
    sectionIn('outages', {
      name: 'outages',
      owner: 'service',
      key: [],
      ordered: true,
      fields: { begunAt: 'timestamptz', endedAt: 'timestamptz' },
    }),
  ],
  takeApart: ({ outages, ...head }) => ({
    head,
    sections: { outages: outages.map(({ from, to, ...rest }: Outage) => ({ ...rest, begunAt: from, endedAt: to })) },
  }),
  putTogether: (_id, apart) => ({
    ...apart.head,
    outages: itemsOf(apart, 'outages').map(({ begunAt, endedAt, ...rest }: OutageItem) => ({
      ...rest,
      from: begunAt,
      to: endedAt,
    })),
  }),
};
