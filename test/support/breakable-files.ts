/** A file system whose functions can be made to fail. */
import { type FileSystem, nodeFileSystem } from '../../src/store/embedded/file-system.ts';

export interface BreakableFiles {
  readonly files: FileSystem;
  /** From now on this function fails with this code; a write stops half-way. */
  readonly break: (name: keyof FileSystem, code: string) => void;
  readonly mend: () => void;
}

export function breakableFiles(): BreakableFiles {
  const broken = new Map<keyof FileSystem, string>();
  const failing = (name: keyof FileSystem): Error | undefined => {
    const code = broken.get(name);
    return code === undefined ? undefined : Object.assign(new Error(`${code}: made to fail`), { code });
  };
  const guarded =
    <A extends readonly unknown[], T>(name: keyof FileSystem, work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      const error = failing(name);
      if (error) throw error;
      return work(...args);
    };
  const files: FileSystem = {
    readText: guarded('readText', nodeFileSystem.readText),
    writeFlushed: async (path, text) => {
      const error = failing('writeFlushed');
      await nodeFileSystem.writeFlushed(path, error ? text.slice(0, text.length / 2) : text);
      if (error) throw error;
    },
    flushFolder: guarded('flushFolder', nodeFileSystem.flushFolder),
    rename: guarded('rename', nodeFileSystem.rename),
    link: guarded('link', nodeFileSystem.link),
    copy: guarded('copy', nodeFileSystem.copy),
    remove: guarded('remove', nodeFileSystem.remove),
    makeFolder: guarded('makeFolder', nodeFileSystem.makeFolder),
    list: guarded('list', nodeFileSystem.list),
    exists: guarded('exists', nodeFileSystem.exists),
  };
  return { files, break: (name, code) => void broken.set(name, code), mend: () => broken.clear() };
}
