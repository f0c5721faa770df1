/** A form as a modal. */
import type { types } from '@slack/bolt';
import { shorten } from '../../chat/shorten.ts';
import type { Form, FormField } from '../../chat/reply.ts';
import { limits } from './limits.ts';
import { plainTextObject } from './text-objects.ts';

/** The one element of each input block; the block carries the field's name. */
export const inputActionId = 'value';

/**
 * Renders a form as a modal view. `privateMetadata` (at most 3,000 characters) comes back when the form is submitted. A title that is too
 * long for the modal's own is shown in full above the fields.
 */
export function renderForm(form: Form, privateMetadata: string): types.ModalView {
  const heading: types.HeaderBlock[] =
    form.title.trim().length <= limits.modalTitle
      ? []
      : [{ type: 'header', text: plainTextObject(form.title, limits.header) }];
  return {
    type: 'modal',
    callback_id: form.action.toWellFormed(),
    private_metadata: privateMetadata,
    title: plainTextObject(form.title, limits.modalTitle),
    submit: plainTextObject(form.submitLabel, limits.modalButton),
    close: plainTextObject('Cancel', limits.modalButton),
    blocks: [...heading, ...form.fields.map(inputBlock)],
  };
}

function inputBlock(field: FormField): types.InputBlock {
  const longest = Math.min(Math.max(field.maxLength, 1), limits.inputLength);
  return {
    type: 'input',
    block_id: field.name,
    label: plainTextObject(field.label, limits.inputLabel),
    optional: !field.required,
    element: {
      type: 'plain_text_input',
      action_id: inputActionId,
      multiline: field.multiline,
      max_length: longest,
      ...(field.placeholder === undefined
        ? {}
        : { placeholder: plainTextObject(field.placeholder, limits.inputPlaceholder) }),
      ...(field.initial === undefined ? {} : { initial_value: shorten(field.initial.toWellFormed(), longest) }),
    },
  };
}
