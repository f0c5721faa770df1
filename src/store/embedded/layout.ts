/** Where things lie under the state folder. */
import { join } from 'node:path';
import { fileNameOf, shardOf } from './file-name.ts';

/** What a state consists of, apart from locks and leftovers: what a backup takes and a restore brings. */
export const stateEntries = ['format.json', 'learners', 'communities', 'members', 'service.json', 'service.json.bak'];

export interface Layout {
  readonly root: string;
  readonly format: string;
  readonly locks: string;
  readonly learners: string;
  readonly communities: string;
  readonly members: string;
  readonly service: string;
  /** Where a restore puts the states that it replaces: one folder each, laid out as this one. */
  readonly replaced: string;
  /** Present while a restore is moving things: a state with it is neither the old nor the new one. */
  readonly restoring: string;
  readonly learner: (id: string) => string;
  readonly community: (id: string) => string;
  /** The folder of the markers of one community. */
  readonly membersOf: (community: string) => string;
  readonly marker: (community: string, learner: string) => string;
  /** The same by the name of the community's folder. */
  readonly markerIn: (folder: string, learner: string) => string;
}

export function layoutOf(root: string): Layout {
  const learners = join(root, 'learners');
  const communities = join(root, 'communities');
  const members = join(root, 'members');
  const membersOf = (community: string): string => join(members, fileNameOf(community));
  const markerIn = (folder: string, learner: string): string =>
    join(members, folder, shardOf(learner), fileNameOf(learner));
  return {
    root,
    format: join(root, 'format.json'),
    locks: join(root, 'lock'),
    learners,
    communities,
    members,
    service: join(root, 'service.json'),
    replaced: join(root, 'replaced'),
    restoring: join(root, 'restoring'),
    learner: (id) => join(learners, shardOf(id), `${fileNameOf(id)}.json`),
    community: (id) => join(communities, `${fileNameOf(id)}.json`),
    membersOf,
    marker: (community, learner) => markerIn(fileNameOf(community), learner),
    markerIn,
  };
}

/** What stands beside a document: the last good copy, the one being written, and copies that were set aside as unreadable. */
export const beside = {
  copyOf: (document: string): string => `${document}.bak`,
  draftOf: (document: string): string => `${document}.tmp`,
  setAsideOf: (document: string, at: Date): string => `${document}.corrupt-${at.toISOString().replaceAll(':', '-')}`,
  isDraft: (file: string): boolean => file.endsWith('.json.tmp'),
  isSetAside: (file: string): boolean => /\.json\.corrupt-[^/]*$/.test(file),
};
