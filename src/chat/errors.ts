/** An expected failure, said to the person: what happened, and what to do next. Everything else is a bug and is logged as one. */
export class UserError extends Error {
  /** What to do next, in markup. */
  readonly next: string;

  /** `title` is one plain line that says what happened; `next` is markup. */
  constructor(title: string, next: string) {
    super(title);
    this.name = 'UserError';
    this.next = next;
  }
}
