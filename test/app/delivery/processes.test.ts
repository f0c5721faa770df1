import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommunityRecord } from '../../../src/practice/records.ts';
import { StoreError } from '../../../src/practice/store.ts';
import { type Answer, createWorld, hour, minute, second, type World } from '../../support/delivery.ts';

const guild = 'discord:1';
const monday = '2026-11-23';

type Fate = 'works' | 'cut' | 'lost' | 'frozen' | 'gone';

/** A process's way to a store, which can be cut. */
function linkTo({ store, clock }: Pick<World, 'store' | 'clock'>) {
  const away = (): Promise<never> => Promise.reject(new StoreError('The store cannot be reached.'));
  /**
   * What becomes of the next call: `cut` is not done; `lost` is done, and its answer does not arrive; after a `frozen` one the process sees
   * nothing for nearly as long as a lease lasts; `gone` never ends.
   */
  const link = {
    next: (): Fate => 'works',
    store,
    /** Has this become of the call that claims next, and that of all calls after it. */
    atClaim(fate: 'works' | 'lost' | 'frozen', then: Fate): void {
      fateOfClaim = () => {
        fateOfClaim = undefined;
        link.next = () => then;
        return fate;
      };
    },
  };
  let fateOfClaim: (() => Fate) | undefined;
  const through = async <T>(call: () => Promise<T>, hasClaimed = (): boolean => false): Promise<T> => {
    const planned = link.next();
    if (planned === 'gone') return new Promise(() => undefined);
    if (planned === 'cut') return away();
    const result = await call();
    const fate = fateOfClaim !== undefined && hasClaimed() ? fateOfClaim() : planned;
    if (fate === 'frozen') await clock.pause(58 * second);
    return fate === 'lost' ? away() : result;
  };
  const updateCommunity: typeof store.updateCommunity = (id, change) => {
    let claims = false;
    const noting: typeof change = (before) => {
      const changed = change(before);
      claims = claimIn(changed.record) !== undefined && claimIn(changed.record) !== claimIn(before);
      return changed;
    };
    return through(
      () => store.updateCommunity(id, noting),
      () => claims,
    );
  };
  link.store = {
    ...store,
    community: (id) => through(() => store.community(id)),
    updateCommunity,
    communitiesToWake: (before, limit) => through(() => store.communitiesToWake(before, limit)),
    learnersToWake: (before, limit) => through(() => store.learnersToWake(before, limit)),
  };
  return link;
}

const claimIn = ({ daily }: CommunityRecord): string | undefined =>
  daily?.deliveries.find(({ state }) => state === 'claimed')?.claim?.id;

describe('a process that dies', () => {
  it.each([
    ['after its post arrived', 'sent', 1],
    ['before its post arrived', 'hangs', 2],
  ] as const)('%s leaves a claim, which another one takes up when the lease is over', async (_when, answer, tries) => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    const link = linkTo(world);
    await world.start({ store: link.store });
    discord.onPost = () => answer;
    await clock.advance(9 * hour - second);
    // Killed while it sends: nothing that it does after its claim gets through.
    link.atClaim('works', 'gone');
    await clock.advance(3 * second);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'claimed' });
    discord.onPost = () => 'sent';
    const other = await world.start();
    await clock.advance(50 * second);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'claimed' });
    await clock.advance(minute);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'sent', tries });
    expect(discord.posts).toHaveLength(1);
    await other.stop();
  });
});

describe('a process that is frozen between its claim and its sending', () => {
  it('sends nothing when it wakes: others may be about to', async () => {
    const world = createWorld();
    const { clock, discord, log } = world;
    await world.setUp(guild);
    const link = linkTo(world);
    await clock.advance(9 * hour);
    link.atClaim('frozen', 'works');
    discord.onPost = () => 'sent';
    const delivery = await world.start({ store: link.store });
    await clock.advance(59 * second);
    expect(discord.posts).toEqual([]);
    expect(log.some((line) => line.includes('grew too old'))).toBe(true);
    await clock.advance(minute);
    expect(discord.posts).toHaveLength(1);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'sent', tries: 2 });
    await delivery.stop();
  });
});

describe('records that cannot be reached', () => {
  it('while a date is claimed: what was never sent is no doubt, and is sent when they can be again', async () => {
    const world = createWorld();
    const { clock, slack } = world;
    await world.setUp('slack:T1');
    slack.onFind = () => ({ kind: 'unknown', detail: 'One cannot look.' });
    const link = linkTo(world);
    await clock.advance(9 * hour);
    // The claim is written, though the answer is lost.
    link.atClaim('lost', 'cut');
    const delivery = await world.start({ store: link.store });
    await clock.advance(20 * second);
    expect(await world.delivery('slack:T1', monday)).toMatchObject({ state: 'claimed' });
    link.next = () => 'works';
    await clock.advance(3 * minute);
    expect(await world.delivery('slack:T1', monday)).toMatchObject({ state: 'sent' });
    expect(slack.posts).toHaveLength(1);
    await delivery.stop();
  });

  it('right after a date was claimed: it is sent all the same, within its lease', async () => {
    const world = createWorld();
    const { clock, slack } = world;
    await world.setUp('slack:T1');
    slack.onFind = () => ({ kind: 'unknown', detail: 'One cannot look.' });
    const link = linkTo(world);
    await clock.advance(9 * hour);
    link.atClaim('works', 'cut');
    const delivery = await world.start({ store: link.store });
    await clock.advance(20 * second);
    link.next = () => 'works';
    await clock.advance(3 * minute);
    expect(await world.delivery('slack:T1', monday)).toMatchObject({ state: 'sent', tries: 1 });
    expect(slack.posts).toHaveLength(1);
    await delivery.stop();
  });

  it('while a result is to be written: it is written when they can be again, and nothing is sent twice', async () => {
    const world = createWorld();
    const { clock, discord, log } = world;
    await world.setUp(guild);
    const link = linkTo(world);
    const delivery = await world.start({ store: link.store });
    discord.onPost = () => {
      link.next = () => 'cut';
      return 'sent';
    };
    await clock.advance(9 * hour + 40 * second);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'claimed' });
    link.next = () => 'works';
    await clock.advance(15 * second);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'sent', message: 'message 1', tries: 1 });
    expect(discord.posts).toHaveLength(1);
    expect(log.filter((line) => line.includes('records cannot be reached'))).toHaveLength(1);
    expect(log.filter((line) => line.includes('records can be reached again'))).toHaveLength(1);
    await delivery.stop();
  });

  it('for a minute, while nothing is due: told once, and the day goes on as if nothing had been', async () => {
    const world = createWorld();
    const { clock, discord, log } = world;
    await world.setUp(guild);
    const link = linkTo(world);
    const delivery = await world.start({ store: link.store });
    await clock.advance(8 * hour);
    link.next = () => 'cut';
    await clock.advance(minute);
    link.next = () => 'works';
    await clock.advance(2 * hour);
    expect(discord.posts).toHaveLength(1);
    expect(log.filter((line) => line.includes('records cannot be reached'))).toHaveLength(1);
    await delivery.stop();
  });

  it('when a stop is written: the admin is told once, also where the answer to the write was lost', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    const link = linkTo(world);
    const delivery = await world.start({ store: link.store });
    discord.onPost = () => {
      link.next = () => {
        link.next = () => 'works';
        return 'lost';
      };
      return { kind: 'refused', why: 'channel-gone', detail: 'Gone.' };
    };
    await clock.advance(10 * hour);
    expect(await world.daily(guild)).toMatchObject({ status: 'stopped', stop: { told: true } });
    expect(discord.told).toHaveLength(1);
    await delivery.stop();
  });

  it('when the program stops: it does not wait for them, and says what it could not write', async () => {
    const world = createWorld();
    const { clock, discord, log } = world;
    await world.setUp(guild);
    const link = linkTo(world);
    const delivery = await world.start({ store: link.store });
    discord.onPost = () => {
      link.next = () => 'cut';
      return 'sent';
    };
    await clock.advance(9 * hour + 5 * second);
    const stopped = delivery.stop();
    await clock.advance(second);
    await stopped;
    expect(log.some((line) => line.includes('"message":"message 1"'))).toBe(true);
    const next = await world.start();
    await clock.advance(2 * minute);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'sent', message: 'found' });
    expect(discord.posts).toHaveLength(1);
    await next.stop();
  });
});

const fates = fc.constantFrom<Fate>('works', 'works', 'works', 'works', 'cut', 'lost', 'frozen', 'gone');
const answers = fc.constantFrom<Answer>(
  'sent',
  'sent',
  'lost',
  'dropped',
  'hangs',
  { kind: 'slow', after: 30 * second },
  { kind: 'slow', after: 50 * second },
  { kind: 'slow', after: 5 * minute },
  { kind: 'later', detail: 'Not now.' },
  { kind: 'later', after: 20 * second, everywhere: true, detail: 'Too many.' },
);

describe('several processes on one store', () => {
  it('never post twice for one date, whatever fails and whoever dies, and have an account of every date', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fates, { maxLength: 40, size: 'max' }),
        fc.array(answers, { maxLength: 8, size: 'max' }),
        fc.boolean(),
        async (fateList, answerList, canLook) => {
          const [fatesLeft, answersLeft] = [[...fateList], [...answerList]];
          const world = createWorld();
          const { clock, discord } = world;
          const communities = ['discord:1', 'discord:2', 'discord:3'];
          for (const community of communities) await world.setUp(community);
          discord.onPost = () => answersLeft.shift() ?? 'sent';
          if (!canLook) discord.onFind = () => ({ kind: 'unknown', detail: 'One cannot look.' });
          const links = [linkTo(world), linkTo(world)];
          const dead = new Set<unknown>();
          await clock.advance(9 * hour - second);
          for (const link of links) await world.start({ store: link.store, isDead: () => dead.has(link) });
          await clock.advance(second / 2);
          for (const link of links) {
            link.next = () => {
              const fate = dead.has(link) ? 'gone' : (fatesLeft.shift() ?? 'works');
              if (fate === 'gone') dead.add(link);
              return fate;
            };
          }
          await clock.advance(5 * minute);
          // One more, for whoever died.
          await world.start();
          await clock.advance(40 * minute);

          for (const community of communities) {
            const posts = discord.posts.filter((post) => post.community === community);
            expect(posts.length).toBeLessThanOrEqual(1);
            const state = (await world.delivery(community, monday))?.state;
            expect(['sent', 'failed', 'doubt']).toContain(state);
            if (state === 'sent') expect(posts).toHaveLength(1);
            if (state === 'failed') expect(posts).toEqual([]);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
