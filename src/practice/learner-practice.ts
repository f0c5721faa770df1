/** The practice of one learner over a store: reads and changes records with the pure rules beside it. */
import type { Role } from '../knowledge/knowledge.ts';
import { keepAnswer, openDrill, recordAttempt } from './attempts.ts';
import { type BankQuestion, questionKey, wordingOf } from './bank.ts';
import { notesCommunity, withReport, withUnanswered } from './community-notes.ts';
import { keyPointsCovered } from './coverage.ts';
import { gradeOfChoice } from './grade.ts';
import { leaderboardOf, memberIn } from './leaderboard.ts';
import type { DayClock } from './days.ts';
import type { Grade } from './ledger.ts';
import { nextDates } from './memory.ts';
import { pickQuestion } from './pick.ts';
import type { Asked, OpenAnswer, Practice, Recorded, SettingsChanged, SettingsInForce } from './practice.ts';
import { progressOf } from './progress.ts';
import { readinessOf } from './readiness.ts';
import type { LearnerRecord, OpenDrill } from './records.ts';
import { reviewState } from './review.ts';
import { rulesInForce, todayOf } from './rules.ts';
import type { Change, Store } from './store.ts';
import { streakOf, zoneChangeAllowed } from './streak.ts';
import { followZone, withRules, zoneInForce, type ZoneInForce } from './zone-in-force.ts';

/** Who practises, where and when. */
export interface Learner {
  readonly store: Store;
  readonly role: Role;
  readonly learner: string;
  readonly community: string;
  readonly now: Date;
  /** What others call the learner, for leaderboards. */
  readonly name: string | undefined;
  /** The zone that the platform knows of the person, asked for only when it is needed. */
  readonly profileZone: () => Promise<string | undefined>;
  /** The operator's `DEFAULT_TIMEZONE`. */
  readonly defaultZone: string | undefined;
  /** A short text that nobody can guess, new at each call. */
  readonly newId: () => string;
}

type ZoneChange = ReturnType<typeof zoneChangeAllowed>;

/** As many places as a leaderboard shows. */
const leaderboardSize = 10;

/** The practice of `me`. */
export function practiceOf(me: Learner): Practice {
  const { store, role, now } = me;
  /** The question of a drill, unless it was edited since: its buttons speak of the options as they were. */
  const questionOf = (drill: OpenDrill | undefined): BankQuestion | undefined => {
    const question = drill?.role === role.id ? role.questions.find(({ id }) => id === drill.question) : undefined;
    return question === undefined || drill?.wording !== wordingOf(question) ? undefined : question;
  };
  const drillOf = (record: LearnerRecord, id: string): OpenDrill | undefined =>
    record.drills.find((drill) => drill.id === id);

  const sources = {
    profile: me.profileZone,
    community: async () => (await store.community(me.community)).zone,
    defaultZone: me.defaultZone,
  };
  const zoneOf = (record: LearnerRecord): Promise<ZoneInForce> => zoneInForce(record, sources, now);
  const clockOf = (record: LearnerRecord): DayClock => rulesInForce(record, undefined, now);

  /** The learner's record with the zone in force; a profile that has moved is written down when it is first noticed, so that all views agree. */
  const present = async (): Promise<{ current: LearnerRecord; zone: ZoneInForce }> => {
    const seen = await store.learner(me.learner);
    const zone = await zoneOf(seen);
    if (followZone(seen, zone.zone, now) === seen) return { current: seen, zone };
    const current = await store.updateLearner(me.learner, (latest) => {
      const moved = followZone(latest, zone.zone, now);
      return { record: moved, result: moved };
    });
    return { current, zone };
  };

  const settingsOf = (record: LearnerRecord, { zone, zoneFrom }: ZoneInForce): SettingsInForce => ({
    ...rulesInForce(record, zone, now),
    zoneFrom,
    reminders: record.settings.reminders ?? false,
    hidden: record.settings.hidden ?? false,
  });

  /** Records a grade for a drill; `gradeFor` is asked once the drill's question is known. */
  const record = async (
    drillId: string,
    gradeFor: (question: BankQuestion) => Grade | undefined,
  ): Promise<Recorded> => {
    // All that can fail comes before the write: once the answer is durable, the learner must hear so.
    const { outages } = await store.service();
    const { zone } = await zoneOf(await store.learner(me.learner));
    const answered = await store.updateLearner(me.learner, (current) => {
      const question = questionOf(drillOf(current, drillId)) ?? answeredQuestion(current, drillId, role);
      const grade = question === undefined ? undefined : gradeFor(question);
      if (question === undefined || grade === undefined) return { record: current, result: undefined };
      const here = followZone(current, zone, now);
      const outcome = recordAttempt(here, { drill: drillId, grade, now, question, fallbackZone: zone });
      const named = me.name === undefined ? outcome.record : { ...outcome.record, name: me.name };
      const next = outcome.result === 'recorded' ? named : current;
      return { record: next, result: { ...outcome, question, record: next } };
    });
    if (answered === undefined || answered.result === 'expired') return { kind: 'expired' };
    const { question, attempt, result } = answered;
    const due = answered.record.memories[questionKey(role.id, question.id)]?.due;
    return {
      kind: result,
      question,
      grade: attempt.grade,
      points: attempt.points,
      due: due === undefined ? undefined : new Date(due),
      clock: clockOf(answered.record),
      streak: streakOf(answered.record.ledger, outages, now),
    };
  };

  const openAnswer = (current: LearnerRecord, drillId: string): OpenAnswer | undefined => {
    const drill = drillOf(current, drillId);
    const question = questionOf(drill);
    if (drill === undefined || question?.kind !== 'open') return undefined;
    return {
      question,
      answer: drill.answer,
      coverage: drill.answer === undefined ? undefined : keyPointsCovered(question, drill.answer),
      next: nextDates(current.memories[questionKey(role.id, question.id)], now),
      clock: clockOf(current),
    };
  };

  return {
    async ask({ topic, level }) {
      const id = me.newId();
      return store.updateLearner(me.learner, (current): Change<LearnerRecord, Asked> => {
        const picked = pickQuestion({ bank: role, record: current, now, topic, level, seed: `${me.learner} ${id}` });
        if (picked.question === undefined) {
          const filtered = topic !== undefined || level !== undefined;
          const result = { kind: 'none' as const, next: picked.next, clock: clockOf(current), filtered };
          return { record: current, result };
        }
        const { question, reason } = picked;
        const drill = {
          id,
          role: role.id,
          question: question.id,
          wording: wordingOf(question),
          community: me.community,
          askedAt: now.toISOString(),
        };
        return { record: openDrill(current, drill), result: { kind: 'question', drill: id, question, reason } };
      });
    },
    choose: (drill, option) =>
      record(drill, (question) => {
        const chosen = question.kind === 'choice' ? question.options[option] : undefined;
        return chosen === undefined ? undefined : gradeOfChoice(chosen.right);
      }),
    openAnswer: async (drill) => openAnswer(await store.learner(me.learner), drill),
    write: (drill, answer) =>
      store.updateLearner(me.learner, (current) => {
        const kept = keepAnswer(current, drill, answer);
        return { record: kept, result: openAnswer(kept, drill) };
      }),
    grade: (drill, grade) => record(drill, (question) => (question.kind === 'open' ? grade : undefined)),
    async review() {
      const current = await store.learner(me.learner);
      return { ...reviewState(role, current, now), clock: clockOf(current) };
    },
    async progress() {
      const current = await store.learner(me.learner);
      return { ...progressOf(role, current, now), readiness: readinessOf(role, current, now) };
    },
    async streak() {
      const { current } = await present();
      return streakOf(current.ledger, (await store.service()).outages, now);
    },
    async leaderboard(period, by) {
      const { day } = todayOf(await store.learner(me.learner), now);
      const ids = await store.members(me.community);
      const members = [];
      for (const id of new Set([...ids, me.learner])) {
        const current = await store.learner(id);
        members.push({
          ...memberIn(current, period, day),
          ...(current.name === undefined ? {} : { name: current.name }),
        });
      }
      return leaderboardOf({ members, asker: me.learner, by, size: leaderboardSize });
    },
    async settings() {
      const { current, zone } = await present();
      return settingsOf(current, zone);
    },
    async changeSettings(change) {
      const { zone: before } = await present();
      const after: ZoneInForce = change.zone === undefined ? before : { zone: change.zone, zoneFrom: 'you' };
      return store.updateLearner(me.learner, (current): Change<LearnerRecord, SettingsChanged> => {
        const changed = { ...current, settings: { ...current.settings, ...change } };
        const rulesBefore = rulesInForce(current, before.zone, now);
        const rules = rulesInForce(changed, before.zone, now);
        const allowed: ZoneChange =
          rules.zone === rulesBefore.zone ? { allowed: true } : zoneChangeAllowed(current.ledger, now);
        if (!allowed.allowed) return { record: current, result: { kind: 'too-often', again: allowed.again } };
        const same = JSON.stringify(rules) === JSON.stringify(rulesBefore);
        // Before the first answer a day start says nothing of the zone: that is found when there is something to count.
        const early = current.ledger.length === 0 && changed.settings.zone === undefined;
        const next = same || early ? changed : { ...changed, ledger: withRules(current.ledger, rules, now) };
        return { record: next, result: { kind: 'changed', settings: settingsOf(next, after) } };
      });
    },
    async exportData() {
      const current = await store.learner(me.learner);
      const reports = [];
      for (const id of new Set([...current.communities, me.community].map(notesCommunity))) {
        const { reports: all } = await store.community(id);
        reports.push(
          ...all.filter((report) => report.learner === me.learner).map((report) => ({ community: id, ...report })),
        );
      }
      return JSON.stringify({ exportedAt: now.toISOString(), ...current, reports }, undefined, 2);
    },
    async forget() {
      const current = await store.learner(me.learner);
      const touched = await store.forgetLearner(me.learner);
      return { found: touched > 0, attempts: current.ledger.filter((entry) => entry.kind === 'attempt').length };
    },
    report: (question, note) => {
      const key = questionKey(role.id, question);
      const report = { id: me.newId(), learner: me.learner, question: key, note, at: now.toISOString() };
      return store.updateCommunity(notesCommunity(me.community), (current) => ({
        record: withReport(current, report),
        result: undefined,
      }));
    },
    noteUnanswered: (text) =>
      store.updateCommunity(notesCommunity(me.community), (current) => ({
        record: withUnanswered(current, text, now),
        result: undefined,
      })),
  };
}

/** The question of an attempt that is written already, so that a second click can be told what it was. */
function answeredQuestion(record: LearnerRecord, drillId: string, role: Role): BankQuestion | undefined {
  const attempt = record.ledger.find((entry) => entry.kind === 'attempt' && entry.id === drillId);
  if (attempt?.kind !== 'attempt') return undefined;
  return role.questions.find(({ id }) => questionKey(role.id, id) === attempt.question);
}
