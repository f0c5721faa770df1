/** Which known word a mistyped one was meant to be. */

/** Edits (insert, delete, replace, swap neighbours) that still count as a slip: one up to four letters, two above. */
export const allowedEdits = (word: string): number => (word.length <= 4 ? 1 : 2);

/**
 * The Damerau-Levenshtein distance between two words, where no part is edited twice (optimal string alignment). Counts up to `atMost` and
 * gives up above it with `atMost + 1`: nearly all pairs of words are told apart by their first letters, and a search compares thousands.
 */
export function editDistance(a: string, b: string, atMost = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > atMost) return atMost + 1;
  let beforePrevious = new Uint16Array(b.length + 1);
  let previous = Uint16Array.from(beforePrevious, (_, column) => column);
  let current = new Uint16Array(b.length + 1);
  let leastBefore = 0;
  for (let row = 1; row <= a.length; row++) {
    current[0] = row;
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let edits = Math.min(replaced, at(previous, column) + 1, at(current, column - 1) + 1);
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwapped) edits = Math.min(edits, at(beforePrevious, column - 2) + 1);
      current[column] = edits;
      least = Math.min(least, edits);
    }
    // A swap reaches back two rows, so one row beyond the limit is no proof yet.
    if (least > atMost && leastBefore > atMost) return atMost + 1;
    leastBefore = least;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return Math.min(at(previous, b.length), atMost + 1);
}

const at = (row: Uint16Array, column: number): number => row[column] ?? Number.POSITIVE_INFINITY;

/** The candidate nearest to `word` within its allowed edits; the first of equals; `undefined` where none is near. */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let allowed = allowedEdits(word);
  for (const candidate of candidates) {
    const edits = editDistance(word, candidate, allowed);
    if (edits > allowed) continue;
    best = candidate;
    allowed = edits - 1;
    if (allowed < 0) break;
  }
  return best;
}
