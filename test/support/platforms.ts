/** Every platform's renderer, with what the real service would say of what it renders. */
import type { Outcome } from '../../src/chat/reply.ts';
import { renderOutcome as renderConsole } from '../../src/platforms/console/render.ts';
import { renderCallback } from '../../src/platforms/discord/render.ts';
import { renderOutcome as renderSlack } from '../../src/platforms/slack/render.ts';
import { discordProblems } from '../fakes/discord/validate.ts';
import { slackProblems } from '../fakes/slack/validate.ts';

export interface Platform {
  readonly render: (outcome: Outcome) => unknown;
  /** What the real service would refuse it for; empty where it would take it. */
  readonly problems: (payload: unknown, outcome: Outcome) => string[];
  /** Text that the renderer writes where it had to leave something out. */
  readonly shortened: RegExp;
  /** What would ping somebody there; a terminal pings nobody. */
  readonly pings?: RegExp;
}

const width = 100;

const control = /(?!\n)\p{Cc}/u;

export const platforms: Readonly<Record<string, Platform>> = {
  console: {
    render: (outcome) => renderConsole(outcome, { colour: false, width }),
    // A terminal refuses nothing, but control characters would steer it.
    problems: (payload) => (control.test(String(payload)) ? ['has control characters'] : []),
    shortened: /$^/,
  },
  discord: {
    render: renderCallback,
    problems: (payload) => discordProblems('callback', payload),
    shortened: /do(es)? not fit in one Discord message/,
    pings: /"parse":\["|<@|@everyone/,
  },
  slack: {
    render: renderSlack,
    problems: (payload, outcome) => slackProblems('form' in outcome ? 'modal' : 'message', payload),
    shortened: /… \d+ more (lines?|choices?)/,
    pings: /<!|<@/,
  },
};
