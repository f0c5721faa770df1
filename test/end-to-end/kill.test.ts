/** The program answers 20 learners on Discord and is killed again and again: whatever it called recorded is there, once. */
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startFakeDiscord, type FakeDiscord } from '../fakes/discord/server.ts';
import { temporaryFolder } from '../support/folders.ts';
import { discordAnswer, discordCommand, discordPress, saysOnce, saysRecorded, type Shown } from '../support/seats.ts';
import { embeddedStore } from '../support/stores.ts';
import { Program } from './program.ts';

const learners = 20;
const kills = 25;
/** A process is killed after so many answers, drawn anew each time, and so many turns of this process's event loop. */
const [mostAnswers, mostTurns] = [60, 30];

const upTo = (most: number): number => 1 + Math.floor(Math.random() * most);

/** Everything that the learners were told. */
class Told {
  /** Drills that were said to count: when they were pressed first, or again after a kill. */
  readonly acknowledged = new Set<string>();
  /** Drills that were said to be recorded just now, more than once. */
  readonly recordedTwice: string[] = [];
  /** How many answers were written before a kill that took the word of it: the second click was told. */
  toldLater = 0;
  readonly #recorded = new Set<string>();
  #answers = 0;
  #enough: { readonly at: number; readonly reached: () => void } | undefined;

  /** Resolves when so many more answers have come. */
  moreAnswers(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#enough = { at: this.#answers + count, reached: resolve };
    });
  }

  hear(drill: string | undefined, shown: Shown): void {
    this.#answers += 1;
    if (this.#enough?.at === this.#answers) this.#enough.reached();
    if (drill === undefined) return;
    const isNew = saysRecorded(shown);
    if (isNew && this.#recorded.has(drill)) this.recordedTwice.push(drill);
    if (isNew) this.#recorded.add(drill);
    const isOld = saysOnce(shown);
    if (isOld) this.toldLater += 1;
    if (isNew || isOld) this.acknowledged.add(drill);
  }
}

/** Somebody who answers one question after the other, and presses again where no answer came. */
class Learner {
  readonly id: string;
  readonly #discord: FakeDiscord;
  readonly #told: Told;
  #pending: { readonly drill: string; readonly action: string } | undefined;

  constructor(id: string, discord: FakeDiscord, told: Told) {
    this.id = id;
    this.#discord = discord;
    this.#told = told;
  }

  /** Until the program is gone. */
  async practise(gone: Promise<unknown>): Promise<void> {
    const ended = gone.then(() => undefined);
    for (;;) {
      this.#pending ??= await Promise.race([this.#ask(), ended]);
      if (this.#pending === undefined || !(await Promise.race([this.#press(this.#pending), ended]))) return;
      this.#pending = undefined;
    }
  }

  /** Presses what got no answer before the last kill. */
  async finish(): Promise<void> {
    if (this.#pending !== undefined) await this.#press(this.#pending);
  }

  async #ask(): Promise<{ drill: string; action: string }> {
    const question = await discordAnswer(this.#discord.interact(discordCommand('interview-question', this.id)));
    this.#told.hear(undefined, question);
    const [, kind, drill] =
      /"interview-question:(choose|reveal):(\w+)/.exec(question.text) ?? fail(`no question: ${question.text}`);
    return {
      drill: drill ?? '',
      action: kind === 'choose' ? `interview-question:choose:${drill}.0` : `interview-question:grade:${drill}.good`,
    };
  }

  /** Also an answer that arrives when the program is gone already is one that the learner read. */
  async #press({ drill, action }: { readonly drill: string; readonly action: string }): Promise<true> {
    const shown = await discordAnswer(this.#discord.interact(discordPress(action, this.id)));
    this.#told.hear(drill, shown);
    return true;
  }
}

const fail = (message: string): never => {
  throw new Error(message);
};

async function start(discord: FakeDiscord, stateDir: string): Promise<Program> {
  const program = new Program(['chat'], {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    STATE_DIR: stateDir,
  });
  const isReady = (): boolean => program.errors.includes('Connected to Discord');
  await Promise.race([program.until(isReady), program.exitCode]);
  if (!isReady()) fail(program.errors);
  return program;
}

it('loses and doubles nothing over 25 kills at random moments', { timeout: 240_000 }, async () => {
  const discord = await startFakeDiscord();
  onTestFinished(() => discord.close());
  const stateDir = join(await temporaryFolder(), 'state');
  const told = new Told();
  const people = Array.from(
    { length: learners },
    (_, index) => new Learner(String(300_000_000_000_000_100n + BigInt(index)), discord, told),
  );

  for (let kill = 0; kill < kills; kill += 1) {
    const program = await start(discord, stateDir);
    const enough = told.moreAnswers(upTo(mostAnswers));
    const practice = Promise.all(people.map((learner) => learner.practise(program.exitCode)));
    await Promise.race([enough, practice]);
    for (let turns = upTo(mostTurns); turns > 0; turns -= 1) await turn();
    program.signal('SIGKILL');
    expect(await program.exitCode).toBeNull();
    await practice;
  }
  const program = await start(discord, stateDir);
  await Promise.all(people.map((learner) => learner.finish()));
  program.signal('SIGTERM');
  expect(await program.exitCode).toBe(0);

  const { store, problems } = await embeddedStore({ stateDir });
  const found: string[] = [];
  for (const { id } of people) {
    const { ledger } = await store.learner(`discord:${id}`);
    for (const entry of ledger) if (entry.kind === 'attempt') found.push(entry.id);
  }
  const doubles = found.length - new Set(found).size;
  const lost = [...told.acknowledged].filter((drill) => !found.includes(drill));
  console.log(
    `kills ${kills}, learners ${learners}, attempts acknowledged ${told.acknowledged.size} (${told.toldLater} of them at a second click after a kill), found ${found.length}, doubles ${doubles}, lost ${lost.length}`,
  );
  expect(problems).toEqual([]);
  expect(told.acknowledged.size).toBeGreaterThan(kills);
  expect(new Set(found)).toEqual(told.acknowledged);
  expect([doubles, lost, told.recordedTwice]).toEqual([0, [], []]);
});
