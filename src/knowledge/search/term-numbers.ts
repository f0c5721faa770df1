/** Numbers terms in the order in which they come. Given `shared`, whose numbers no longer change, only its own terms take room. */
export class TermNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #shared: TermNumbers | undefined;
  readonly #from: number;

  constructor(shared?: TermNumbers) {
    this.#shared = shared;
    this.#from = shared?.size ?? 0;
  }

  get size(): number {
    return this.#from + this.#numbers.size;
  }

  /** `undefined` for a term that has no number. */
  of(term: string): number | undefined {
    return this.#shared?.of(term) ?? this.#numbers.get(term);
  }

  /** The term's number; its next one where it has none yet. */
  for(term: string): number {
    const known = this.of(term);
    if (known !== undefined) return known;
    const number = this.size;
    this.#numbers.set(term, number);
    return number;
  }
}
