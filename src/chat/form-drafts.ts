/**
 * What was typed into a form that could not be taken, for the form that is opened again. Kept in this process only and not for long: the
 * reply that says what is wrong has to show it as well.
 */

/** Enough for whoever fixes a form within minutes. */
const mostDrafts = 200;

export interface Drafts<T> {
  /** Keeps a draft under a name that nobody can guess, short enough for a button. */
  readonly keep: (draft: T) => string;
  /** Undefined where it is no longer there. */
  readonly find: (name: string) => T | undefined;
}

export function createDrafts<T>(): Drafts<T> {
  const drafts = new Map<string, T>();
  return {
    keep(draft) {
      const name = crypto.randomUUID().replaceAll('-', '').slice(0, 16);
      drafts.set(name, draft);
      for (const oldest of drafts.keys()) {
        if (drafts.size <= mostDrafts) break;
        drafts.delete(oldest);
      }
      return name;
    },
    find: (name) => drafts.get(name),
  };
}
