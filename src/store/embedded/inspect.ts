/** Looking at a state without taking its lock and without changing anything: each document is whole at any moment. */
import { join, resolve } from 'node:path';
import type { ServiceRecord } from '../../practice/records.ts';
import { StoreError } from '../../practice/store.ts';
import {
  communityKind,
  installationKind,
  learnerKind,
  type Reading,
  type RecordKind,
  serviceId,
  serviceKind,
} from '../shared/record-kinds.ts';
import { explainFailure } from './failure.ts';
import { ifThere, nodeFileSystem as files } from './file-system.ts';
import { type Format, formatWith, migrations } from './format.ts';
import { beside, type Layout, layoutOf } from './layout.ts';
import { versionOf } from './prepare.ts';

/** One file of a state. */
export interface Finding {
  readonly file: string;
  readonly kind: RecordKind<unknown>['name'] | 'set aside';
  readonly bytes: number;
  /** What is wrong with it, in one line; undefined where it is good. */
  readonly flaw: string | undefined;
}

/** Goes through every document of a state and reads each one. Throws a StoreError where there is no state or it cannot be read. */
export async function* examine(stateDir: string): AsyncGenerator<Finding> {
  const layout = layoutOf(resolve(stateDir));
  const format = formatWith(migrations);
  try {
    if ((await versionOf(files, layout)) === undefined) throw noState(layout);
    for (const shard of (await ifThere(files.list(layout.learners))) ?? [])
      yield* examineFolder(layout, format, join(layout.learners, shard), learnerKind, async (record, file) => {
        if (layout.learner(record.learner) !== file) return 'it belongs to another learner';
        for (const community of record.communities)
          if (!(await files.exists(layout.marker(layout.membersOf(community), record.learner))))
            return `it names ${community}, whose list of members does not name it`;
        if (record.wakeAt !== undefined && !(await files.exists(layout.marker(layout.waking, record.learner))))
          return 'it wants to be woken, and the list of those who do does not name it';
        return undefined;
      });
    yield* examineFolder(layout, format, layout.communities, communityKind, ({ community }, file) =>
      layout.community(community) === file ? undefined : 'it belongs to another community',
    );
    yield* examineFolder(layout, format, layout.installations, installationKind, ({ key }, file) =>
      layout.installation(key) === file ? undefined : 'it belongs to another installation',
    );
    const service = await ifThere(files.readText(layout.service));
    if (service !== undefined)
      yield finding(layout.service, serviceKind.name, service, flawIn(parsed(format, serviceKind, service)));
  } catch (error) {
    throw explainFailure(error, `read the state in ${layout.root}`);
  }
}

async function* examineFolder<R>(
  layout: Layout,
  format: Format,
  folder: string,
  kind: RecordKind<R>,
  misplaced: (record: R, file: string) => Promise<string | undefined> | string | undefined,
): AsyncGenerator<Finding> {
  for (const name of (await ifThere(files.list(folder))) ?? []) {
    const file = join(folder, name);
    const isDocument = name.endsWith('.json');
    if (!isDocument && !beside.isSetAside(name)) continue;
    const text = await ifThere(files.readText(file));
    // Forgotten since the folder was listed.
    if (text === undefined) continue;
    if (!isDocument) {
      yield finding(file, 'set aside', text, undefined);
      continue;
    }
    const reading = parsed(format, kind, text);
    yield finding(
      file,
      kind.name,
      text,
      flawIn(reading) ?? ('record' in reading ? await misplaced(reading.record, file) : undefined),
    );
  }
}

/** What the program keeps of itself in a state. Throws a StoreError where that cannot be read. */
export async function readService(stateDir: string): Promise<ServiceRecord> {
  const layout = layoutOf(resolve(stateDir));
  const text = await ifThere(files.readText(layout.service));
  if (text === undefined) return serviceKind.begin(serviceId);
  const reading = formatWith(migrations).parse(serviceKind, serviceId, text);
  if ('record' in reading) return reading.record;
  throw new StoreError(`${layout.service} cannot be used (${reading.flaw}). The bot restores it when it starts.`);
}

/** The error for a folder that holds no state of ours. */
export const noState = ({ root }: Layout): StoreError =>
  new StoreError(
    `There is no state in ${root}: it has no format.json. Nothing was changed. Check the folder's name, or STATE_DIR.`,
  );

/** Also a document of a newer release is a finding here, and no reason to stop looking. */
function parsed<R>(format: Format, kind: RecordKind<R>, text: string): Reading<R> {
  try {
    return format.parse(kind, undefined, text);
  } catch (error) {
    if (error instanceof StoreError) return { flaw: error.message };
    throw error;
  }
}

const flawIn = (reading: Reading<unknown>): string | undefined => ('flaw' in reading ? reading.flaw : undefined);

const finding = (file: string, kind: Finding['kind'], text: string, flaw: string | undefined): Finding => ({
  file,
  kind,
  bytes: Buffer.byteLength(text),
  flaw,
});
