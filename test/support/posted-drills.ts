/** Daily drills that were posted, for tests of what learners do with them. */
import { type BankQuestion, questionKey, wordingOf } from '../../src/practice/bank.ts';
import type { Daily, Delivery, Tally } from '../../src/practice/daily/daily.ts';
import { dailyKey } from '../../src/practice/daily/key.ts';
import type { LocalDay } from '../../src/practice/ledger.ts';
import type { Store } from '../../src/practice/store.ts';
import { conversationOver, type TestConversation } from './conversation.ts';
import { realData } from './folders.ts';
import { Person, questionsIn } from './person.ts';

/** The date of the fixed noon at which people of tests ask, and the one before. */
export const today = '2026-11-22';
export const yesterday = '2026-11-21';

type Questions = { readonly [Kind in BankQuestion['kind']]: Extract<BankQuestion, { kind: Kind }> };

/** A question of each kind from the shipped bank. */
export async function someQuestions(): Promise<Questions> {
  const questionOf = await questionsIn(realData);
  const probe = new Person(await conversationOver(realData), 'probe');
  const choice = questionOf((await probe.drill('choice')).question);
  const open = questionOf((await probe.drill('open')).question);
  if (choice.kind !== 'choice' || open.kind !== 'open') throw new Error('the drills were of other kinds');
  return { choice, open };
}

/** A member of a community on Discord; one without a name is somebody of whom the platform says none. */
export const memberOf = (bot: TestConversation, community: string, name: string): Person =>
  new Person(bot, name, {
    platform: 'discord',
    learner: `discord:${community}-${name}`,
    community,
    ...(name === '' ? {} : { name }),
  });

/** The drills that such a member has answered. */
export const attemptsBy = async (store: Store, community: string, name: string): Promise<string[]> =>
  (await store.learner(`discord:${community}-${name}`)).ledger.flatMap((entry) =>
    entry.kind === 'attempt' ? [entry.id] : [],
  );

export interface Posted {
  readonly community: string;
  readonly day: LocalDay;
  readonly question: BankQuestion;
  readonly role?: string;
  readonly state?: Delivery['state'];
}

/** Writes a posted drill into the community's record. Resolves with its key. */
export async function posted(
  store: Store,
  { community, day, question, role = 'backend-engineer', state = 'sent' }: Posted,
): Promise<string> {
  const delivery: Delivery = {
    day,
    dueAt: `${day}T09:00:00.000Z`,
    state,
    tries: 1,
    question: questionKey(role, question.id),
    wording: wordingOf(question),
    channel: 'C1',
    message: `message-${day}`,
  };
  await store.updateCommunity(community, (record) => {
    const daily = record.daily ?? firstDaily(role);
    const deliveries = [...daily.deliveries.filter((each) => each.day !== day), delivery];
    return { record: { ...record, daily: { ...daily, deliveries } }, result: undefined };
  });
  return dailyKey(community, day);
}

const firstDaily = (role: string): Daily => ({
  settings: {
    channel: 'C1',
    time: '09:00',
    zone: 'UTC',
    weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    role,
    topics: [],
    recap: false,
  },
  setBy: 'discord:admin',
  since: '2026-11-01T00:00:00.000Z',
  status: 'on',
  used: [],
  deliveries: [],
});

/** How the community has answered the drill of a date so far. */
export const tallyOf = async (store: Store, community: string, day: LocalDay): Promise<Tally | undefined> =>
  (await store.community(community)).daily?.deliveries.find((each) => each.day === day)?.tally;
