/**
 * What was typed into a form that was not taken, whatever the reason: given back in the reply that says so, and in the form, opened again.
 * The form is kept in this process only and not for long; the reply has the text for good.
 */
import { decodeAction, encodeAction } from '../chat/action.ts';
import { UserError } from '../chat/errors.ts';
import { createDrafts } from '../chat/form-drafts.ts';
import type { Invocation } from '../chat/invocation.ts';
import { literal } from '../chat/markup.ts';
import { text } from '../chat/notices.ts';
import type { Block, Form, Outcome } from '../chat/reply.ts';

/** What the button to open a form again does. The dispatcher does it for every command, so none has an action of this name. */
export const reopenAction = 'reopen';

/** As many characters as every platform shows beside a refusal; more comes as a file, too. */
const mostShown = 3200;

/** A submitted form as it opens again; undefined for an id that belongs to no form. */
export type FormOf = (id: string, inputs: Readonly<Record<string, string>>) => Form | undefined;

export interface TypedText {
  /** The outcome, with what was typed where it is the refusal of a form. */
  readonly giveBack: (invocation: Invocation, outcome: Outcome) => Outcome;
  /** The form behind a button of `giveBack`. Throws a `UserError` where it is no longer there. */
  readonly reopen: (name: string) => Outcome;
}

export function keepTypedText(formOf: FormOf): TypedText {
  const drafts = createDrafts<Form>();

  /** A button where sending the same again can succeed. */
  const reopenButton = (id: string, form: Form | undefined): Block[] => {
    const command = decodeAction(id)?.command;
    if (form === undefined || command === undefined) return [];
    const action = encodeAction({ command, action: reopenAction, argument: drafts.keep(form) });
    return [{ kind: 'buttons', buttons: [{ label: 'Open the form again', action, style: 'primary' }] }];
  };

  return {
    giveBack({ request }, outcome) {
      if (request.kind !== 'action' || !('reply' in outcome) || outcome.status === undefined) return outcome;
      const typed = Object.values(request.inputs).filter((each) => each.trim() !== '');
      if (typed.length === 0) return outcome;
      const form = outcome.status === 'expired' ? undefined : formOf(request.id, request.inputs);
      const { reply } = outcome;
      const blocks = [...reply.blocks, ...typedBlocks(typed), ...reopenButton(request.id, form)];
      return { ...outcome, reply: { ...reply, blocks, ...fileOf(typed), visibility: 'private' } };
    },
    reopen(name) {
      const form = drafts.find(name);
      if (form !== undefined) return { form };
      throw new UserError(
        'I no longer have the form as you filled it in',
        'A form that was filled in is kept for a short while only, and where I run as several processes by one of them. Nothing was sent; the message with the button still has what you typed, so that you can copy it.',
      );
    },
  };
}

const isMuch = (typed: readonly string[]): boolean => literal(typed.join('')).length > mostShown;

const typedBlocks = (typed: readonly string[]): Block[] => [
  text(`_What you typed, so that you can copy it${isMuch(typed) ? '; it is in the file, too' : ''}:_`),
  ...typed.map((each) => text(literal(each))),
];

const fileOf = (typed: readonly string[]): { file?: { name: string; text: string } } =>
  isMuch(typed) ? { file: { name: 'what-you-typed.txt', text: typed.join('\n\n') } } : {};
