/** Two connections, so that a refresh of one leaves no gap. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { createTurns } from '../../../src/platforms/slack/turns.ts';
import { conversationThat } from './conversations.ts';
import { words } from './replies.ts';
import { Workspace } from './workspace.ts';

let workspace: Workspace;
let slack: FakeSlack;
beforeEach(async () => {
  workspace = await Workspace.open();
  slack = workspace.slack;
});
afterEach(() => workspace.close());

const bothOpen = (): Promise<void> => slack.until(() => slack.openConnections === 2);

describe('two connections', () => {
  it('share what comes, and each answers what came by it', async () => {
    const conversation = await workspace.connect(conversationThat());
    await bothOpen();
    for (let index = 0; index < 6; index++)
      expect((await slack.command('/salary', `${index}`)).payload).toMatchObject({ text: words(`/salary ${index}`) });
    expect(conversation.heard).toHaveLength(6);
    expect(slack.web.problems).toEqual([]);
    expect(workspace.logged.filter((line) => line.includes('Slack: connected')).map(connectionOf)).toEqual([1, 2]);
  });

  it.each(['refresh_requested', 'warning'] as const)(
    'leave no gap: while one is away after %s and slow to return, every command is acknowledged',
    async (reason) => {
      await workspace.connect(conversationThat());
      await bothOpen();
      const held = Promise.withResolvers<undefined>();
      slack.failNext('apps.connections.open', { held: held.promise });
      const back = slack.refresh(reason);
      for (let index = 0; index < 10; index++)
        expect((await slack.command('/salary', `${index}`)).payload).toMatchObject({ text: words(`/salary ${index}`) });
      expect(slack.connections).toBe(2);
      held.resolve(undefined);
      await back;
      await bothOpen();
      expect((await slack.command('/faq')).payload).toMatchObject({ text: words('/faq') });
      expect(slack.web.problems).toEqual([]);
    },
  );

  it('are both there again after both broke', async () => {
    await workspace.connect(conversationThat());
    await bothOpen();
    await Promise.all([slack.breakConnection(), slack.refresh()]);
    await bothOpen();
    expect((await slack.command('/salary')).payload).toMatchObject({ text: words('/salary') });
    expect(slack.web.problems).toEqual([]);
  });

  it('end together, once', async () => {
    await workspace.connect(conversationThat());
    await bothOpen();
    slack.revoke();
    void slack.refresh();
    expect(await workspace.connection?.ended).toMatchObject({ exitCode: 1 });
    await workspace.connection?.stop();
    await slack.until(() => slack.openConnections === 0);
  });

  it('are opened apart: the second waits', async () => {
    await workspace.connect(conversationThat(), { apart: 3_600_000 });
    expect((await slack.command('/salary')).payload).toMatchObject({ text: words('/salary') });
    await slack.refresh();
    expect((await slack.command('/faq')).payload).toMatchObject({ text: words('/faq') });
    expect(slack.connections).toBe(2);
  });
});

const connectionOf = (line: string): unknown => (JSON.parse(line) as { connection?: number }).connection;

describe('turns', () => {
  const apart = 60_000;

  /** Turns over a clock that moves only by waiting; `waited` holds every wait. */
  function setUp() {
    let now = Date.parse('2026-11-22T10:00:00Z');
    const waited: number[] = [];
    const connecting = new AbortController().signal;
    const turns = createTurns({
      now: () => new Date(now),
      apart,
      wait: (milliseconds, signal) => {
        // Openings are quick here: the bound of one never passes.
        if (signal !== connecting) return new Promise(() => undefined);
        waited.push(milliseconds);
        now += milliseconds;
        return Promise.resolve();
      },
    });
    const open = async (connection: object): Promise<void> => {
      const over = await turns.take(connection, connecting);
      turns.onOpen(connection);
      over();
    };
    return { turns, open, waited, connecting, pass: (milliseconds: number) => void (now += milliseconds) };
  }
  const [one, two] = [{}, {}];

  it('keep openings apart', async () => {
    const { open, waited } = setUp();
    await open(one);
    await open(two);
    expect(waited).toEqual([apart]);
  });

  it('wait only for the rest', async () => {
    const { open, waited, pass } = setUp();
    await open(one);
    pass(45_000);
    await open(two);
    expect(waited).toEqual([15_000]);
  });

  it('let one that closed come back at once, where the other was opened long ago', async () => {
    const { turns, open, waited, pass } = setUp();
    await open(one);
    await open(two);
    pass(apart);
    turns.onClosed(one);
    await open(one);
    expect(waited).toEqual([apart]);
  });

  it('do not wait for one that is closed', async () => {
    const { turns, open, waited } = setUp();
    await open(one);
    turns.onClosed(one);
    await open(two);
    expect(waited).toEqual([]);
  });

  it('let only one open at a time', async () => {
    const { turns, connecting } = setUp();
    const over = await turns.take(one, connecting);
    let isTwo = false;
    const second = turns.take(two, connecting).then(() => (isTwo = true));
    await Promise.resolve();
    expect(isTwo).toBe(false);
    over();
    await second;
    expect(isTwo).toBe(true);
  });
});
