/** What people asked in vain and reported, and the FAQ of a community's own: with the real connections. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { completionPayload } from '../fakes/discord/payloads.ts';
import type { Seen } from '../support/stage/actor.ts';
import { onlyChoices } from '../support/stage/choices.ts';
import { places } from '../support/stage/places.ts';
import type { Stage } from '../support/stage/stage.ts';
import { withStage } from '../support/stage/with-stage.ts';

const start = '2026-11-22T17:00:00Z';
const question = 'Where is the zebra of the analysts?';

/** What Discord shows to somebody who begins to ask for the zebra. Slack completes nothing. */
async function offeredOnDiscord({ discord }: Stage): Promise<string[]> {
  const { data } = await discord.interact(completionPayload('faq', 'question', 'where is the zeb')).first;
  return choices.parse(data).choices.map(({ name }) => name);
}

const choices = z.object({ choices: z.array(z.object({ name: z.string() })) });

/** Fills in the form that has opened. */
function submitted({ submit, text }: Seen, inputs: Readonly<Record<string, string>>): Promise<Seen> {
  if (submit === undefined) throw new Error(`No form has opened, but:\n${text}`);
  return submit(inputs);
}

describe.each([
  ['discord', 'slack'],
  ['slack', 'discord'],
] as const)('on %s', (platform, elsewhere) => {
  it('a question that had no answer is listed; an entry of the community’s own answers it, there alone', async () => {
    const stage = await withStage(start);
    const { admin, members } = places[platform](stage);
    const [ben] = members;
    expect((await ben.run('faq', { question })).text).toMatch(/I do not know|no answer/i);
    const list = await admin.run('admin unanswered');
    expect(list.text).toContain(`“${question}” — asked once, on 22 November 2026`);

    const form = await admin.press(list, /Answer 1/);
    expect(form.text).toContain('The question');
    const saved = await submitted(form, {
      question,
      aliases: 'the striped animal, where does it live',
      answer: 'In room 12.\n\nPlease do not feed it.',
    });
    expect(saved).toMatchObject({
      isPrivate: true,
      text: expect.stringMatching(/^\*Saved\*[^]*Off the list of unanswered questions: “/) as unknown,
    });
    const answered = await ben.run('faq', { question });
    expect(answered.text).toMatch(/In room 12\.[^]*This community’s own answer/);
    expect((await offeredOnDiscord(stage)).includes(question)).toBe(platform === 'discord');
    const [stranger] = places[elsewhere](stage).members;
    expect((await stranger.run('faq', { question })).text).not.toContain('room 12');

    expect((await admin.press(list, /Dismiss 1/)).text).toMatch(/^\*No unanswered questions\*[^]*off the list already/);
    const entry = await admin.press(await admin.run('admin faq-list'), /zebra/);
    expect((await admin.press(entry, /Remove it/)).text).toMatch(/^\*Removed\*/);
    expect((await ben.run('faq', { question })).text).not.toContain('room 12');
    expect(await offeredOnDiscord(stage)).not.toContain(question);
  });

  it('a form that cannot be taken is kept, and opens again as it was', async () => {
    const stage = await withStage(start);
    const { admin } = places[platform](stage);
    const long = 'why '.repeat(50).trim();
    const refused = await submitted(await admin.run('admin faq-add'), { question: long, aliases: '', answer: 'So.' });
    expect(refused.text).toMatch(/^\*Not saved yet\*[^]*The question has 200 characters; at most 150 fit\./);
    const again = await admin.press(refused, /Open the form again/);
    const saved = await submitted(again, { question: 'Why?', aliases: long.slice(0, 90), answer: 'So.' });
    expect(saved.text).toMatch(/^\*Saved\*/);
  });

  it('a report stands on the list with its question and without a name, until it is dismissed', async () => {
    const stage = await withStage(start);
    const { admin, members, channel, posts } = places[platform](stage);
    const [ben] = members;
    await admin.run('daily set', { channel, time: '9am', zone: 'UTC', ...(await onlyChoices()) });
    await admin.run('daily now');
    const [post] = posts(channel);
    if (post === undefined) throw new Error('nothing was posted');
    const answer = await ben.press(post, /^A$/);
    const form = await ben.press(answer, /Something wrong/);
    expect((await submitted(form, { note: 'Option C is right, too.' })).text).toMatch(/^\*Reported\*/);
    const list = await admin.run('admin reports');
    expect(list.text).toMatch(/^\*1 report\*[^]*“Option C is right, too\.” \(22 November 2026\) — /);
    expect(list.text).not.toContain(ben.id);
    expect((await admin.press(list, /Dismiss 1/)).text).toMatch(/^\*No reports\*[^]*The report is off the list\./);
  });
});
