/** Everything that a state holds, by id: for moving it elsewhere. */
import { join, resolve } from 'node:path';
import { StoreError } from '../../practice/store.ts';
import { communityKind, installationKind, learnerKind, serviceId } from '../shared/record-kinds.ts';
import { explained } from './failure.ts';
import { ifThere, nodeFileSystem as files } from './file-system.ts';
import { formatWith, migrations } from './format.ts';
import { type DocumentName, documentsIn } from './ids.ts';
import { noState } from './inspect.ts';
import { layoutOf } from './layout.ts';
import { versionOf } from './prepare.ts';

export interface Everybody {
  readonly learners: readonly string[];
  readonly communities: readonly string[];
  readonly installations: readonly string[];
  /** The one service record, if it was ever written. */
  readonly services: readonly string[];
}

/** Throws a StoreError where there is no state, and where a file is so damaged that it does not say whose it is. */
export async function everybodyIn(stateDir: string): Promise<Everybody> {
  const layout = layoutOf(resolve(stateDir));
  const reader = { files, format: formatWith(migrations) };
  return explained(`read the state in ${layout.root}`, async () => {
    if ((await versionOf(files, layout)) === undefined) throw noState(layout);
    const learners: DocumentName[] = [];
    for (const shard of (await ifThere(files.list(layout.learners))) ?? [])
      learners.push(...(await documentsIn(reader, learnerKind, join(layout.learners, shard))));
    return {
      learners: idsOf(learners),
      communities: idsOf(await documentsIn(reader, communityKind, layout.communities)),
      installations: idsOf(await documentsIn(reader, installationKind, layout.installations)),
      services: (await files.exists(layout.service)) ? [serviceId] : [],
    };
  });
}

function idsOf(documents: readonly DocumentName[]): string[] {
  return documents.map(({ file, id }) => {
    if (id !== undefined) return id;
    throw new StoreError(
      `${file} is damaged, and so is its last good copy, so that nobody can tell whose it is. Nothing was changed. Move it away and try again.`,
    );
  });
}
