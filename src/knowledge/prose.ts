/** Where a role's files hold text that people read, and the sources it names. */
import type { Place, RoleContent } from './content.ts';
import type { DataPath } from './yaml.ts';

export interface Prose {
  readonly texts: readonly (Place & { readonly text: string })[];
  readonly citations: readonly (Place & { readonly source: string })[];
}

/** The keys that hold prose in every schema. */
const proseKeys: ReadonlySet<string> = new Set(['text', 'why', 'intro', 'answer', 'note']);

/** Gathers every text and every cited source id, in one walk over the files. `base` is the role's folder below the data folder. */
export function proseOf(content: RoleContent, base: string): Prose {
  const texts: (Place & { text: string })[] = [];
  const citations: (Place & { source: string })[] = [];
  const visit = (file: string, path: DataPath, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, child] of Object.entries(value)) {
      const here = [...path, Array.isArray(value) ? Number(name) : name];
      if (typeof child === 'string') {
        if (proseKeys.has(name)) texts.push({ file, path: here, text: child });
        else if (path.at(-1) === 'sources') citations.push({ file, path: here, source: child });
      } else {
        visit(file, here, child);
      }
    }
  };
  for (const [name, file] of Object.entries(content)) visit(`${base}/${name}`, [], file);
  return { texts, citations };
}

/** Money, percentages and counted units may only come from figures. Names such as "HTTP 500" or "OAuth 2.0" are free. */
const numberThatNeedsSource =
  /[$€£]\s?\d[\d,]*(?:\.\d+)?[kKmM]?|\d[\d,.]*\s?(?:%|percent\b)|\b\d[\d,.]*\+?(?:\s?(?:-|–|to)\s?\d[\d,.]*)?\s(?:years?|months?|weeks?|days?|hours?|minutes?|ms|milliseconds?|jobs|openings|engineers)\b/gi;

/** The amounts in a text that only a figure may state. */
export const bareNumbers = (text: string): string[] =>
  [...text.matchAll(numberThatNeedsSource)].map((match) => match[0]);
