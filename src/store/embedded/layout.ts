/** Where things lie under the state folder. */
import { join } from 'node:path';
import { fileNameOf, shardOf } from './file-name.ts';

/** What a state consists of, apart from locks and leftovers: what a backup takes and a restore brings. */
export const stateEntries = [
  'format.json',
  'learners',
  'communities',
  'members',
  'waking',
  'installations',
  'moving.json',
  'service.json',
  'service.json.bak',
];

export interface Layout {
  readonly root: string;
  readonly format: string;
  readonly locks: string;
  readonly learners: string;
  readonly communities: string;
  readonly members: string;
  /** The list of the learners who want to be woken. */
  readonly waking: string;
  readonly installations: string;
  readonly service: string;
  /** What tells this state from others, once it is moved elsewhere. */
  readonly moving: string;
  /** Written now and then, to see whether anything can be. */
  readonly probe: string;
  /** Where a restore puts the states that it replaces: one folder each, laid out as this one. */
  readonly replaced: string;
  /** Present while a restore is moving things: a state with it is neither the old nor the new one. */
  readonly restoring: string;
  readonly learner: (id: string) => string;
  readonly community: (id: string) => string;
  readonly installation: (key: string) => string;
  /** The list of the members of one community. */
  readonly membersOf: (community: string) => string;
  /** A learner's file in a list. */
  readonly marker: (list: string, learner: string) => string;
}

export function layoutOf(root: string): Layout {
  const learners = join(root, 'learners');
  const communities = join(root, 'communities');
  const members = join(root, 'members');
  const installations = join(root, 'installations');
  return {
    root,
    format: join(root, 'format.json'),
    locks: join(root, 'lock'),
    learners,
    communities,
    members,
    waking: join(root, 'waking'),
    installations,
    service: join(root, 'service.json'),
    moving: join(root, 'moving.json'),
    probe: join(root, 'probe'),
    replaced: join(root, 'replaced'),
    restoring: join(root, 'restoring'),
    learner: (id) => join(learners, shardOf(id), `${fileNameOf(id)}.json`),
    community: (id) => join(communities, `${fileNameOf(id)}.json`),
    installation: (key) => join(installations, `${fileNameOf(key)}.json`),
    membersOf: (community) => join(members, fileNameOf(community)),
    marker: (list, learner) => join(list, shardOf(learner), fileNameOf(learner)),
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
