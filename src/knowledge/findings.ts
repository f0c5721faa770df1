/** Findings that several checks make. */
import type { Finding } from './content.ts';
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

export function duplicates(entries: readonly { readonly id: string }[], file: string, base: DataPath): Finding[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    if (seen.has(entry.id))
      return [
        {
          file,
          path: [...base, index, 'id'],
          message: `id "${entry.id}" is used twice`,
          fix: 'give one of them another id',
        },
      ];
    seen.add(entry.id);
    return [];
  });
}

/** One word must not mean two things of one kind: nobody could tell which was meant. */
export function sharedAliases(terms: readonly Term[], file: string, base: DataPath): Finding[] {
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
              file,
              path: [...base, index],
              message: `"${name}" already stands for "${owner}"`,
              fix: 'remove it from one of the two',
            },
          ];
    });
  });
}
