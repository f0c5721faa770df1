/** `npm run bench -- answers`: how long the bot itself takes for an answer from knowledge, from invocation to the payload for each platform. */
import { renderOutcome as renderConsole } from '../src/platforms/console/render.ts';
import { renderCallback } from '../src/platforms/discord/render.ts';
import { renderOutcome as renderSlack } from '../src/platforms/slack/render.ts';
import { conversationOver } from '../test/support/conversation.ts';
import { crawl } from '../test/support/crawl.ts';
import { realData } from '../test/support/folders.ts';
import type { Outcome } from '../src/chat/reply.ts';

const rounds = 5;
/** Design, "Budgets": milliseconds inside the bot for 99 of 100 answers. */
const budget = 5;

const renderers: Readonly<Record<string, (outcome: Outcome) => unknown>> = {
  discord: renderCallback,
  slack: renderSlack,
  console: (outcome) => renderConsole(outcome, { colour: false, width: 100 }),
};

/** Asks everything that can be reached, several times over, and prints the times. */
export async function run(): Promise<void> {
  const bot = await conversationOver(realData);
  const { replies } = await crawl(bot);
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const name of replies.keys()) {
      for (const render of Object.values(renderers)) {
        const started = performance.now();
        const outcome = name.startsWith('/')
          ? await bot.run(name)
          : await bot.ask({ kind: 'action', id: name, inputs: {} });
        JSON.stringify(render(outcome));
        // The first round warms up, as a bot that has run for a minute is.
        if (round > 0) times.push(performance.now() - started);
      }
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  console.log(`${times.length} answers over ${replies.size} different ones, each with its rendering for one platform`);
  console.log(`p50 ${at(0.5).toFixed(2)} ms, p99 ${at(0.99).toFixed(2)} ms, longest ${at(1).toFixed(2)} ms`);
  console.log(`p99 is ${at(0.99) <= budget ? 'within' : 'over'} the budget of ${budget} ms`);
}
