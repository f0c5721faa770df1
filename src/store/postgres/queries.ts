/** The questions that are asked of many records at once. */
import { sql } from 'kysely';
import type { Member } from '../../practice/leaderboard.ts';
import type { LocalDay } from '../../practice/ledger.ts';
import type { Query } from './connection.ts';
import { tables } from './tables.ts';
import { compiled } from './typed.ts';

export async function members(query: Query, community: string): Promise<readonly string[]> {
  const asked = tables.selectFrom('memberships').select('learner').where('community', '=', community);
  return (await compiled(query, asked, 'list the members')).map(({ learner }) => learner);
}

/** Hidden members too, as the port says. */
export async function standings(
  query: Query,
  community: string,
  from: LocalDay | undefined,
): Promise<readonly Member[]> {
  const asked = tables
    .selectFrom('memberships')
    .innerJoin('learners', 'learners.learner', 'memberships.learner')
    .leftJoin('attempts', (join) =>
      join.onRef('attempts.learner', '=', 'learners.learner').on('attempts.day', '>=', from ?? ''),
    )
    .where('memberships.community', '=', community)
    .groupBy('learners.learner')
    .select((build) => [
      'learners.learner',
      'learners.name',
      sql<boolean>`coalesce((${build.ref('learners.settings')} ->> 'hidden')::boolean, false)`.as('hidden'),
      sql<number>`count(distinct ${build.ref('attempts.day')})::integer`.as('days'),
      build.fn.coalesce(build.fn.sum<number>('attempts.points'), sql<number>`0`).as('points'),
    ]);
  const rows = await compiled(query, asked, 'read the standings');
  return rows.map(({ name, ...member }) => (name === null ? member : { ...member, name }));
}

export async function communitiesToWake(query: Query, before: Date, limit: number): Promise<readonly string[]> {
  const asked = tables
    .selectFrom('communities')
    .select('community')
    .where('wake_at', '<=', before)
    .orderBy('wake_at')
    .orderBy('community')
    .limit(limit);
  return (await compiled(query, asked, 'find the communities whose time has come')).map(({ community }) => community);
}

export async function learnersToWake(query: Query, before: Date, limit: number): Promise<readonly string[]> {
  const asked = tables
    .selectFrom('learners')
    .select('learner')
    .where('wake_at', '<=', before)
    .orderBy('wake_at')
    .orderBy('learner')
    .limit(limit);
  return (await compiled(query, asked, 'find the learners whose time has come')).map(({ learner }) => learner);
}

/** Names among long streaks are found by reading every delivery there ever was, so seldom that no index pays for it. In milliseconds. */
const longestSearch = 120_000;

/** The communities in whose records the learner may have left traces, in order. */
export async function communitiesNaming(query: Query, learner: string): Promise<readonly string[]> {
  const kept = JSON.stringify([{ learner }]);
  const asked = tables
    .selectFrom('reports')
    .select('community')
    .where('learner', '=', learner)
    .union(tables.selectFrom('faq_entries').select('community').where('by', '=', learner))
    .union(
      tables
        .selectFrom('communities')
        .select('community')
        .where((build) =>
          build.or([
            sql<boolean>`${build.ref('admins')} @> ${JSON.stringify([learner])}::jsonb`,
            sql<boolean>`${build.ref('daily')} ->> 'setBy' = ${learner}`,
          ]),
        ),
    )
    .union(
      tables
        .selectFrom('deliveries')
        .select('community')
        .where((build) => sql<boolean>`${build.ref('tally')} -> 'longest' @> ${kept}::jsonb`),
    )
    .orderBy('community');
  return (await compiled(query, asked, 'find what is to be erased', longestSearch)).map(({ community }) => community);
}

export async function installation(query: Query, key: string): Promise<string | undefined> {
  const asked = tables.selectFrom('installations').select('text').where('key', '=', key);
  return (await compiled(query, asked, 'read the installation'))[0]?.text;
}

export async function saveInstallation(query: Query, key: string, text: string): Promise<void> {
  const asked = tables
    .insertInto('installations')
    .values({ key, text })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ text }));
  await compiled(query, asked, 'save the installation');
}

export async function removeInstallation(query: Query, key: string): Promise<void> {
  const asked = tables.deleteFrom('installations').where('key', '=', key);
  await compiled(query, asked, 'remove the installation');
}

/** Resolves with whether there was one. All that belongs to it goes with it. */
export async function removeLearner(query: Query, learner: string): Promise<boolean> {
  const asked = tables.deleteFrom('learners').where('learner', '=', learner).returning('learner');
  return (await compiled(query, asked, 'erase the learner')).length > 0;
}

/** The ids of all that is kept, in no order. */
export async function everybodyInDatabase(query: Query): Promise<{
  readonly learners: readonly string[];
  readonly communities: readonly string[];
  readonly installations: readonly string[];
  readonly services: readonly string[];
}> {
  const doing = 'list what the database holds';
  const learners = await compiled(query, tables.selectFrom('learners').select('learner'), doing);
  const communities = await compiled(query, tables.selectFrom('communities').select('community'), doing);
  const installations = await compiled(query, tables.selectFrom('installations').select('key'), doing);
  const services = await compiled(query, tables.selectFrom('services').select('service'), doing);
  return {
    learners: learners.map(({ learner }) => learner),
    communities: communities.map(({ community }) => community),
    installations: installations.map(({ key }) => key),
    services: services.map(({ service }) => service),
  };
}
