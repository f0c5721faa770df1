/** The few calls that the bot makes to Slack, each at most once for each message, save where Slack certainly did not take it. */
import { webApi, type types } from '@slack/bolt';
import { callTimeout } from './client-options.ts';
import { NotDoneError, errorCode, retryAfter } from './failures.ts';
import type { ResponseBody } from './place.ts';
import type { SlackMessage } from './render.ts';

/** Each rejects with `NotDoneError` where nothing was sent, and with another error where that is not known. */
export interface Calls {
  readonly respond: (url: string, body: ResponseBody) => Promise<void>;
  /** `channel` may be a person's id: then it is a direct message. */
  readonly post: (channel: string, message: SlackMessage, threadTs?: string) => Promise<void>;
  readonly openView: (triggerId: string, view: types.ModalView) => Promise<void>;
}

export interface CallTools {
  readonly client: webApi.WebClient;
  /** Waits that many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Told of every failed call that used the bot token. */
  readonly onFailure: (error: unknown) => void;
}

/** A message that has waited longer than this has lost its reader. Milliseconds. */
const longestWait = 30_000;
const mostTries = 3;

export function createCalls({ client, wait, onFailure }: CallTools): Calls {
  const call = async (run: () => Promise<unknown>): Promise<void> => {
    try {
      await whenAllowed(run, wait);
    } catch (error) {
      onFailure(error);
      const code = errorCode(error);
      throw code === undefined ? error : new NotDoneError(`Slack refused: ${code}`, { cause: error });
    }
  };
  return {
    respond: (url, body) => whenAllowed(() => postJson(url, body), wait),
    post: (channel, { text, blocks, unfurl_links, unfurl_media }, threadTs) =>
      call(() =>
        client.chat.postMessage({
          channel,
          text,
          blocks,
          unfurl_links,
          unfurl_media,
          ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        }),
      ),
    openView: (triggerId, view) => call(() => client.views.open({ trigger_id: triggerId, view })),
  };
}

/** Repeats what met a rate limit, after the time that Slack asks for. */
async function whenAllowed(run: () => Promise<unknown>, wait: CallTools['wait']): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await run();
      return;
    } catch (error) {
      const seconds = retryAfter(error);
      if (seconds === undefined) throw error;
      if (tries === mostTries || seconds * 1000 > longestWait) {
        throw new NotDoneError(`Slack's rate limit did not pass in time (${seconds} s more)`, { cause: error });
      }
      await wait(seconds * 1000);
    }
  }
}

/** Bolt's own `respond()` has no time limit and is not there for submitted forms. */
async function postJson(url: string, body: ResponseBody): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(callTimeout),
  });
  const answer = await response.text();
  if (response.ok) return;
  if (response.status === 429)
    throw new webApi.WebAPIRateLimitedError(Number(response.headers.get('retry-after') ?? 1));
  const message = `response_url answered ${response.status} ${answer.slice(0, 100)}`;
  throw response.status < 500 ? new NotDoneError(message) : new Error(message);
}
