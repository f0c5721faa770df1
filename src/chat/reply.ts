/** A reply is data. Each platform has one pure renderer for it; a block kind that a renderer does not know is a compile error. */
import type { Markup } from './markup.ts';

export interface Button {
  /** Plain text; renderers shorten it visibly to what the platform shows. */
  readonly label: string;
  /** An encoded action id: see `action.ts`. */
  readonly action: string;
  readonly style?: 'primary' | 'danger';
}

export interface SelectOption {
  readonly label: string;
  /** Becomes the action's argument when chosen. At most 75 characters. */
  readonly value: string;
  readonly description?: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: Markup }
  | { readonly kind: 'list'; readonly items: readonly Markup[]; readonly ordered?: boolean }
  | { readonly kind: 'fields'; readonly fields: readonly { readonly name: string; readonly value: Markup }[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'links'; readonly links: readonly { readonly label: string; readonly url: string }[] }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | {
      readonly kind: 'select';
      /** What the closed select says. */
      readonly placeholder: string;
      /** An encoded action id without argument: the chosen value becomes the argument. */
      readonly action: string;
      readonly options: readonly SelectOption[];
    };

/** A source as an answer names it. `[number]` stands in the text where it is used. */
export interface Citation {
  readonly number: number;
  readonly publisher: string;
  readonly title: string;
  readonly url?: string;
  /** YYYY, YYYY-MM, YYYY-MM-DD or `undated`. */
  readonly asOf: string;
  /** True where it was more than 18 months old when the answer was given. */
  readonly old: boolean;
  /** The publisher of the document that quotes it, where we read it there. */
  readonly readIn?: string;
}

/** `private`: only the asker sees it. `public`: the channel does. */
export type Visibility = 'private' | 'public';

export interface Reply {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sources: readonly Citation[];
  readonly tone: 'answer' | 'notice' | 'error';
  readonly visibility: Visibility;
  /** A file that goes with the reply: only with private ones. */
  readonly file?: ReplyFile;
}

/** A text file, such as an export of somebody's own data. */
export interface ReplyFile {
  /** With its ending: `my-data.json`. */
  readonly name: string;
  readonly text: string;
}

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly multiline: boolean;
  readonly required: boolean;
  readonly maxLength: number;
  readonly initial?: string;
}

/** A form that a button opens: a modal on Discord and Slack, questions one by one in the terminal. At most 5 fields. */
export interface Form {
  readonly title: string;
  readonly submitLabel: string;
  /** An encoded action id: submitting sends it with the inputs. */
  readonly action: string;
  readonly fields: readonly FormField[];
}

/** How the FAQ met a free question: the machine-readable side of its reply. */
export interface FaqAnswer {
  readonly kind: 'answered' | 'suggested' | 'unknown';
  readonly entry: string | null;
  readonly near: readonly string[];
  /** The calibrated confidence, 0 to 1. */
  readonly score: number;
}

/** What running a command gives: a reply, with data for `ask --format json`; or a form to open. */
export type Outcome =
  | {
      readonly reply: Reply;
      readonly answer?: FaqAnswer;
      readonly data?: Readonly<Record<string, unknown>>;
      /**
       * Set where the reply is no answer, and nothing was done: what the person sent was not taken (`usage-error`), or cannot be any more
       * (`expired`), or something broke on our side (`failure`). It never takes the place of what the person was shown before, and text
       * typed into a form is given back.
       */
      readonly status?: 'usage-error' | 'expired' | 'failure';
    }
  | { readonly form: Form };
