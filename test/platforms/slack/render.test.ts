import { describe, expect, it } from 'vitest';
import { renderForm } from '../../../src/platforms/slack/form.ts';
import { renderOutcome, renderReply } from '../../../src/platforms/slack/render.ts';
import type { Block } from '../../../src/chat/reply.ts';
import { slackProblems } from '../../fakes/slack/validate.ts';
import { blocksOf, textsOf } from './rendered.ts';
import { citation, form, replyWith, textReply } from './replies.ts';

describe('blocks', () => {
  it('begins with the title, marked where something went wrong', () => {
    expect(blocksOf(textReply('x'))[0]).toEqual({
      type: 'header',
      text: { type: 'plain_text', text: 'Senior pay', emoji: false },
    });
    expect(blocksOf(textReply('x', { tone: 'error' }))[0]).toMatchObject({ text: { text: '⚠️ Senior pay' } });
  });

  it('shortens a title so that one sees it', () => {
    const [header] = blocksOf(textReply('x', { title: 'word '.repeat(60) }));
    expect(header).toMatchObject({ text: { text: expect.stringMatching(/word…$/) as string } });
  });

  it('sets a heading in one section with the text under it', () => {
    expect(
      textsOf([
        { kind: 'heading', text: 'Why' },
        { kind: 'text', text: 'because' },
        { kind: 'text', text: 'also' },
      ]),
    ).toEqual(['*Why*\nbecause', 'also']);
  });

  it('keeps a heading with nothing under it', () => {
    expect(textsOf([{ kind: 'heading', text: 'Why' }])).toEqual(['*Why*']);
  });

  it('writes lists', () => {
    expect(textsOf([{ kind: 'list', items: ['a', '**b**'] }])).toEqual(['• a\n• *b*']);
    expect(textsOf([{ kind: 'list', items: ['a', 'b'], ordered: true }])).toEqual(['1. a\n2. b']);
  });

  it('writes fields in two columns, ten to a section', () => {
    const fields = Array.from({ length: 12 }, (_, index) => ({ name: `n${index}`, value: `v${index}` }));
    const texts = textsOf([{ kind: 'fields', fields }]);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/^\*n0\*\nv0 \| /);
  });

  it('writes fields as lines where one is too long for a column', () => {
    const [text] = textsOf([
      {
        kind: 'fields',
        fields: [
          { name: 'a', value: 'x' },
          { name: 'b', value: 'long '.repeat(500) },
        ],
      },
    ]);
    expect(text).toMatch(/^\*a\*: x\n\*b\*: long/);
  });

  it('aligns a table', () => {
    const rows = [
      ['junior', '90'],
      ['a`b & c', '120'],
    ];
    expect(textsOf([{ kind: 'table', columns: ['Level', 'Pay'], rows }])).toEqual([
      '```\nLevel    Pay\n───────  ───\njunior   90\naˋb &amp; c  120\n```',
    ]);
  });

  it('repeats the heading of a long table', () => {
    const rows = Array.from({ length: 100 }, (_, index) => [`row ${index}`, 'x'.repeat(40)]);
    const texts = textsOf([{ kind: 'table', columns: ['A', 'B'], rows }]);
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text).toMatch(/^```\nA /);
    expect(texts.join('\n')).toContain('row 99');
  });

  it('writes a table that is too wide as a list, with nothing left out', () => {
    const rows = [['Senior', 'a '.repeat(40).trim(), 'end']];
    expect(textsOf([{ kind: 'table', columns: ['Level', 'What', 'Last'], rows }])).toEqual([
      `• *Senior*. What: ${rows[0]?.[1] ?? ''}; Last: end`,
    ]);
  });

  it('writes buttons with ids of their own, also where an action comes twice', () => {
    const buttons = Array.from({ length: 6 }, () => ({
      label: 'Show '.repeat(30),
      action: 'salary:show:senior',
      style: 'primary' as const,
    }));
    const [, first, second] = blocksOf(replyWith([{ kind: 'buttons', buttons }]));
    expect(first).toMatchObject({ type: 'actions', elements: { length: 5 } });
    expect(second).toMatchObject({
      elements: [
        { action_id: 'salary:show:senior#6', style: 'primary', text: { text: expect.stringMatching(/…$/) as string } },
      ],
    });
  });

  it('writes a select, and several where there are more options than one takes', () => {
    const options = Array.from({ length: 75 }, (_, index) => ({ label: `${index}`, value: `v${index}` }));
    const selects = blocksOf(
      replyWith([{ kind: 'select', placeholder: 'Choose', action: 'salary:show:', options }]),
    ).slice(1);
    expect(selects).toMatchObject([
      {
        elements: [
          {
            type: 'static_select',
            action_id: 'salary:show:#1',
            placeholder: { text: expect.stringMatching(/^Choose \(1–\d+\)$/) as string },
          },
        ],
      },
      {
        elements: [
          {
            action_id: 'salary:show:#2',
            placeholder: { text: expect.stringMatching(/^Choose \(\d+–75\)$/) as string },
          },
        ],
      },
    ]);
  });

  it('leaves out what is empty', () => {
    const empty: Block[] = [
      { kind: 'text', text: ' \n ' },
      { kind: 'list', items: [] },
      { kind: 'fields', fields: [] },
      { kind: 'table', columns: [], rows: [] },
      { kind: 'links', links: [] },
      { kind: 'buttons', buttons: [] },
      { kind: 'select', placeholder: 'x', action: 'a:b:', options: [] },
    ];
    expect(blocksOf(replyWith(empty))).toHaveLength(1);
    expect(blocksOf(replyWith(empty, { title: '' }))).toMatchObject([{ text: { text: 'An answer without words' } }]);
  });
});

describe('sources', () => {
  const contextOf = (...sources: Parameters<typeof citation>[]): string =>
    blocksOf(textReply('x', { sources: sources.map((args) => citation(...args)) }))
      .flatMap((block) =>
        block.type === 'context' ? block.elements.map((element) => ('text' in element ? element.text : '')) : [],
      )
      .join('\n');

  it('names, dates and links each, and says who quotes it', () => {
    expect(contextOf([1, { url: 'https://bls.gov/a?b&c' }], [2, { readIn: 'Resume Geni' }])).toBe(
      '[1] <https://bls.gov/a?b&amp;c|Bureau of Labor Statistics, Software Developers> (as of May 2024)\n' +
        '[2] Bureau of Labor Statistics, Software Developers (as of May 2024), quoted by Resume Geni',
    );
  });

  it('says what is old and what is undated', () => {
    expect(contextOf([1, { old: true }])).toMatch(
      /\(as of May 2024\)\. Older than 18 months: check before you rely on it$/,
    );
    expect(contextOf([1, { asOf: 'undated' }])).toMatch(/\(undated\)$/);
  });

  it('counts the sources that have no room', () => {
    const text = contextOf(...Array.from({ length: 60 }, (_, index): [number] => [index + 1]));
    const shown = text.split('\n').filter((line) => line.startsWith('[')).length;
    expect(text).toMatch(new RegExp(`\\n… ${60 - shown} more sources$`));
  });
});

describe('a reply that is too long for a message', () => {
  const lines = Array.from({ length: 800 }, (_, index) => `line ${index} ${'x'.repeat(30)}`);
  const long: Block[] = [
    { kind: 'list', items: lines },
    { kind: 'text', text: 'after' },
    { kind: 'buttons', buttons: [{ label: 'Next', action: 'a:b:c' }] },
  ];

  it('says how many lines are missing, and keeps the buttons and sources', () => {
    const blocks = blocksOf(replyWith(long, { sources: [citation(1)] }));
    const texts = blocks.flatMap((block) => (block.type === 'section' ? [block.text?.text ?? ''] : []));
    const shown = texts.join('\n').match(/^• line/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(150);
    expect(texts.at(-1)).toBe(
      `… ${801 - shown} more lines: too much for one Slack message. Ask for a smaller part to see the rest.`,
    );
    expect(blocks.slice(-2)).toMatchObject([{ type: 'actions' }, { type: 'context' }]);
  });

  it('shortens the fallback text in the same way', () => {
    const { text } = renderReply(replyWith(long));
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text).toMatch(/^Senior pay\n• line 0 x+\n.*\n… \d+ more lines$/s);
  });

  it('counts choices that have no room', () => {
    const buttons = Array.from({ length: 150 }, (_, index) => ({ label: `Button ${index}`, action: 'a:b:c' }));
    const blocks = blocksOf(replyWith([{ kind: 'buttons', buttons }]));
    const shown = blocks.reduce((sum, block) => sum + (block.type === 'actions' ? block.elements.length : 0), 0);
    expect(blocks.at(-1)).toMatchObject({
      text: { text: expect.stringContaining(`… ${150 - shown} more choices`) as string },
    });
  });
});

describe('messages', () => {
  it('are public or private as the reply says, and unfurl nothing', () => {
    expect(renderReply(textReply('x'))).toMatchObject({
      response_type: 'ephemeral',
      unfurl_links: false,
      unfurl_media: false,
    });
    expect(renderReply(textReply('x', { visibility: 'public' }))).toMatchObject({ response_type: 'in_channel' });
  });

  it('have a plain fallback text with the title and the words of all blocks', () => {
    const { text } = renderReply(
      replyWith([
        { kind: 'heading', text: 'H' },
        { kind: 'text', text: '**a** & b' },
        { kind: 'list', items: ['c'], ordered: true },
        { kind: 'fields', fields: [{ name: 'n', value: '_v_' }] },
        { kind: 'table', columns: ['A', 'B'], rows: [['1', '2']] },
        { kind: 'links', links: [{ label: 'l', url: 'https://x.org' }] },
      ]),
    );
    expect(text).toBe('Senior pay\nH\na &amp; b\n1. c\nn: v\nA, B\n1, 2\nl: https://x.org');
  });
});

describe('forms', () => {
  it('become a modal', () => {
    const view = renderForm(form, '{"place":1}');
    expect(slackProblems('modal', view)).toEqual([]);
    expect(view).toMatchObject({
      callback_id: 'drill:answer:q1',
      private_metadata: '{"place":1}',
      title: { text: 'Your answer' },
      submit: { text: 'Send' },
      blocks: [{ type: 'input', block_id: 'answer', optional: false, element: { multiline: true, max_length: 500 } }],
    });
    expect(renderOutcome({ form })).toMatchObject({ type: 'modal' });
  });

  it('show a long title in full above the fields', () => {
    const title = 'Tell us what you would do first in an outage';
    const view = renderForm({ ...form, title }, '');
    expect(view.title.text).toMatch(/…$/);
    expect(view.blocks[0]).toMatchObject({ type: 'header', text: { text: title } });
  });
});
