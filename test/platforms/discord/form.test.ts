import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderForm } from '../../../src/platforms/discord/form.ts';
import { discordProblems } from '../../fakes/discord/validate.ts';
import { anyForm } from './arbitrary-reply.ts';
import { sampleForm } from './stubs.ts';

const [field] = sampleForm.fields;
if (field === undefined) throw new Error('the sample form has no field');

test('a form is a modal with a labelled input for each field', () => {
  expect(
    renderForm({ ...sampleForm, fields: [{ ...field, placeholder: 'In a few words', initial: 'Maybe' }] }),
  ).toEqual({
    custom_id: 'faq:suggest:',
    title: 'Suggest an answer',
    components: [
      {
        type: 18,
        label: 'Your answer',
        component: {
          type: 4,
          custom_id: 'answer',
          style: 2,
          required: true,
          max_length: 1000,
          placeholder: 'In a few words',
          value: 'Maybe',
        },
      },
    ],
  });
});

test('Discord takes every form', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      expect(discordProblems('callback', { type: 9, data: renderForm(form) })).toEqual([]);
    }),
  );
});

test('a label that is too long is said in full below, and fields without room are named', () => {
  const label = 'How sure are you about the answer that you have given above?';
  const fields = Array.from({ length: 7 }, (_, index) => ({
    ...field,
    name: `f${index}`,
    label: index === 0 ? label : `Field ${index}`,
  }));
  const { components } = renderForm({ ...sampleForm, fields });
  expect(components).toHaveLength(5);
  expect(components[0]).toMatchObject({ label: 'How sure are you about the answer that you…', description: label });
  expect(components[4]).toEqual({
    type: 10,
    content: 'There is no room for more fields here: Field 4, Field 5, Field 6',
  });
});
