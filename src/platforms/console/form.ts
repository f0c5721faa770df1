/** A form in the terminal: its fields are asked one after the other. */
import type { Form, FormField } from '../../chat/reply.ts';
import type { LineInput } from './line-queue.ts';
import { safeLine } from './safe-text.ts';

/** Who asks: says a text, and takes what is typed. */
export interface Asker {
  /** The key that leaves a form, where there is one. */
  readonly leaveKey: string | undefined;
  readonly say: (text: string) => Promise<void>;
  readonly next: () => Promise<LineInput>;
}

export type FormInputs = Readonly<Record<string, string>>;

/**
 * Asks for every field of a form. An empty line leaves a field as it is: out, or with the text it came with. Returns the inputs by
 * name; `undefined` where the form was interrupted or the input ended, so that nothing may be sent.
 */
export async function askForm(form: Form, asker: Asker): Promise<FormInputs | undefined> {
  const leaving = asker.leaveKey === undefined ? '' : ` ${asker.leaveKey} leaves the form without sending it.`;
  await asker.say(`${safeLine(form.title)}\nAn empty line leaves a field out.${leaving}`);
  const inputs: Record<string, string> = {};
  for (const field of form.fields) {
    const value = await askField(field, asker);
    if (value === undefined) return undefined;
    if (value !== '') inputs[field.name] = value;
  }
  return inputs;
}

async function askField(field: FormField, asker: Asker): Promise<string | undefined> {
  await asker.say(describeField(field, notesOnTyping(field)));
  for (;;) {
    const typed = field.multiline ? await takeParagraph(asker) : await takeLine(asker);
    if (typed === undefined) return undefined;
    const value = typed.trim() === '' ? (field.initial ?? '') : typed;
    const fault = faultOf(value, field);
    if (fault === undefined) return value;
    await asker.say(fault);
  }
}

/** The label of a field, with what one must know to fill it in, and `notes` on how. */
export function describeField({ label, placeholder, required }: FormField, notes: readonly string[] = []): string {
  const all = [
    ...(required ? ['needed'] : []),
    ...(placeholder === undefined || placeholder === '' ? [] : [`such as: ${safeLine(placeholder)}`]),
    ...notes,
  ];
  return safeLine(label) + (all.length === 0 ? '' : ` (${all.join('; ')})`);
}

function notesOnTyping({ multiline, initial }: FormField): string[] {
  return [
    ...(multiline ? ['an empty line ends it'] : []),
    ...(initial === undefined || initial === '' ? [] : [`an empty line keeps: ${safeLine(initial)}`]),
  ];
}

function faultOf(value: string, { label, required, maxLength }: FormField): string | undefined {
  if (required && value.trim() === '') return `“${safeLine(label)}” is needed. Nothing was sent yet: type it.`;
  if (value.length <= maxLength) return undefined;
  return `That has ${value.length} characters and at most ${maxLength} fit. Nothing was sent yet: type it again, shorter.`;
}

async function takeLine(asker: Asker): Promise<string | undefined> {
  const input = await asker.next();
  return input.kind === 'line' ? input.text : undefined;
}

/** Lines up to an empty one. */
async function takeParagraph(asker: Asker): Promise<string | undefined> {
  const lines: string[] = [];
  for (;;) {
    const line = await takeLine(asker);
    if (line === undefined) return undefined;
    if (line.trim() === '') return lines.join('\n');
    lines.push(line);
  }
}
