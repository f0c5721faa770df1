/**
 * Forty days of one learner: Los Angeles, Tokyo, Sydney, both changes of the clocks, and everything that can come between two days of
 * practice. The test asserts what comes of it; `npm run bench -- forty-days` prints it for people.
 */
import type { Outcome } from '../../src/chat/reply.ts';
import type { Ask } from './asker.ts';

/** What the learner does at one moment, in this order. */
interface Moment {
  /** As a clock on the wall there shows it. */
  readonly at: string;
  readonly note?: string;
  /** The operator records that the bot was down, from one instant to another. */
  readonly outage?: readonly [from: string, to: string];
  /** Commands that are typed before anything is answered. */
  readonly types?: readonly string[];
  /** Questions that are then answered. */
  readonly answers: number;
  /** Commands that are typed afterwards. */
  readonly looks?: readonly string[];
}

/** Practice in the evening of each of these days of a month. */
const evenings = (month: string, days: readonly number[], offset: string): Moment[] =>
  days.map((day) => ({ at: `2026-${month}-${String(day).padStart(2, '0')}T20:00${offset}`, answers: 1 }));

const [pst, pdt, jst, aedt, aest] = ['-08:00', '-07:00', '+09:00', '+11:00', '+10:00'];

const moments: readonly Moment[] = [
  {
    at: `2026-03-01T20:00${pst}`,
    note: 'Ada begins in Los Angeles; Saturday is her rest day',
    types: ['/settings timezone:America/Los_Angeles rest-days:sat'],
    answers: 1,
  },
  ...evenings('03', [2, 3, 4, 5, 6, 7], pst),
  {
    at: `2026-03-09T03:30${pdt}`,
    note: 'The clocks went forward on Sunday, March 8; half past three in the night after it is still that day',
    answers: 1,
    looks: ['/streak'],
  },
  ...evenings('03', [9], pdt),
  { at: `2026-03-11T20:00${pdt}`, note: 'March 10 was missed: a freeze bridges it', types: ['/streak'], answers: 1 },
  ...evenings('03', [12, 13], pdt),
  { at: `2026-03-15T20:00${pdt}`, note: 'March 14 was a Saturday, her rest day', types: ['/streak'], answers: 1 },
  {
    at: `2026-03-17T20:00${pdt}`,
    note: 'On March 16 the bot was down for 14 hours',
    outage: ['2026-03-16T15:00:00Z', '2026-03-17T05:00:00Z'],
    types: ['/streak'],
    answers: 1,
  },
  { at: `2026-03-18T22:00${pdt}`, note: 'The last answer before the night flight to Tokyo', answers: 1 },
  {
    at: `2026-03-20T07:00${jst}`,
    note: 'In Tokyo: March 19 passed over the Pacific',
    types: ['/settings timezone:Asia/Tokyo', '/streak'],
    answers: 0,
  },
  ...evenings('03', [20, 22, 23], jst),
  {
    at: `2026-03-26T12:00${jst}`,
    note: 'March 24 took the freeze, and March 25 broke the streak',
    types: ['/streak', '/streak why'],
    answers: 0,
  },
  {
    at: `2026-03-26T20:00${jst}`,
    note: 'Three answers in one day, within 48 hours, repair it',
    answers: 3,
    looks: ['/streak'],
  },
  ...evenings('03', [27, 28, 29, 30, 31], jst),
  ...evenings('04', [1], jst),
  {
    at: `2026-04-02T20:00${aedt}`,
    note: 'On to Sydney',
    types: ['/settings timezone:Australia/Sydney'],
    answers: 1,
  },
  ...evenings('04', [3, 4], aedt),
  {
    at: `2026-04-06T03:30${aest}`,
    note: 'The clocks went back on Sunday, April 5, a day of 25 hours; this is still that day',
    answers: 1,
  },
  ...evenings('04', [6, 7, 8], aest),
  { at: `2026-04-09T20:00${aest}`, note: 'The fortieth day', answers: 1, looks: ['/streak', '/streak why'] },
];

/** The program, as far as the forty days need it. */
export interface Player {
  readonly ask: Ask;
  readonly addOutage: (from: string, to: string) => Promise<void>;
}

/** One thing that Ada or the operator did, and what came of it. */
export interface Scene {
  readonly at: string;
  /** Stands with the first scene of a moment. */
  readonly note?: string | undefined;
  readonly did: string;
  readonly outcome?: Outcome;
}

/** Plays the forty days, one thing after the other. */
export async function* playFortyDays({ ask, addOutage }: Player): AsyncGenerator<Scene> {
  let turn = 0;
  for (const { at, note, outage, types = [], answers, looks = [] } of moments) {
    let toTell = note;
    const scene = (did: string, outcome?: Outcome): Scene => {
      const told = { at, note: toTell, did, ...(outcome === undefined ? {} : { outcome }) };
      toTell = undefined;
      return told;
    };
    const does = async (...what: string[]): Promise<Scene> => {
      const outcome = await ask([...what, '--as', 'ada', '--now', new Date(at).toISOString()]);
      return scene(what.at(-1) ?? '', outcome);
    };
    if (outage !== undefined) {
      await addOutage(...outage);
      yield scene(`npm run state -- outage add ${outage.join(' ')}`);
    }
    for (const line of types) yield await does(line);
    for (let answer = 0; answer < answers; answer += 1) {
      const question = await does('/interview-question');
      yield question;
      for (const action of answersTo(question, (turn += 1))) yield await does('--action', action);
    }
    for (const line of looks) yield await does(line);
  }
}

/** Every choice has as many options or more. */
const fewestOptions = 3;

/** What is pressed under a question: one option after the other, right or wrong; an open one is looked up and graded. */
function answersTo({ did, outcome }: Scene, turn: number): string[] {
  const data = outcome !== undefined && 'data' in outcome ? outcome.data : undefined;
  const { drill, kind } = data ?? {};
  if (typeof drill !== 'string') throw new Error(`${did} asked nothing`);
  return kind === 'choice'
    ? [`interview-question:choose:${drill}.${turn % fewestOptions}`]
    : [`interview-question:reveal:${drill}`, `interview-question:grade:${drill}.good`];
}
