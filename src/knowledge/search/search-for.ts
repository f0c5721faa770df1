/** The search of a role, built once for each load of the knowledge. */
import type { Knowledge, Role } from '../knowledge.ts';
import { hasOwnFaq, type RoleWithOwn } from '../own-faq.ts';
import { atOnce, inSlices, type Slices } from '../slices.ts';
import { createFaqSearch } from './index.ts';
import type { FaqSearch, SharedSearch } from './search.ts';

const shared = new WeakMap<Role, SharedSearch>();
const withOwn = new WeakMap<Role, FaqSearch>();

/** The last search in the making: one is made after the other, since slices of many at once would be as long as one whole. */
let making: Promise<unknown> = Promise.resolve();

/**
 * The role's search; built at the first call, so that a one-shot command that asks nothing does not pay for it. For a role with a
 * community's own entries, only these are read: the shared ones are indexed once for all communities.
 */
export function searchFor(knowledge: Knowledge, role: Role): FaqSearch {
  if (!hasOwnFaq(role)) return sharedSearchFor(knowledge, role);
  return withOwn.get(role) ?? keep(role, atOnce(ownSearch(knowledge, role)));
}

/** Builds the search of a role with own entries ahead, in slices: many entries take tens of milliseconds, in which others want answers. */
export async function prepareSearch(knowledge: Knowledge, role: RoleWithOwn): Promise<void> {
  const made = making.then(async () => keep(role, await inSlices(ownSearch(knowledge, role))));
  making = made.catch(() => undefined);
  await made;
}

const ownSearch = (knowledge: Knowledge, { sharedRole, ownFaq }: RoleWithOwn): Slices<FaqSearch> =>
  sharedSearchFor(knowledge, sharedRole).withOwn(ownFaq);

function keep(role: RoleWithOwn, search: FaqSearch): FaqSearch {
  withOwn.set(role, search);
  return search;
}

function sharedSearchFor(knowledge: Knowledge, role: Role): SharedSearch {
  const known = shared.get(role);
  if (known !== undefined) return known;
  const search = createFaqSearch(role, knowledge.search);
  shared.set(role, search);
  return search;
}
