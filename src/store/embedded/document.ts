/** One record in one file, as a lowdb database with an adapter that survives kills, power failures and damaged files. */
import { type Adapter, Low } from 'lowdb';
import type { RecordKind } from '../shared/record-kinds.ts';
import { duplicate, writeAnew, writeKeepingCopy } from './durable.ts';
import { explainFailure } from './failure.ts';
import { type FileSystem, ifThere } from './file-system.ts';
import type { Format } from './format.ts';
import { beside } from './layout.ts';

/** A file that could not be used. */
export interface Problem {
  readonly file: string;
  /** What was wrong and where the unusable content is now, in one line. */
  readonly what: string;
  /** Whether the last good copy took its place; if not, the record begins anew. */
  readonly restored: boolean;
}

/** What documents need of the store that they belong to. */
export interface Surroundings {
  readonly root: string;
  readonly files: FileSystem;
  readonly format: Format;
  readonly now: () => Date;
  readonly onProblem: (problem: Problem) => void;
}

/** The record with this id in this file. Nothing is read before `read`; two documents of one file must not be used at the same time. */
export function documentAt<R>(surroundings: Surroundings, kind: RecordKind<R>, id: string, file: string): Low<R> {
  const { root, files, format } = surroundings;
  const adapter: Adapter<R> = {
    read: async () => {
      try {
        const text = await ifThere(files.readText(file));
        const reading = text === undefined ? { flaw: 'it is missing' } : format.parse(kind, id, text);
        if ('record' in reading) return reading.record;
        return await recover(surroundings, kind, id, file, text, reading.flaw);
      } catch (error) {
        throw explainFailure(error, `read ${file}`);
      }
    },
    write: async (record) => {
      try {
        await writeKeepingCopy(files, root, file, format.print(kind, id, record));
      } catch (error) {
        throw explainFailure(error, `write ${file}`);
      }
    },
  };
  return new Low(adapter, kind.begin(id));
}

/** Puts the last good copy in the place of a file that is unusable or missing; null where there is none. What was unusable is set aside. */
async function recover<R>(
  surroundings: Surroundings,
  kind: RecordKind<R>,
  id: string,
  file: string,
  text: string | undefined,
  flaw: string,
): Promise<R | null> {
  const { root, files, format, onProblem } = surroundings;
  const copy = beside.copyOf(file);
  const copied = await ifThere(files.readText(copy));
  // Nobody has been recorded under this id.
  if (text === undefined && copied === undefined) return null;
  const reading = copied === undefined ? { flaw: 'there is none' } : format.parse(kind, id, copied);
  const kept: string[] = [];
  if (text !== undefined) kept.push(await setAside(surroundings, file, file));
  if ('record' in reading) {
    await writeAnew(files, root, file, copied ?? '');
  } else {
    if (copied !== undefined) kept.push(await setAside(surroundings, copy, file));
    await files.remove(copy);
    await files.remove(file);
  }
  const outcome =
    'record' in reading
      ? 'it was restored from the last good copy, so that its latest change may be missing'
      : `the last good copy cannot be used either (${reading.flaw}), and the record begins anew`;
  const where = kept.length === 0 ? '' : `; what stood there is kept in ${kept.join(' and ')}`;
  onProblem({ file, what: `${flaw}; ${outcome}${where}`, restored: 'record' in reading });
  return 'record' in reading ? reading.record : null;
}

/** Gives an unusable file a second name that says so, before the first one is used again. Resolves with that name. */
async function setAside({ files, now }: Surroundings, unusable: string, file: string): Promise<string> {
  const wanted = beside.setAsideOf(file, now());
  let name = wanted;
  for (let number = 2; await files.exists(name); number += 1) name = `${wanted}-${number}`;
  await duplicate(files, unusable, name);
  return name;
}
