/** What is kept of a learner, given out and erased; and the notes that a learner leaves for the admins. */
import { questionKey } from '../bank.ts';
import { notesCommunity, withReport, withUnanswered } from '../community-notes.ts';
import type { Practice } from '../practice.ts';
import type { CommunityRecord, Report } from '../records.ts';
import type { Learner } from './learner.ts';

type OwnData = Pick<Practice, 'exportData' | 'forget' | 'report' | 'noteUnanswered'>;

export function ownDataOf({ store, learner, community, role, now, newId }: Learner): OwnData {
  return {
    async exportData() {
      const current = await store.learner(learner);
      const here = [...current.communities, community];
      const ids = [...new Set([...here, ...here.map(notesCommunity)])];
      const records = await Promise.all(ids.map((id) => store.community(id)));
      const reports = records.flatMap((record) => reportsIn(record, learner));
      const traces = records.flatMap((record) => tracesIn(record, learner) ?? []);
      return JSON.stringify({ exportedAt: now.toISOString(), ...current, reports, traces }, undefined, 2);
    },
    async forget() {
      const current = await store.learner(learner);
      const touched = await store.forgetLearner(learner);
      return { found: touched > 0, attempts: current.ledger.filter((entry) => entry.kind === 'attempt').length };
    },
    report: (question, note) => {
      const report = { id: newId(), learner, question: questionKey(role.id, question), note, at: now.toISOString() };
      return store.updateCommunity(notesCommunity(community), (current) => ({
        record: withReport(current, report),
        result: undefined,
      }));
    },
    noteUnanswered: (text) =>
      store.updateCommunity(notesCommunity(community), (current) => ({
        record: withUnanswered(current, text, now),
        result: undefined,
      })),
  };
}

const reportsIn = ({ community, reports }: CommunityRecord, learner: string): (Report & { community: string })[] =>
  reports.filter((report) => report.learner === learner).map((report) => ({ community, ...report }));

/** What else a community's record says of the learner, and forgetting takes out of it; undefined where that is nothing. */
function tracesIn({ community, admins = [], faq = [], daily }: CommunityRecord, learner: string): object | undefined {
  const isAdmin = admins.includes(learner);
  const dailyDrill = daily?.setBy === learner ? daily.settings : undefined;
  const written = faq.filter(({ by }) => by === learner);
  const longStreaks = (daily?.deliveries ?? []).flatMap(({ day, tally }) =>
    (tally?.longest ?? []).filter((kept) => kept.learner === learner).map(({ name, days }) => ({ day, name, days })),
  );
  const isNothing = !isAdmin && dailyDrill === undefined && written.length + longStreaks.length === 0;
  return isNothing ? undefined : { community, isAdmin, dailyDrill, faq: written, longStreaks };
}
