import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { literal } from '../../../src/chat/markup.ts';
import type { Block, Citation } from '../../../src/chat/reply.ts';
import { renderOutcome, renderReply } from '../../../src/platforms/console/render.ts';
import { form, reply } from './fake-conversation.ts';

const plain = { colour: false, width: 40 };
const coloured = { colour: true, width: 40 };

/** The text of a reply with one block, without its title. */
const rendered = (block: Block, style = plain): string => renderReply(reply('', [block]), style).text;

describe('each kind of block', () => {
  it('heading, with what follows directly below', () => {
    const blocks: Block[] = [
      { kind: 'text', text: 'Before.' },
      { kind: 'heading', text: 'Pay' },
      { kind: 'text', text: 'After.' },
    ];
    expect(renderReply(reply('Title', blocks), plain).text).toBe('Title\n\nBefore.\n\nPay\nAfter.');
  });

  it('text, wrapped, with the addresses of its links', () => {
    expect(
      rendered({
        kind: 'text',
        text: 'See **the guide** and [its source](https://example.org/a-rather-long-path), or `/help salary`.',
      }),
    ).toBe('See the guide and its source\n(https://example.org/a-rather-long-path),\nor `/help salary`.');
  });

  it('text, with an address once where the label is the address', () => {
    expect(rendered({ kind: 'text', text: '[https://example.org](https://example.org)' })).toBe('https://example.org');
  });

  it('text, with what one may copy in one piece', () => {
    expect(rendered({ kind: 'text', text: 'Type for example `/salary level:senior offer:185k`.' })).toBe(
      'Type for example\n`/salary level:senior offer:185k`.',
    );
  });

  it('list, with hanging indents', () => {
    const items = ['Short', 'A longer one that does not fit into one line', '日本'];
    expect(rendered({ kind: 'list', items })).toBe(
      '• Short\n• A longer one that does not fit into\n  one line\n• 日本',
    );
    const many = Array.from({ length: 10 }, (_, index) =>
      index === 0 ? 'A longer one that does not fit in a line' : 'Short',
    );
    const lines = rendered({ kind: 'list', items: many, ordered: true }).split('\n');
    expect(lines.slice(0, 2)).toEqual([' 1. A longer one that does not fit in a', '    line']);
    expect(lines.at(-1)).toBe('10. Short');
  });

  it('fields', () => {
    const fields = [
      { name: 'Level', value: '**Senior**' },
      { name: 'Source', value: 'one that has quite a long name indeed' },
    ];
    expect(rendered({ kind: 'fields', fields })).toBe(
      'Level: Senior\nSource: one that has quite a long name\n  indeed',
    );
  });

  const columns = ['Level', 'Pay'];
  const rows = [
    ['Senior', '$1'],
    ['高级', '$200,000'],
  ];

  it('table, aligned where it fits', () => {
    expect(rendered({ kind: 'table', columns, rows })).toBe('Level   Pay\nSenior  $1\n高级    $200,000');
  });

  it('table, as a list with each column named where it does not fit', () => {
    const wide = [...rows, ['Staff', 'a great deal more than anybody would think']];
    expect(rendered({ kind: 'table', columns, rows: wide })).toBe(
      '• Level: Senior; Pay: $1\n• Level: 高级; Pay: $200,000\n• Level: Staff; Pay: a great deal more\n  than anybody would think',
    );
  });

  it('table, with rows of any length', () => {
    expect(rendered({ kind: 'table', columns, rows: [['one'], ['one', 'two', 'three']] })).toBe(
      'Level  Pay\none\none    two  three',
    );
    expect(rendered({ kind: 'table', columns: [], rows: [['one', 'two']] })).toBe('one  two');
  });

  it('links', () => {
    const links = [
      { label: 'The guide', url: 'https://example.org/guide' },
      { label: 'https://example.org', url: 'https://example.org' },
    ];
    expect(rendered({ kind: 'links', links })).toBe('• The guide (https://example.org/guide)\n• https://example.org');
  });

  it('buttons and selects, numbered across the reply, with the action that each sends', () => {
    const blocks: Block[] = [
      {
        kind: 'buttons',
        buttons: [
          { label: 'Degrees', action: 'faq:show:degree' },
          { label: 'Forget me', action: 'me:forget:', style: 'danger' },
        ],
      },
      {
        kind: 'select',
        placeholder: 'Another level',
        action: 'salary:level:',
        options: [{ label: 'Senior', value: 'senior', description: 'five years or more' }],
      },
    ];
    const { text, actions } = renderReply(reply('Title', blocks), plain);
    expect(text).toBe(
      'Title\n\nPress a number:\n(1) Degrees\n(2) Forget me\n\nAnother level (press a number):\n(3) Senior: five years or more',
    );
    expect(actions).toEqual([
      { number: 1, label: 'Degrees', action: 'faq:show:degree' },
      { number: 2, label: 'Forget me', action: 'me:forget:' },
      { number: 3, label: 'Senior', action: 'salary:level:senior' },
    ]);
  });

  it('nothing for a block without content', () => {
    const empty: Block[] = [
      { kind: 'list', items: [] },
      { kind: 'fields', fields: [] },
      { kind: 'table', columns: [], rows: [] },
      { kind: 'links', links: [] },
      { kind: 'buttons', buttons: [] },
      { kind: 'select', placeholder: 'None', action: 'a:b:', options: [] },
    ];
    expect(renderReply(reply('Title', empty), plain)).toEqual({ text: 'Title', actions: [] });
  });
});

describe('sources', () => {
  const source: Citation = { number: 1, publisher: 'A Bureau', title: 'A Handbook', asOf: '2026', old: false };
  const sources = (...all: Citation[]): string =>
    renderReply({ ...reply(''), sources: all }, { ...plain, width: Infinity }).text;

  it('are named at the end with their dates and addresses', () => {
    expect(sources({ ...source, asOf: '2024-05', url: 'https://example.org/ooh', readIn: 'a guide' })).toBe(
      'Source\n[1] A Bureau, A Handbook, as of May 2024, quoted by a guide. https://example.org/ooh',
    );
  });

  it('that are old or undated say so', () => {
    expect(sources({ ...source, asOf: '2023', old: true }, { ...source, number: 12, asOf: 'undated' })).toBe(
      'Sources\n[1] A Bureau, A Handbook, as of 2023. Older than 18 months: check before you rely on it.\n[12] A Bureau, A Handbook, undated.',
    );
  });
});

describe('a file', () => {
  const shown = (text: string, name = 'my-data.json'): string =>
    renderReply({ ...reply('Your data'), file: { name, text } }, plain).text;

  it('stands at the end, below its name, as it is', () => {
    const data = { zone: 'Europe/Zürich', note: 'one  two '.repeat(20), answers: [1, 2] };
    const text = JSON.stringify(data, undefined, 2);
    expect(shown(`${text}\n`)).toBe(`Your data\n\nmy-data.json:\n${text}`);
    expect(renderOutcome({ reply: { ...reply('Your data'), file: { name: 'a.json', text } } }, plain)).toBe(
      `Your data\n\na.json:\n${text}`,
    );
  });

  it('cannot command the terminal, and is the same JSON all the same', () => {
    const hostile = { name: '\u001B[2J\u009B31m\u202Eevil\u2028\u007F' };
    const written = shown(`\t${JSON.stringify(hostile)}\r\n\u001B`, 'my\u001B[2J\ndata');
    expect(written).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u);
    const [, , name, content = '', end] = written.split('\n');
    expect([name, end]).toEqual(['my data:', '\\u001b']);
    expect(JSON.parse(content)).toEqual(hostile);
  });
});

describe('colours', () => {
  const blocks: Block[] = [{ kind: 'text', text: '**Bold** and `code`' }];

  it('are there only where they are wanted', () => {
    expect(renderReply(reply('Title', blocks), plain).text).not.toContain('\u001B');
    const { text } = renderReply(reply('Title', blocks), coloured);
    expect(text).toContain('\u001B[1mBold\u001B[22m');
    expect(stripVTControlCharacters(text)).toBe('Title\n\nBold and code');
  });

  it('do not change where lines break', () => {
    const text = 'The **bold words of this sentence** go on _for longer than one line has_ room.';
    expect(stripVTControlCharacters(rendered({ kind: 'text', text }, coloured))).toBe(rendered({ kind: 'text', text }));
  });
});

describe('what somebody else wrote', () => {
  const attacks = [
    '\u001B[2J',
    '\u001B]0;title\u0007',
    '\u009B31m',
    '\u001B]8;;https://evil.example\u0007',
    '\u0008\u0008',
    '\u202Eevil',
    '\u2066x',
    '\u0000',
  ];

  it.each(attacks)('cannot command the terminal with %j', (attack) => {
    const blocks: Block[] = [
      { kind: 'heading', text: attack },
      { kind: 'text', text: `You asked: “${literal(attack)}” [x](https://example.org/${attack})` },
      { kind: 'list', items: [`\`${attack}\` **${attack}**`] },
      { kind: 'fields', fields: [{ name: attack, value: attack }] },
      { kind: 'table', columns: [attack], rows: [[attack]] },
      { kind: 'links', links: [{ label: attack, url: attack }] },
      { kind: 'buttons', buttons: [{ label: attack, action: attack }] },
      {
        kind: 'select',
        placeholder: attack,
        action: attack,
        options: [{ label: attack, value: attack, description: attack }],
      },
    ];
    const citation = {
      number: 1,
      publisher: attack,
      title: attack,
      url: attack,
      asOf: attack,
      old: false,
      readIn: attack,
    };
    const hostile = { ...reply(attack, blocks), sources: [citation] };
    const { text, actions } = renderReply(hostile, plain);
    for (const written of [text, renderOutcome({ reply: hostile }, plain), ...actions.map(({ label }) => label)]) {
      expect(written).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u);
    }
  });
});

describe('an outcome that no conversation follows', () => {
  it('names the ids of what can be pressed', () => {
    const blocks: Block[] = [
      { kind: 'buttons', buttons: [{ label: 'Degrees', action: 'faq:show:degree' }] },
      {
        kind: 'select',
        placeholder: 'Level',
        action: 'salary:level:',
        options: [{ label: 'Senior', value: 'senior' }],
      },
    ];
    expect(renderOutcome({ reply: reply('Title', blocks) }, { ...plain, width: 80 })).toBe(
      'Title\n\nPress with --action ID:\n• Degrees faq:show:degree\n\nLevel (press with --action ID):\n• Senior salary:level:senior',
    );
  });

  it('shows how a form is submitted', () => {
    expect(renderOutcome({ form }, { ...plain, width: Infinity })).toBe(
      'Ask it again\n• question: Your question (needed)\n• why: Why you ask (such as: an interview)\n• more: More\n' +
        'Submit with --action faq:again: --input question=… --input why=… --input more=…',
    );
  });
});
