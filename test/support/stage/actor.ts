/** Somebody who sits in front of a platform: types commands, reads what comes, presses what stands under it, fills in forms. */
import type { Control, Screen } from '../screens.ts';

/** The fields of a form, by name, with what was typed. */
export type Inputs = Readonly<Record<string, string>>;

/** What somebody sees: a message, or a form that has opened. */
export interface Seen extends Screen {
  /** Fills in the form and submits it; undefined for a message. */
  readonly submit?: (inputs: Inputs) => Promise<Seen>;
}

/** `channel` and `person` are picked from a list: ids of the platform. All else is typed. */
export type TypedOptions = Readonly<Record<string, string>>;

export interface Actor {
  /** The platform's id of the person. */
  readonly id: string;
  /** The id under which the program knows the person. */
  readonly learner: string;
  /** Runs a command, such as `daily set`. */
  readonly run: (command: string, options?: TypedOptions) => Promise<Seen>;
  /** Presses the button, or chooses the option, whose label matches; throws where there is none. */
  readonly press: (on: Screen, label: RegExp) => Promise<Seen>;
  /** The same under a message that the bot has sent in private. */
  readonly pressInPrivate: (on: Screen, label: RegExp) => Promise<Seen>;
}

/** The first control whose label matches. */
export function controlOn({ controls, text }: Screen, label: RegExp): Control {
  const control = controls.find((each) => label.test(each.label));
  if (control === undefined) throw new Error(`There is nothing like ${label.source} to press under:\n${text}`);
  return control;
}
