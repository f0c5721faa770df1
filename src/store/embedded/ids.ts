/** Whose records there are, by their files. */
import { join } from 'node:path';
import type { RecordKind } from '../shared/record-kinds.ts';
import { decodeId, saysId } from './file-name.ts';
import { type FileSystem, ifThere } from './file-system.ts';
import type { Format } from './format.ts';
import { beside } from './layout.ts';

/** What is needed to read the ids that file names are too short for. */
export interface Reader {
  readonly files: FileSystem;
  readonly format: Format;
}

/** A document by its file; the id is undefined where neither the file's name nor its content nor its last good copy says it. */
export interface DocumentName {
  readonly file: string;
  readonly id: string | undefined;
}

/** The documents in a folder, in no order. */
export async function documentsIn<R>(reader: Reader, kind: RecordKind<R>, folder: string): Promise<DocumentName[]> {
  const names = (await ifThere(reader.files.list(folder))) ?? [];
  const bases = new Set(names.filter((name) => name.includes('.json')).map((name) => name.replace(/\.json.*$/, '')));
  return Promise.all(
    [...bases].map(async (base) => {
      const file = join(folder, `${base}.json`);
      return { file, id: saysId(base) ? decodeId(base) : await idIn(reader, kind, file) };
    }),
  );
}

async function idIn<R>({ files, format }: Reader, kind: RecordKind<R>, file: string): Promise<string | undefined> {
  for (const path of [file, beside.copyOf(file)]) {
    const reading = format.parse(kind, undefined, (await ifThere(files.readText(path))) ?? '');
    if ('record' in reading) return kind.idOf(reading.record);
  }
  return undefined;
}
