/** The search of a role, built once for each load of the knowledge. */
import type { Knowledge, Role } from '../knowledge.ts';
import { createFaqSearch } from './index.ts';
import type { FaqSearch } from './search.ts';

const searches = new WeakMap<Role, FaqSearch>();

/** The role's search; built at the first call, so that a one-shot command that asks nothing does not pay for it. */
export function searchFor(knowledge: Knowledge, role: Role): FaqSearch {
  const known = searches.get(role);
  if (known !== undefined) return known;
  const search = createFaqSearch(role, knowledge.search);
  searches.set(role, search);
  return search;
}
