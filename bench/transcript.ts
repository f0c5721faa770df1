/** `npm run bench -- transcript`: an admin sets up a daily drill from nothing, on Discord and on Slack, and everything that people see. */
import { fileURLToPath } from 'node:url';
import { loadKnowledgeOrThrow } from '../src/knowledge/load.ts';
import { wrapSpans } from '../src/platforms/console/wrap.ts';
import type { Screen } from '../test/support/screens.ts';
import { type Actor, controlOn, type Seen } from '../test/support/stage/actor.ts';
import { openStage, type Stage } from '../test/support/stage/stage.ts';
import { channelName, discordTheatre, slackTheatre, type Event, type Theatre } from './theatres.ts';

const width = 96;

/** Plays in both places, on the same days, and prints what happens. */
export async function run(): Promise<void> {
  const knowledge = await loadKnowledgeOrThrow(fileURLToPath(new URL('../data', import.meta.url)));
  for (const theatreOn of [discordTheatre, slackTheatre]) {
    const stage = await openStage(knowledge, '2026-11-22T17:00:00Z');
    try {
      await play(stage, theatreOn(stage));
      if (stage.troubles.length > 0) throw new AggregateError(stage.troubles, 'not only the answers came');
    } finally {
      await stage.close();
    }
  }
}

async function play(stage: Stage, theatre: Theatre): Promise<void> {
  const { admin, members, messagesTo } = theatre;
  const [ben, chloe] = members;
  const names = new Map([
    [admin.id, 'Grace'],
    [ben.id, 'Ben'],
    [chloe.id, 'Chloe'],
  ]);
  const tell = (what: string): void =>
    console.log(`\n[${stage.now().toISOString().slice(0, 16).replace('T', ' ')} UTC]  ${what}`);
  const types = async (who: Actor, command: string, withSettings = false): Promise<Seen> => {
    const { line, seen } = await theatre.types(who, command, withSettings);
    tell(`${names.get(who.id)} types: ${line}`);
    show(theatre, seen);
    return seen;
  };
  const presses = async (who: Actor, on: Screen, label: RegExp): Promise<Seen> => {
    const seen = await who.press(on, label);
    const where = on.isPrivate ? 'there' : 'under the post';
    tell(`${names.get(who.id)} presses [ ${controlOn(on, label).label} ] ${where}`);
    show(theatre, seen);
    return seen;
  };
  const graceDoes = ({ what, happen }: Event): void => {
    happen();
    tell(`Grace ${what}.`);
  };
  const comes = async (instant: string, what: string, screens: () => readonly Screen[]): Promise<Screen> => {
    await stage.passTo(instant);
    tell(what);
    const screen = screens().at(-1);
    if (screen === undefined) throw new Error(`nothing came: ${what}`);
    show(theatre, screen);
    return screen;
  };
  const posts = (): Screen[] => theatre.posts(theatre.channel);

  console.log(`\n${'='.repeat(width)}\n${theatre.platform.toUpperCase()}\n${'='.repeat(width)}`);
  tell(`${theatre.obstacle} Grace administers the ${theatre.whole}; Ben and Chloe do not.`);
  await types(ben, 'daily set', true);
  await types(admin, 'daily status');
  const blocked = await types(admin, 'daily set', true);
  graceDoes(theatre.mended);
  const set = await presses(admin, blocked, /Try again/);
  await presses(admin, set, /Preview/);

  const monday = await comes('2026-11-23T08:00:00Z', `It is 09:00 in Berlin. In ${channelName} appears:`, posts);
  await presses(ben, monday, /^B$/);
  await presses(ben, monday, /^A$/);
  await presses(chloe, monday, /^D$/);
  await types(admin, 'daily now');
  await types(admin, 'daily status');
  await types(admin, 'admin doctor');

  const tuesday = await comes('2026-11-24T08:00:00Z', `On Tuesday at 09:00, in ${channelName}, appears:`, posts);
  await presses(ben, tuesday, /^A$|Show answer/);

  theatre.mishap.happen();
  tell(theatre.mishap.what);
  const silence = `On Wednesday at 09:00 nothing appears in ${channelName}. Grace gets a private message:`;
  await comes('2026-11-25T08:00:00Z', silence, () => messagesTo(admin));
  await types(admin, 'admin doctor');
  const status = await types(admin, 'daily status');
  await presses(admin, status, /Resume/);
  graceDoes(theatre.undone);
  await types(admin, 'daily resume');
  await types(admin, 'daily now');
  await comes('2026-11-25T08:01:00Z', `In ${channelName} has appeared:`, posts);
  await types(admin, 'daily skip');
  await types(admin, 'daily pause');
  await types(admin, 'daily status');
}

function show({ read }: Theatre, { text, isPrivate }: Screen): void {
  const whole = `${isPrivate ? '(Only you can see this)\n\n' : ''}${read(text)}`;
  for (const spans of wrapSpans([{ text: whole }], width - 4))
    console.log(`  | ${spans.map((span) => span.text).join('')}`.trimEnd());
}
