/** How a community's record lies in tables. */
import type { CommunityRecord } from '../../practice/records.ts';
import { communityKind } from '../shared/record-kinds.ts';
import { itemsOf, type Mapping, sectionIn, without } from './mapping.ts';
import type { PartTable } from './table.ts';

const owner = 'community';

const deliveries: PartTable = {
  name: 'deliveries',
  owner,
  // There is at most one for each date.
  key: ['day'],
  ordered: false,
  fields: {
    day: 'text',
    dueAt: 'timestamptz',
    state: 'text',
    tries: 'double precision',
    notBefore: 'timestamptz',
    claim: 'jsonb',
    question: 'text',
    wording: 'text',
    channel: 'text',
    message: 'text',
    endedAt: 'timestamptz',
    reason: 'text',
    tally: 'jsonb',
  },
};

const unanswered: PartTable = {
  name: 'unanswered_questions',
  owner,
  key: [],
  ordered: true,
  fields: { text: 'text', times: 'double precision', lastAsked: 'timestamptz' },
};

const reports: PartTable = {
  name: 'reports',
  owner,
  key: [],
  ordered: true,
  fields: { id: 'text', learner: 'text', question: 'text', note: 'text', at: 'timestamptz' },
};

const faq: PartTable = {
  name: 'faq_entries',
  owner,
  key: [],
  ordered: true,
  fields: {
    role: 'text',
    id: 'text',
    question: 'text',
    aliases: 'jsonb',
    answer: 'text',
    by: 'text',
    at: 'timestamptz',
  },
};

export const communityMapping: Mapping<CommunityRecord> = {
  kind: communityKind,
  table: {
    name: 'communities',
    owner,
    fields: { zone: 'text', daily: 'jsonb', wakeAt: 'timestamptz', admins: 'jsonb' },
  },
  sections: [
    sectionIn('deliveries', deliveries),
    sectionIn('unanswered', unanswered),
    sectionIn('reports', reports),
    sectionIn('faq', faq),
  ],
  takeApart: ({ unanswered, reports, faq, daily, ...record }) => {
    const { deliveries, ...plan } = daily ?? { deliveries: [] };
    const rest = without(record, 'community');
    return {
      head: daily === undefined ? rest : { ...rest, daily: plan },
      sections: { deliveries, unanswered, reports, faq: faq ?? [] },
    };
  },
  putTogether: (community, apart) => {
    const { daily, ...head }: { readonly daily?: object } = apart.head;
    const faq = itemsOf(apart, 'faq');
    return {
      ...head,
      community,
      unanswered: itemsOf(apart, 'unanswered'),
      reports: itemsOf(apart, 'reports'),
      ...(daily === undefined ? {} : { daily: { ...daily, deliveries: itemsOf(apart, 'deliveries') } }),
      ...(faq.length === 0 ? {} : { faq }),
    };
  },
};
