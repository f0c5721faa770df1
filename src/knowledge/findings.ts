/** Findings that several checks make. */
import type { Finding, Place } from './content.ts';
import type { Term } from './schema/files.ts';
import type { DataPath } from './yaml.ts';

export function dangling(file: string, path: DataPath, what: string, id: string, known: ReadonlySet<string>): Finding {
  const near = [...known].filter((each) => each.includes(id) || id.includes(each)).slice(0, 5);
  const choices = near.length > 0 ? near : [...known].slice(0, 12);
  return {
    file,
    path,
    message: `there is no ${what} "${id}"`,
    fix: `use an id that exists, such as ${choices.join(', ') || '(none exists yet)'}`,
  };
}

/** Where the entry with an index stands. */
type PlaceOf = (index: number) => Place;

/** The places of a list's entries in one file. */
export const inList =
  (file: string, base: DataPath): PlaceOf =>
  (index) => ({ file, path: [...base, index] });

/** Entries whose id an earlier one has already. */
export function duplicates(entries: readonly { readonly id: string }[], placeOf: PlaceOf): Finding[] {
  const seen = new Map<string, string>();
  return entries.flatMap(({ id }, index) => {
    const { file, path } = placeOf(index);
    const earlier = seen.get(id);
    if (earlier === undefined) {
      seen.set(id, file);
      return [];
    }
    return [
      {
        file,
        path: [...path, 'id'],
        message: earlier === file ? `id "${id}" is used twice` : `id "${id}" is taken, in ${earlier}`,
        fix: 'give one of them another id',
      },
    ];
  });
}

/** One word must not mean two things of one kind: nobody could tell which was meant. */
export function sharedAliases(terms: readonly Term[], placeOf: PlaceOf): Finding[] {
  const owners = new Map<string, string>();
  return terms.flatMap((term, index) => {
    const names = new Set([term.id, term.title, ...term.aliases].map((name) => name.toLowerCase()));
    return [...names].flatMap((name) => {
      const owner = owners.get(name);
      owners.set(name, term.id);
      return owner === undefined || owner === term.id
        ? []
        : [
            {
              ...placeOf(index),
              message: `"${name}" already stands for "${owner}"`,
              fix: 'remove it from one of the two',
            },
          ];
    });
  });
}
