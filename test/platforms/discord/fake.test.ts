/** The fake refuses what Discord refuses: otherwise the tests that rest on it would say nothing. */
import { describe, expect, test } from 'vitest';
import { FakeInteraction } from '../../fakes/discord/interactions.ts';
import { buttonPayload, commandPayload, completionPayload, formPayload } from '../../fakes/discord/payloads.ts';
import { discordProblems, type BodyKind } from '../../fakes/discord/validate.ts';

const embed = { description: 'x' };
const button = (id: string) => ({ type: 2, style: 2, label: 'Show', custom_id: id });
const row = (...components: object[]) => ({ type: 1, components });
const message = (data: object) => ({ type: 4, data });
const select = (id: string, ...values: string[]) => ({
  type: 3,
  custom_id: id,
  options: values.map((value) => ({ label: value, value })),
});
const label = (id: string) => ({ type: 18, label: 'Answer', component: { type: 4, custom_id: id, style: 1 } });
const modal = (...components: object[]) => ({ type: 9, data: { custom_id: 'a', title: 'Form', components } });
const command = (more: object) => [{ type: 1, name: 'salary', description: 'Pay', ...more }];
const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'Which', ...more });

describe('bodies', () => {
  test.each<[BodyKind, unknown]>([
    [
      'callback',
      message({ embeds: [embed], components: [row(button('a'), button('b')), row(select('c', 'x', 'y'))], flags: 64 }),
    ],
    ['callback', modal(label('a'), label('b'))],
    ['callback', { type: 6 }],
    ['edit', { embeds: [embed], components: [] }],
    [
      'commands',
      command({ options: [option('a', { required: true }), option('b', { choices: [{ name: 'X', value: 'x' }] })] }),
    ],
  ])('a good %s is taken', (kind, body) => {
    expect(discordProblems(kind, body)).toEqual([]);
  });

  test.each<[string, BodyKind, unknown, RegExp]>([
    ['an empty message', 'callback', message({ components: [] }), /50006/],
    ['an embed of spaces', 'follow-up', { embeds: [{ description: ' \n' }] }, /it shows nothing/],
    ['a long description', 'callback', message({ embeds: [{ description: 'x'.repeat(4097) }] }), /4096/],
    ['6,001 characters in all', 'callback', message({ embeds: [{ title: 'x', description: 'x'.repeat(3000) }, { description: 'x'.repeat(3000) }] }), /6001 characters/],
    ['11 embeds', 'callback', message({ embeds: Array.from({ length: 11 }, () => embed) }), /10/],
    ['6 rows', 'callback', message({ embeds: [embed], components: Array.from({ length: 6 }, (_, index) => row(button(String(index)))) }), /6 rows/],
    ['6 buttons in a row', 'callback', message({ embeds: [embed], components: [row(...Array.from({ length: 6 }, (_, index) => button(String(index))))] }), /Invalid|Too big/i],
    ['an id twice', 'callback', message({ embeds: [embed], components: [row(button('a')), row(button('a'))] }), /stands twice/],
    ['no id', 'callback', message({ embeds: [embed], components: [row({ type: 2, style: 2, label: 'x' })] }), /custom_id is missing/],
    ['a label of 81', 'callback', message({ embeds: [embed], components: [row({ ...button('a'), label: 'x'.repeat(81) })] }), /Invalid|Too big/i],
    ['a select beside a button', 'callback', message({ embeds: [embed], components: [row(button('a'), select('b', 'x'))] }), /shares its row/],
    ['a value twice', 'callback', message({ embeds: [embed], components: [row(select('a', 'x', 'x'))] }), /option value stands twice/],
    ['a misspelt key', 'callback', message({ embeds: [embed], allowedMentions: { parse: [] } }), /allowedMentions: Discord knows no such key/],
    ['half a character', 'callback', message({ embeds: [{ description: 'x\uD800' }] }), /half a character/],
    ['a private edit', 'edit', { embeds: [embed], flags: 64 }, /flags: 64/],
    ['a deferral with text', 'callback', { type: 5, data: { content: 'x', flags: 64 } }, /EPHEMERAL only/],
    ['6 fields', 'callback', modal(...['a', 'b', 'c', 'd', 'e', 'f'].map(label)), /5 are allowed/],
    ['a field twice', 'callback', modal(label('a'), label('a')), /stands twice/],
    ['a long modal title', 'callback', { type: 9, data: { custom_id: 'a', title: 'x'.repeat(46), components: [label('a')] } }, /45/],
    ['26 completions', 'callback', { type: 8, data: { choices: Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` })) } }, /25/],
    ['a command in capitals', 'commands', command({ name: 'Salary' }), /not allowed/],
    ['no description', 'commands', [{ type: 1, name: 'salary' }], /description is missing/],
    ['an option twice', 'commands', command({ options: [option('a'), option('a')] }), /stands twice/],
    ['a late required option', 'commands', command({ options: [option('a'), option('b', { required: true })] }), /after an optional one/],
    ['choices and autocomplete', 'commands', command({ options: [option('a', { autocomplete: true, choices: [{ name: 'X', value: 'x' }] })] }), /together/],
    ['a choice value of 101', 'commands', command({ options: [option('a', { choices: [{ name: 'X', value: 'x'.repeat(101) }] })] }), /1 to 100/],
  ])('%s is refused', (_, kind, body, reason) => {
    expect(discordProblems(kind, body).join('\n')).toMatch(reason);
  }); // prettier-ignore
});

describe('files', () => {
  const listing = (...attachments: object[]) => message({ embeds: [embed], attachments });
  const file = { id: '0', name: 'a.json', text: '{}', type: 'application/json' };
  const listed = { id: '0', filename: 'a.json', description: 'Data' };
  const refusalsOf = (callback: { type: number; data?: unknown }, ...files: (typeof file)[]) => {
    const interaction = new FakeInteraction(commandPayload('my-data'));
    interaction.answer(callback, files);
    return interaction.refusals.join();
  };

  test('that the message lists are taken', () => {
    expect(refusalsOf(listing(listed), file)).toBe('');
  });

  test.each([
    ['an attachment without its file', listing(listed), [], /there is no files\[0\]/],
    ['a file that is not listed', listing(), [file], /not among the attachments/],
    ['a file beside a deferral', { type: 5, data: { flags: 64 } }, [file], /not among the attachments/],
    ['another name', listing({ ...listed, filename: 'b.json' }), [file], /its name is not that/],
    ['a name with a path', listing({ ...listed, filename: 'a/b' }), [{ ...file, name: 'a/b' }], /change its name/],
    ['a description of 1,025', listing({ ...listed, description: 'x'.repeat(1025) }), [file], /1024/],
    ['11 MiB', listing(listed), [{ ...file, text: 'x'.repeat(11 * 1024 * 1024) }], /40005/],
  ])('%s is refused', (_, callback, files, reason) => {
    expect(refusalsOf(callback, ...files)).toMatch(reason);
  });
});

describe('the order of answers', () => {
  const answer = message({ embeds: [embed] });
  const refusalOf = (interaction: FakeInteraction, callback: { type: number; data?: unknown }) =>
    interaction.answer(callback)?.code;

  test('one first response', () => {
    const interaction = new FakeInteraction(commandPayload('salary'));
    expect([refusalOf(interaction, answer), refusalOf(interaction, answer)]).toEqual([undefined, 40060]);
  });

  test('no form after a deferral', () => {
    const interaction = new FakeInteraction(commandPayload('salary'));
    interaction.answer({ type: 5, data: { flags: 64 } });
    expect(refusalOf(interaction, modal(label('a')))).toBe(40060);
  });

  test('none too late, and no edit before it', () => {
    const interaction = new FakeInteraction(commandPayload('salary'));
    expect(interaction.edit({ embeds: [embed] })?.code).toBe(10015);
    interaction.expire();
    expect(refusalOf(interaction, answer)).toBe(10062);
  });

  test.each([
    ['a change in place, to a command', commandPayload('salary'), { type: 7, data: { embeds: [embed] } }],
    ['a form, to a form', formPayload('faq:suggest:', {}), modal(label('a'))],
    ['a message, to a completion', completionPayload('salary', 'place', ''), answer],
    ['completions, to a button', buttonPayload('faq:show:1'), { type: 8, data: { choices: [] } }],
  ])('not %s', (_, payload, callback) => {
    expect(refusalOf(new FakeInteraction(payload), callback)).toBe(50035);
  });
});
