/** The fake is only worth something if it refuses. */
import { describe, expect, it } from 'vitest';
import { slackProblems } from '../../fakes/slack/validate.ts';

const mrkdwn = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (actionId: string, label = 'x') => ({
  type: 'button',
  text: { type: 'plain_text', text: label },
  action_id: actionId,
});
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const problems = (...blocks: unknown[]): string[] => slackProblems('message', { text: 'x', blocks });

describe('messages', () => {
  it('takes good ones', () => {
    expect(problems(mrkdwn('a &amp; <https://x.org|b> *c*'), actions(button('a'), button('b')))).toEqual([]);
  });

  it('takes channels anywhere, and people only where nobody is pinged in public', () => {
    expect(problems(mrkdwn('in <#C0GENERAL>'))).toEqual([]);
    const naming = { text: 'x', blocks: [mrkdwn('<@U0ADA>')] };
    expect(slackProblems('message', { ...naming, response_type: 'ephemeral' })).toEqual([]);
    expect(slackProblems('message', { ...naming, response_type: 'in_channel' })).toHaveLength(1);
  });

  it.each([
    ['a ping', [mrkdwn('<!channel>')], /control sequence/],
    ['a mention', [mrkdwn('<@U1>')], /control sequence/],
    ['an unescaped &', [mrkdwn('a & b')], /"&"/],
    ['a cut escape', [mrkdwn('a &am')], /"&"/],
    ['half a character', [mrkdwn('a\uD83D')], /half a character/],
    ['a section that is too long', [mrkdwn('x'.repeat(3001))], /3001 characters/],
    ['a blank section', [mrkdwn(' ')], /blank/],
    ['no blocks', [], /0 items/],
    ['too many blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), /51 items/],
    ['too much in all', Array.from({ length: 10 }, () => mrkdwn('x'.repeat(1500))), /msg_blocks_too_long/],
    ['a long label', [actions(button('a', 'x'.repeat(76)))], /76 characters/],
    ['the same action twice', [actions(button('a')), actions(button('a'))], /action_id repeats/],
    ['26 elements', [actions(...Array.from({ length: 26 }, (_, index) => button(`${index}`)))], /26 items/],
    ['an unknown block', [{ type: 'poem' }], /type is poem/],
    ['an unknown key', [{ ...mrkdwn('x'), colour: 'red' }], /colour is unknown/],
  ])('refuses %s', (_, blocks, problem) => {
    expect(problems(...blocks).join('\n')).toMatch(problem);
  });

  it('refuses one without fallback text, or with a ping in it', () => {
    expect(slackProblems('message', { blocks: [mrkdwn('x')] })).not.toEqual([]);
    expect(slackProblems('message', { text: '<!here>', blocks: [mrkdwn('x')] })).not.toEqual([]);
  });
});

describe('modals', () => {
  const view = {
    type: 'modal',
    title: { type: 'plain_text', text: 'T' },
    submit: { type: 'plain_text', text: 'Send' },
    blocks: [
      {
        type: 'input',
        label: { type: 'plain_text', text: 'L' },
        element: { type: 'plain_text_input', action_id: 'a' },
      },
    ],
  };

  it('takes good ones', () => {
    expect(slackProblems('modal', view)).toEqual([]);
  });

  it.each([
    ['a long title', { title: { type: 'plain_text', text: 'x'.repeat(25) } }],
    ['long metadata', { private_metadata: 'x'.repeat(3001) }],
    ['no submit', { submit: undefined }],
    ['a control', { blocks: [actions(button('a'))] }],
  ])('refuses %s', (_, change) => {
    expect(slackProblems('modal', JSON.parse(JSON.stringify({ ...view, ...change })))).not.toEqual([]);
  });
});
