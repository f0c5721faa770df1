import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderForm } from '../../../src/platforms/slack/form.ts';
import { renderReply } from '../../../src/platforms/slack/render.ts';
import { slackProblems } from '../../fakes/slack/validate.ts';
import { anyForm, anyReply, anyText, textReply } from './replies.ts';

it('renders any reply as a message that Slack takes', () => {
  fc.assert(
    fc.property(anyReply, (reply) => {
      expect(slackProblems('message', renderReply(reply))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('renders any form as a modal that Slack takes', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      expect(slackProblems('modal', renderForm(form, 'm'.repeat(3000)))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it('lets no text ping, wherever in the message it stands', () => {
  fc.assert(
    fc.property(anyReply, (reply) => {
      // Ids and values are not shown.
      const shown = JSON.stringify(renderReply(reply), (key, value: unknown) =>
        key === 'action_id' || key === 'value' ? '' : value,
      );
      expect(shown).not.toMatch(/<[!@#]|@(?:here|channel|everyone)/i);
    }),
    { numRuns: 200 },
  );
});

it('lets no text format: a sign that could is never left at the border of a word', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const sections = renderReply(textReply(text)).blocks.flatMap((block) =>
        block.type === 'section' ? [block.text?.text ?? ''] : [],
      );
      for (const section of sections) {
        expect(section).not.toMatch(/(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])|`|^\s*&gt;/m);
      }
    }),
    { numRuns: 500 },
  );
});

it('keeps every word of a text that fits', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,300}$/), { maxLength: 60 }), (words) => {
      const sections = renderReply(textReply(words.join(' '))).blocks.flatMap((block) =>
        block.type === 'section' ? [block.text?.text ?? ''] : [],
      );
      fc.pre(!sections.some((section) => section.includes('…')));
      expect(sections.join('').replaceAll(/\s/g, '')).toBe(words.join(''));
    }),
  );
});
