/** The few calls that the bot makes to Slack, each at most once for each message, save where Slack certainly did not take it. */
import { webApi, type types } from '@slack/bolt';
import type { ReplyFile } from '../../chat/reply.ts';
import type { Bots, Workspace } from './bots.ts';
import { callTimeout } from './client-options.ts';
import { NotDoneError, refusal, retryAfter } from './failures.ts';
import { fileGreeting } from './notices.ts';
import type { ResponseBody } from './place.ts';
import { forChannel, type SlackMessage } from './render.ts';

/** Each rejects with `NotDoneError` where nothing was sent, and with another error where that is not known. */
export interface Calls {
  readonly respond: (url: string, body: ResponseBody) => Promise<void>;
  /** `channel` may be a person's id: then it is a direct message. */
  readonly post: (channel: string, message: SlackMessage, threadTs?: string) => Promise<void>;
  /** A message in a channel that one person alone sees, as long as they are there; in the thread with that `ts`, if any. */
  readonly whisper: (channel: string, user: string, message: SlackMessage, threadTs?: string) => Promise<void>;
  readonly openView: (triggerId: string, view: types.ModalView) => Promise<void>;
  /** Puts a file into a person's direct message with the bot: private messages elsewhere cannot carry one. */
  readonly sendFile: (user: string, file: ReplyFile) => Promise<void>;
}

/** The calls as the bot of one workspace. */
export type CallsIn = (workspace: Workspace) => Calls;

export interface CallTools {
  readonly client: webApi.WebClient;
  readonly bots: Bots;
  /** Waits that many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** A message that has waited longer than this has lost its reader. Milliseconds. */
const longestWait = 30_000;
const mostTries = 3;

export const createCalls =
  ({ client, bots, wait }: CallTools): CallsIn =>
  (workspace) => {
    /** Runs a call with the token of the workspace's bot. */
    const call = async <T>(run: (token: string) => Promise<T>): Promise<T> => {
      const bot = await bots.of(workspace).catch((error: unknown) => {
        throw new NotDoneError('the bot token could not be had', { cause: error });
      });
      if (bot === undefined) throw new NotDoneError(`the app is not installed in ${workspace.team}`);
      try {
        return await whenAllowed(() => run(bot.token), wait);
      } catch (error) {
        bots.onFailure(workspace, bot, error);
        const code = refusal(error);
        throw code === undefined ? error : new NotDoneError(`Slack refused: ${code}`, { cause: error });
      }
    };
    const directMessageWith = async (user: string): Promise<string> => {
      try {
        const { channel } = await call((token) => client.conversations.open({ token, users: user }));
        if (channel?.id !== undefined) return channel.id;
      } catch (error) {
        // An opened conversation is no message: whatever failed, nothing was sent.
        throw error instanceof NotDoneError
          ? error
          : new NotDoneError('no direct message was opened', { cause: error });
      }
      throw new NotDoneError('Slack opened a direct message without a name');
    };
    return {
      respond: (url, body) => whenAllowed(() => postJson(url, body), wait),
      async post(channel, message, threadTs) {
        await call((token) =>
          client.chat.postMessage({
            token,
            channel,
            ...forChannel(message),
            ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
          }),
        );
      },
      async whisper(channel, user, message, threadTs) {
        const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
        await call((token) => client.chat.postEphemeral({ token, channel, user, ...forChannel(message), ...thread }));
      },
      async openView(triggerId, view) {
        await call((token) => client.views.open({ token, trigger_id: triggerId, view }));
      },
      async sendFile(user, { name, text }) {
        const channel = await directMessageWith(user);
        // Three calls, of which only the last shows the file: one that met a rate limit before may begin anew.
        await call((token) =>
          client.filesUploadV2({
            token,
            channel_id: channel,
            filename: name,
            content: text,
            initial_comment: fileGreeting,
          }),
        );
      },
    };
  };

/** Repeats what met a rate limit, after the time that Slack asks for. */
async function whenAllowed<T>(run: () => Promise<T>, wait: CallTools['wait']): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
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
