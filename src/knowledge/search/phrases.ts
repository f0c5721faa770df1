/** Finds known phrases in a run of words, the longest first. */

export interface PhraseMatch<Value> {
  readonly value: Value;
  /** How many words the phrase takes. */
  readonly length: number;
}

export class Phrases<Value> {
  readonly #byFirst = new Map<string, { readonly words: readonly string[]; readonly value: Value }[]>();

  /** Adds a phrase; of two that are equal the first added stays. */
  add(words: readonly string[], value: Value): void {
    const [first] = words;
    if (first === undefined) return;
    const sameStart = this.#byFirst.get(first) ?? [];
    if (sameStart.some((other) => other.words.length === words.length && startsWith(words, 0, other.words))) return;
    const at = sameStart.findIndex((other) => other.words.length < words.length);
    sameStart.splice(at === -1 ? sameStart.length : at, 0, { words, value });
    this.#byFirst.set(first, sameStart);
  }

  /** The longest phrase that begins at `words[at]`. */
  at(words: readonly string[], at: number): PhraseMatch<Value> | undefined {
    const word = words[at];
    const found =
      word === undefined ? undefined : this.#byFirst.get(word)?.find((phrase) => startsWith(words, at, phrase.words));
    return found && { value: found.value, length: found.words.length };
  }
}

const startsWith = (words: readonly string[], at: number, phrase: readonly string[]): boolean =>
  phrase.every((word, offset) => words[at + offset] === word);
