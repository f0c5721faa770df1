/** What is kept of a learner, given out and erased; and the notes that a learner leaves for the admins. */
import { questionKey } from '../bank.ts';
import { notesCommunity, withReport, withUnanswered } from '../community-notes.ts';
import type { Practice } from '../practice.ts';
import type { Learner } from './learner.ts';

type OwnData = Pick<Practice, 'exportData' | 'forget' | 'report' | 'noteUnanswered'>;

export function ownDataOf({ store, learner, community, role, now, newId }: Learner): OwnData {
  return {
    async exportData() {
      const current = await store.learner(learner);
      const reports = [];
      for (const id of new Set([...current.communities, community].map(notesCommunity))) {
        const { reports: all } = await store.community(id);
        reports.push(
          ...all.filter((report) => report.learner === learner).map((report) => ({ community: id, ...report })),
        );
      }
      return JSON.stringify({ exportedAt: now.toISOString(), ...current, reports }, undefined, 2);
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
