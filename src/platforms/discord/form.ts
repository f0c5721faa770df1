/** A form as a Discord modal. Pure and total. */
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type {
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
  APITextDisplayComponent,
} from 'discord-api-types/v10';
import type { Form, FormField } from '../../chat/reply.ts';
import { shorten } from '../../chat/shorten.ts';
import { discordLimits } from './limits.ts';
import { cleanText, escapeText } from './markdown.ts';
import { visible } from './visible.ts';

export type ModalData = Omit<APIModalInteractionResponseCallbackData, 'components'> & {
  components: (APILabelComponent | APITextDisplayComponent)[];
};

/** The form as a modal. Discord words the submit button itself, so `submitLabel` is not shown. */
export function renderForm(form: Form): ModalData {
  const fits = form.fields.length <= discordLimits.modalComponents;
  const shown = fits ? form.fields : form.fields.slice(0, discordLimits.modalComponents - 1);
  const left = form.fields.slice(shown.length).map(({ label }) => label);
  return {
    custom_id: form.action,
    title: visible(form.title, discordLimits.modalTitle),
    components: [
      ...shown.map(renderField),
      ...(left.length === 0 ? [] : [textDisplay(`There is no room for more fields here: ${left.join(', ')}`)]),
      ...(form.fields.length === 0 ? [textDisplay(form.title)] : []),
    ],
  };
}

const textDisplay = (text: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content: escapeText(visible(text, 500)),
});

function renderField(field: FormField): APILabelComponent {
  const label = visible(field.label, discordLimits.inputLabel);
  const maxLength = Math.min(Math.max(field.maxLength, 1), discordLimits.inputValue);
  return {
    type: ComponentType.Label,
    label,
    // A label that had to be shortened is said in full below.
    ...(field.label.length > discordLimits.inputLabel
      ? { description: visible(field.label, discordLimits.inputDescription) }
      : {}),
    component: {
      type: ComponentType.TextInput,
      custom_id: field.name,
      style: field.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
      required: field.required,
      max_length: maxLength,
      ...(field.placeholder === undefined
        ? {}
        : { placeholder: visible(field.placeholder, discordLimits.inputPlaceholder) }),
      ...(field.initial === undefined ? {} : { value: shorten(cleanText(field.initial), maxLength) }),
    },
  };
}
