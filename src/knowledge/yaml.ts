/**
 * YAML in, plain value out, with the line of any part of it on demand.
 * js-yaml reads (four times faster, which every start pays for); `yaml` keeps positions and explains syntax errors, and is only loaded
 * when there is something to explain.
 */
import { CORE_SCHEMA, load } from 'js-yaml';

export type DataPath = readonly (string | number)[];

export type ParsedYaml =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly line: number; readonly message: string };

/** Dates stay strings (the core schema), so that what is written is what is checked. */
export function parseYaml(text: string): ParsedYaml {
  try {
    return { ok: true, value: load(text, { schema: CORE_SCHEMA }) };
  } catch (error) {
    const mark = (error as { mark?: { line?: number } }).mark;
    const reason = (error as { reason?: string }).reason ?? String(error);
    return { ok: false, line: (mark?.line ?? 0) + 1, message: reason };
  }
}

/** Returns a function from a path inside the document to its 1-based line (the nearest part that exists). */
export async function lineFinder(text: string): Promise<(path: DataPath) => number> {
  const { isNode, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return (path) => {
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
}
