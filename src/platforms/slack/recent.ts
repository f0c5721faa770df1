/**
 * Remembers the last keys it was shown, so that what Slack delivers twice is answered once. Each process remembers its own: Slack delivers
 * again only what was not acknowledged, and events are acknowledged before they are answered; so an event that another process has
 * answered comes here only where its acknowledgement was lost on the way.
 */
export class Recent {
  readonly #keys = new Set<string>();
  readonly #capacity: number;

  /** Slack redelivers an event at most three times within about five minutes; a thousand events are far more than that. */
  constructor(capacity = 1000) {
    this.#capacity = capacity;
  }

  /** True where none of these keys was shown before. */
  isNew(keys: readonly string[]): boolean {
    const known = keys.some((key) => this.#keys.has(key));
    for (const key of keys) {
      this.#keys.delete(key);
      this.#keys.add(key);
    }
    while (this.#keys.size > this.#capacity) {
      const [oldest] = this.#keys;
      if (oldest !== undefined) this.#keys.delete(oldest);
    }
    return !known;
  }
}
