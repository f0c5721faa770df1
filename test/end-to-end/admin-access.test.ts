/** Who may use the commands for admins, and what an admin reads where the bot may not post: with the real connections and posters. */
import { describe, expect, it } from 'vitest';
import { loadCommands } from '../../src/app/registry.ts';
import { archivedChannel, privateChannel } from '../fakes/slack/workspaces.ts';
import { commandFolder } from '../support/folders.ts';
import { slackActor } from '../support/stage/slack-actor.ts';
import { places } from '../support/stage/places.ts';
import type { Seen } from '../support/stage/actor.ts';
import type { Stage } from '../support/stage/stage.ts';
import { withStage } from '../support/stage/with-stage.ts';

const start = '2026-11-22T17:00:00Z';
const nine = { time: '9am', zone: 'UTC' };

/** Everything that is kept of a place. */
const recordOf = ({ store }: Stage, community: string) => store.community(community);

const refusal = (command: string): unknown =>
  expect.stringMatching(new RegExp(`^\\*Only admins can use /${command}\\*[^]*nothing was changed\\. Ask `));

describe.each(['discord', 'slack'] as const)('on %s', (platform) => {
  it('each command for admins is refused to whoever is none, and so are its buttons', async () => {
    const stage = await withStage(start);
    const { admin, members, channel, community, close, open } = places[platform](stage);
    const [ben] = members;
    const names = [...(await loadCommands(commandFolder)).values()]
      .filter(({ access }) => access === 'admins')
      .map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['daily set', 'daily now', 'admin doctor', 'admin faq-add']));
    for (const name of names)
      expect(await ben.run(name, name === 'daily set' ? { channel } : {})).toMatchObject({ isPrivate: true, text: refusal(name) }); // prettier-ignore
    const untouched = await recordOf(stage, community);
    expect([untouched.daily, untouched.admins, untouched.faq]).toEqual([undefined, undefined, undefined]);

    close();
    const blocked = await admin.run('daily set', { channel, ...nine });
    open();
    expect((await ben.press(blocked, /Try again/)).text).toEqual(refusal('daily set'));
    const set = await admin.press(blocked, /Try again/);
    const before = await recordOf(stage, community);
    const shown: readonly (readonly [Seen, RegExp, string])[] = [
      [set, /Pause/, 'daily pause'],
      [set, /Preview/, 'daily preview'],
      [await admin.run('admin doctor'), /Look again/, 'admin doctor'],
      [await admin.run('admin faq-list'), /Add an entry/, 'admin faq-add'],
    ];
    for (const [seen, label, name] of shown) expect((await ben.press(seen, label)).text).toEqual(refusal(name));
    expect(await recordOf(stage, community)).toEqual(before);
  });

  it('an admin can let a member use them, and take that back', async () => {
    const stage = await withStage(start);
    const { admin, members } = places[platform](stage);
    const [ben, chloe] = members;
    const allowed = await admin.run('admin allow', { person: ben.id });
    expect(allowed.text).toMatch(new RegExp(`^\\*Allowed\\*[^]*<@${ben.id}> may use`));
    expect((await ben.run('daily status')).text).toContain('There is no daily drill here yet.');
    expect((await ben.run('admin allow')).text).toContain(`<@${ben.id}>`);
    expect((await chloe.run('daily status')).text).toEqual(refusal('daily status'));
    expect((await admin.run('admin disallow', { person: ben.id })).text).toMatch(/^\*Taken back\*/);
    expect((await ben.run('daily status')).text).toEqual(refusal('daily status'));
  });

  it('where the bot may not post nothing is saved; what is missing is named; and once it is fixed, one button does it', async () => {
    const stage = await withStage(start);
    const { admin, channel, community, close, open } = places[platform](stage);
    close();
    const refused = await admin.run('daily set', { channel, ...nine });
    expect(refused.text).toMatch(/^\*I cannot post there yet\*[^]*Nothing was changed: a post to <#\w+> would fail\./);
    expect(refused.text).toMatch(
      platform === 'discord'
        ? /I lack Send Messages in #careers[^]*Fix:\*+ In Discord, open Edit Channel/
        : /private and I am not in it[^]*Fix:\*+ Type \/invite @career-advisor/,
    );
    expect((await admin.press(refused, /Try again/)).text).toContain('I cannot post there yet');
    expect((await recordOf(stage, community)).daily).toBeUndefined();
    open();
    expect((await admin.press(refused, /Try again/)).text).toContain('The daily drill is on');
    expect((await recordOf(stage, community)).daily?.settings).toMatchObject({ channel, time: '09:00', zone: 'UTC' });
  });
});

describe('on Slack', () => {
  it.each([
    [archivedChannel, /#old is archived\.[^]*Unarchive it/],
    [privateChannel, /private and I am not in it[^]*\/invite @career-advisor/],
    ['C0NOWHERE', /it was deleted/],
  ])('a post to %s would fail, and what there was stays', async (wrong, says) => {
    const stage = await withStage(start);
    const { admin, channel, community } = places.slack(stage);
    await admin.run('daily set', { channel, ...nine });
    const before = await recordOf(stage, community);
    const refused = await admin.run('daily set', { channel: wrong });
    expect(refused.text).toMatch(says);
    expect(refused.text).toContain(`The daily drill stays as it was, in <#${channel}>.`);
    expect(await recordOf(stage, community)).toEqual(before);
  });

  it('somebody who is an admin elsewhere, and a guest here, is none', async () => {
    const stage = await withStage(start);
    const guest = slackActor(stage.slack, { id: 'U0GUEST', name: 'guest' });
    expect((await guest.run('daily status')).text).toEqual(refusal('daily status'));
    const owner = slackActor(stage.slack, { id: 'U0OWNER', name: 'owner' });
    expect((await owner.run('daily status')).text).toContain('There is no daily drill here yet.');
  });
});
