/** zod's issues, said to a person who edits a YAML file. */
import type { z } from 'zod';
import type { DataPath } from './yaml.ts';

export interface Explanation {
  readonly path: DataPath;
  readonly message: string;
  readonly fix: string;
}

type Issue = z.core.$ZodIssue;

const kindOf = (value: unknown): string =>
  value === undefined
    ? 'nothing'
    : value === null
      ? 'an empty value'
      : Array.isArray(value)
        ? 'a list'
        : typeof value === 'object'
          ? 'a group of keys'
          : `a ${typeof value}`;

const expectedWords: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
};

function valueAt(root: unknown, path: DataPath): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** The `id` (or question, or subject) of the innermost entry on the way to `path`. */
export function nearestEntry(root: unknown, path: DataPath): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const value = valueAt(root, path.slice(0, length));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const { id, question, subject } = value as Record<string, unknown>;
    for (const name of [id, question, subject]) if (typeof name === 'string') return name;
  }
  return undefined;
}

/** One explanation a problem, in the order of the file's structure. `root` is the parsed document. */
export function explainIssues(issues: readonly Issue[], root: unknown, base: DataPath = []): Explanation[] {
  return issues.flatMap((issue): Explanation[] => {
    const path = [...base, ...issue.path] as (string | number)[];
    const key = String(path.at(-1) ?? 'the file');
    const found = valueAt(root, path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((unknownKey) => ({
        path: [...path, unknownKey],
        message: `unknown key "${unknownKey}"`,
        fix: 'remove it, or correct its spelling; the keys that exist are listed by your editor, from data/schemas/',
      }));
    }
    if (issue.code === 'invalid_type') {
      return found === undefined || found === null
        ? [
            {
              path,
              message: `"${key}" is missing`,
              fix: `add it: it must be ${expectedWords[issue.expected] ?? issue.expected}`,
            },
          ]
        : [
            {
              path,
              message: `"${key}" is ${kindOf(found)}, but must be ${expectedWords[issue.expected] ?? issue.expected}`,
              fix:
                issue.expected === 'string'
                  ? 'put the value in quotes'
                  : `write ${expectedWords[issue.expected] ?? issue.expected}`,
            },
          ];
    }
    if (issue.code === 'invalid_union') return explainUnion(issue, root, path);
    if (issue.code === 'invalid_value') {
      return [
        {
          path,
          message: `"${key}" is ${JSON.stringify(found)}`,
          fix: `use one of ${issue.values.map(String).join(', ')}`,
        },
      ];
    }
    // The schemas' own messages say what to write.
    return [{ path, message: `"${key}" is not right`, fix: issue.message }];
  });
}

/** Of several shapes that were tried, the one that fits best is the one that was meant. */
function explainUnion(issue: Extract<Issue, { code: 'invalid_union' }>, root: unknown, path: DataPath): Explanation[] {
  const cost = (branch: readonly Issue[]): number =>
    branch.reduce((sum, each) => sum + (each.code === 'unrecognized_keys' ? each.keys.length : 1), 0);
  const best = [...issue.errors].sort((a, b) => cost(a) - cost(b))[0];
  if (best !== undefined) return explainIssues(best, root, path);
  const kinds = 'options' in issue ? issue.options : undefined;
  if (kinds === undefined) return [{ path, message: issue.message, fix: 'compare it with a neighbouring entry' }];
  const [key, found] = [String(path.at(-1)), valueAt(root, path)];
  const message = found === undefined ? `"${key}" is missing` : `"${key}" is ${JSON.stringify(found)}`;
  return [{ path, message, fix: `use one of ${kinds.map(String).join(', ')}` }];
}
