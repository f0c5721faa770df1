/** A community's own FAQ: written, found, changed, taken along and removed by its admins, and seen by nobody else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { load } from 'js-yaml';
import { faqFile } from '../../src/knowledge/schema/files.ts';
import { textOf } from '../support/conversation.ts';
import { hours, ownFaqPeople, type OwnFaqPeople } from '../support/own-faq.ts';
import { button } from '../support/person.ts';
import { platforms } from '../support/platforms.ts';

let admin: OwnFaqPeople['admin'];
let somebody: OwnFaqPeople['somebody'];
let formOf: OwnFaqPeople['formOf'];
let add: OwnFaqPeople['add'];
let added: OwnFaqPeople['added'];
let offered: OwnFaqPeople['offered'];
beforeAll(async () => {
  ({ admin, somebody, formOf, add, added, offered } = await ownFaqPeople());
});

describe('an own entry', () => {
  it('is written in a form, and found by its question, in other words and by a free question', async () => {
    const ada = admin('slack:WRITE');
    const saved = await add(ada);
    expect(saved.reply).toMatchObject({ title: 'Saved', visibility: 'private' });
    const eve = somebody('slack:WRITE');
    for (const asked of ['/faq When are the office hours?', '/faq mentoring times', '/faq when can i meet a mentor']) {
      const { reply, answer } = await eve.type(asked);
      expect([reply.title, reply.tone, reply.visibility, reply.sources]).toEqual([
        hours.question,
        'answer',
        'public',
        [],
      ]);
      expect(answer).toMatchObject({ kind: 'answered', entry: 'when-are-the-office-hours' });
      expect(textOf(reply)).toContain(
        'This community’s own answer, written by its admins. It names no source of mine.',
      );
    }
    const free = await eve.send({ kind: 'question', text: 'when are the office hours' });
    expect('reply' in free && free.reply.title).toBe(hours.question);
    expect((await ada.press(button(saved, /See it/))).reply.title).toBe(hours.question);
  });

  it('is shown as it was typed: nothing in it formats, links or pings', async () => {
    const { reply } = await (await added('slack:PLAIN')).type('/faq mentoring times');
    expect(textOf(reply)).toContain('Bring a question. **No** <!channel> or @everyone, please.');
    for (const { render, pings } of Object.values(platforms))
      if (pings !== undefined) expect(JSON.stringify(render({ reply }))).not.toMatch(pings);
  });

  it('is nobody else’s', async () => {
    await added('slack:MINE');
    const { answer } = await somebody('slack:OTHER').type('/faq When are the office hours?');
    expect(answer?.kind).not.toBe('answered');
    const { reply } = await somebody('slack:OTHER').press('faq:show:when-are-the-office-hours');
    expect(reply.title).toBe('That answer is no longer here');
  });

  it('answers in the place of a shared one, by all that found that one, and gives it back when it goes', async () => {
    const community = 'slack:INSTEAD';
    const found = await somebody(community).type('/faq do I need a degree');
    const shared = found.reply.title;
    const id = found.answer?.entry ?? '';
    const form = await formOf(admin(community), id);
    expect(form.fields[0]?.initial).toBe(shared);
    await admin(community).press(form.action, {
      question: 'Do we ask for a degree?',
      aliases: '',
      answer: 'We do not.',
    });
    const own = await somebody(community).type('/faq do I need a degree');
    expect([own.reply.title, own.reply.sources]).toEqual(['Do we ask for a degree?', []]);
    expect((await somebody('slack:ELSE').type('/faq do I need a degree')).reply.title).toBe(shared);
    const removed = await admin(community).type(`/admin faq-remove ${id}`);
    expect(textOf(removed.reply)).toContain(`My own entry answers again: “${shared}”.`);
    expect((await somebody(community).type('/faq do I need a degree')).reply.title).toBe(shared);
  });

  it('is offered while a question is typed, in its community alone, and leads to its answer', async () => {
    const eve = await added('slack:OFFER');
    const offer = { label: hours.question, value: 'when-are-the-office-hours' };
    for (const partial of ['when are the off', 'mentoring t', ''])
      expect((await offered('slack:OFFER', partial))[0], partial).toEqual(offer);
    const forAdmins = await offered('slack:OFFER', 'mentoring', { command: 'admin faq-add', option: 'entry' });
    expect(forAdmins[0]).toEqual({ label: `${offer.value}: ${offer.label}`, value: offer.value });
    expect((await eve.type(`/faq ${offer.value}`)).reply.title).toBe(hours.question);
    for (const elsewhere of ['slack:OTHER', 'discord:dm:1', 'console'])
      expect(await offered(elsewhere, 'when are the office'), elsewhere).not.toContainEqual(offer);
    await admin('slack:OFFER').type(`/admin faq-remove ${offer.value}`);
    expect(await offered('slack:OFFER', 'when are the office')).not.toContainEqual(offer);
  });

  it('is offered in the place of the shared one that it stands in for', async () => {
    const community = 'slack:INSTEAD-OFFER';
    const [shared] = await offered(community, 'do I need a degree');
    if (shared === undefined) throw new Error('nothing is offered');
    const own = { label: 'Do we ask for a degree?', value: shared.value };
    await add(admin(community), { question: own.label, aliases: '' }, shared.value);
    const now = await offered(community, 'do I need a degree');
    expect(now.filter(({ value }) => value === shared.value)).toEqual([own]);
    expect(now).not.toContainEqual(shared);
    expect((await offered('slack:ELSE', 'do I need a degree'))[0]).toEqual(shared);
  });

  it('is changed in a form that holds what it says', async () => {
    await added('slack:CHANGE');
    const ada = admin('slack:CHANGE');
    const form = await formOf(ada, 'when-are-the-office-hours');
    expect(form.fields.map(({ initial }) => initial)).toEqual([hours.question, hours.aliases, hours.answer]);
    await ada.press(form.action, { ...hours, answer: 'Mondays.' });
    expect(textOf((await somebody('slack:CHANGE').type('/faq mentoring times')).reply)).toContain('Mondays.');
    expect((await ada.type('/admin faq-list')).data).toEqual({ entries: ['when-are-the-office-hours'] });
  });

  it('takes a new question from the line, and is given an id of its own', async () => {
    const ada = admin('slack:IDS');
    const form = await formOf(ada, 'Where do we meet?');
    expect(form.fields[0]?.initial).toBe('Where do we meet?');
    for (const [question, aliases] of [
      ['Où est-ce?', ''],
      ['Wo?', ''],
      ['何時ですか', 'a'],
      ['何処ですか', 'b'],
    ] as const)
      expect((await ada.press(form.action, { question, aliases, answer: 'Here.' })).reply.title).toBe('Saved');
    expect((await ada.type('/admin faq-list')).data).toEqual({
      entries: ['ou-est-ce', 'wo', 'question', 'question-2'],
    });
  });

  it.each(['faq-add', 'faq-list', 'faq-remove wo'])(
    'is no business of somebody who is no admin: /admin %s',
    async (line) => {
      expect((await somebody('slack:NO').type(`/admin ${line}`)).status).toBe('usage-error');
    },
  );
});

describe('thirty communities with entries of their own, asked in turn', () => {
  const communities = Array.from({ length: 30 }, (_, each) => `slack:TURN-${each}`);
  const asked = ['do I need a degree', 'when can I meet a mentor', 'how is the pay for seniors', 'mentoring tmies'];
  const ownOf = (each: number): Partial<typeof hours> => ({ question: `When is hour ${each}?`, answer: `At ${each}.` });

  /** What each question comes to, the confidence too. */
  const answersIn = async (people: OwnFaqPeople, community: string): Promise<unknown[]> => {
    const answers: unknown[] = [];
    for (const question of asked) {
      const { reply, answer } = await people.somebody(community).type(`/faq ${question}`);
      answers.push([answer, textOf(reply)]);
    }
    return answers;
  };
  /** Every third stands in for the shared entry about degrees. */
  const addTo = (people: OwnFaqPeople, community: string, each: number, degree: string): Promise<unknown> =>
    people.add(people.admin(community), ownOf(each), each % 3 === 0 ? degree : '');

  it('get the answers that each gets alone, at once after a change too', async () => {
    const together = await ownFaqPeople();
    const degree = (await together.somebody('slack:NONE').type('/faq do I need a degree')).answer?.entry ?? '';
    for (const [each, community] of communities.entries()) await addTo(together, community, each, degree);
    await Promise.all(communities.map((community) => answersIn(together, community)));
    for (const [each, community] of communities.entries()) {
      const inTurn = await answersIn(together, community);
      const stoodIn = JSON.stringify(inTurn[0]).includes(`At ${each}.`);
      expect(stoodIn, community).toBe(each % 3 === 0);
      if (each % 10 > 1) continue;
      const alone = await ownFaqPeople();
      await addTo(alone, community, each, degree);
      expect(inTurn, community).toEqual(await answersIn(alone, community));
    }
    const [first = ''] = communities;
    await together.admin(first).type(`/admin faq-remove ${degree}`);
    const { answer, reply } = await together.somebody(first).type('/faq do I need a degree');
    expect([answer?.entry, textOf(reply).includes('At 0.')]).toEqual([degree, false]);
  });
});

describe('/admin faq-list', () => {
  it('says how to begin where there are none', async () => {
    const { reply } = await admin('slack:EMPTY').type('/admin faq-list');
    expect(reply.title).toBe('No entries of your own');
    expect(button({ reply }, /Add an entry/)).toBe('admin.faq-add:open:');
  });

  it('leads to each entry, where it is changed or removed; what is removed is shown', async () => {
    await added('slack:LIST');
    const ada = admin('slack:LIST');
    const shown = await ada.press('admin.faq-list:show:when-are-the-office-hours');
    expect(textOf(shown.reply)).toContain('mentoring times');
    const removed = await ada.press(button(shown, /Remove it/));
    expect(textOf(removed.reply)).toContain('Tuesdays at 6 pm.');
    expect((await ada.press(button(shown, /Remove it/))).reply.title).toBe('There is no such entry');
    expect((await somebody('slack:LIST').type('/faq mentoring times')).answer?.kind).not.toBe('answered');
  });

  it('gives a data file that says what each entry still needs, and that data/ would take', async () => {
    const ada = admin('slack:EXPORT');
    await add(ada, {
      aliases: ['one', 'two', 'three', 'four', 'five'].join('\n'),
      answer: 'Use **git**_hub_ `x` [y](z): "#1"\n\n- and\n- so on',
    });
    await add(ada, { question: 'Where: here, or #there?', aliases: '' });
    const { reply } = await ada.press(button(await ada.type('/admin faq-list'), /Export/));
    expect(reply.file?.name).toBe('faq-backend-engineer.yaml');
    const text = reply.file?.text ?? '';
    expect(text).toContain(
      '# Needs: sources of what it says, and figures for its amounts; a better tag than "community".',
    );
    expect(text).toContain('5 more ways of asking it');
    const data = load(text) as { entries: unknown[] };
    const taken = faqFile.parse({ entries: data.entries.slice(0, 1) });
    expect(taken.entries[0]).toMatchObject({
      id: 'when-are-the-office-hours',
      question: hours.question,
      also_asked: ['one', 'two', 'three', 'four', 'five'],
      updated: '2026-11-22',
    });
    expect(faqFile.safeParse(data).error?.issues.map(({ path }) => path.join('.'))).toEqual(['entries.1.also_asked']);
  });
});
