import { describe, expect, it } from 'vitest';
import { decodeAction } from '../../src/chat/action.ts';
import { reminderPost } from '../../src/chat/reminder-post.ts';
import { actionsOf, conversationOver, noon, textOf } from '../support/conversation.ts';
import { twoRoles } from '../support/folders.ts';
import { platforms } from '../support/platforms.ts';

const streak = { current: 12, endsAt: new Date(noon.getTime() + 7_140_000) };

describe('a reminder', () => {
  it('is private and short: the streak, how long the day lasts, and two buttons', () => {
    const reply = reminderPost({ streak, now: noon, role: undefined });
    expect(reply.visibility).toBe('private');
    expect(textOf(reply)).toBe(
      [
        'Your streak: 12 days',
        'You have not answered today yet, and your day ends in 1 hour 59 minutes. One answer, right or wrong, makes it 13 days.',
        'Practise now',
        'Stop reminders',
      ].join('\n'),
    );
    expect(actionsOf(reply)).toEqual(['interview-question:another:', 'settings:stop-reminders:']);
  });

  it('has buttons that lead somewhere where there are several roles', async () => {
    const reply = reminderPost({ streak, now: noon, role: 'barista' });
    expect(actionsOf(reply).map((id) => decodeAction(id)?.role)).toEqual(['barista', 'barista']);
    const bot = await conversationOver(twoRoles);
    for (const id of actionsOf(reply)) {
      const outcome = await bot.ask({ kind: 'action', id, inputs: {} });
      expect('reply' in outcome && outcome.status).toBeUndefined();
    }
  });

  it.each(Object.entries(platforms))('fits on %s', (_name, { render, problems }) => {
    const outcome = { reply: reminderPost({ streak, now: noon, role: 'barista' }) };
    expect(problems(render(outcome), outcome)).toEqual([]);
  });
});
