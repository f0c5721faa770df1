/** The messages that the bot sent to channels: taken or refused as Discord would, kept for the tests to count. */
import { z } from 'zod';
import { invalidBody, refusals, taken, type Answer } from './answers.ts';
import type { Body } from './multipart.ts';
import { applicationId, botUser } from './payloads.ts';
import { permission } from './permissions.ts';
import { fileProblems } from './rules/files.ts';
import { discordProblems } from './validate.ts';
import { channelTypes, type FakeChannel } from './world.ts';

/** "The past few minutes" in which a nonce is remembered. In milliseconds. */
const nonceTime = 180_000;

const [epoch, mostListed, usuallyListed] = [1_420_070_400_000, 100, 50];
const textTypes: readonly number[] = [channelTypes.text, channelTypes.announcement];

export interface SentMessage {
  readonly id: string;
  readonly channel: string;
  /** The server; undefined for a direct message. */
  readonly guild: string | undefined;
  readonly nonce: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly author: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const sent = z.looseObject({
  nonce: z.union([z.string(), z.number()]).optional(),
  enforce_nonce: z.boolean().optional(),
  embeds: z.array(z.unknown()).default([]),
});

export class FakeMessages {
  /** All, in the order in which they were sent. */
  readonly all: SentMessage[] = [];
  readonly #now: () => number;
  readonly #byChannel = new Map<string, SentMessage[]>();
  readonly #byNonce = new Map<string, SentMessage>();
  #lastId = 0n;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Those of one channel, in order. */
  in(channel: string): readonly SentMessage[] {
    return this.#byChannel.get(channel) ?? [];
  }

  /** Somebody else says something; by default nothing of which Discord shows a bot anything, which is all that does not mention it. */
  chatter(channel: FakeChannel, author = '300000000000000099', shown: SentMessage['body'] = {}): SentMessage {
    return this.#keep(channel, author, shown);
  }

  /** `POST /channels/…/messages`; `takesMessages` says of a direct message whether the person has them delivered. */
  create(channel: FakeChannel, { json, files }: Body, takesMessages: boolean): Answer {
    const refusal = this.#refusal(channel, takesMessages);
    if (refusal !== undefined) return refusal;
    const problems = [...discordProblems('message', json), ...fileProblems(json, files)];
    const parsed = sent.safeParse(json);
    if (problems.length > 0 || !parsed.success) return invalidBody(problems);
    const { embeds, nonce, enforce_nonce: isEnforced } = parsed.data;
    // Without a text beside it, an embed that is not allowed is all that there was.
    if (embeds.length > 0 && !channel.allows(permission.embedLinks, this.#now())) return refusals.missingPermissions;
    const before = isEnforced === true && nonce !== undefined ? this.#byNonce.get(String(nonce)) : undefined;
    const isRepeated = before !== undefined && this.#now() - before.at <= nonceTime;
    const message = isRepeated ? before : this.#keep(channel, botUser.id, parsed.data, nonce);
    return taken({ ...messageJSON(message), nonce });
  }

  /** `GET /channels/…/messages`: of those after an id the first ones, newest first. */
  list(channel: FakeChannel, query: URLSearchParams): Answer {
    if (!channel.allows(permission.viewChannel, this.#now())) return refusals.missingAccess;
    const limit = Number(query.get('limit') ?? usuallyListed);
    if (!(limit >= 1 && limit <= mostListed)) return invalidBody([`limit: ${limit} is not 1 to ${mostListed}`]);
    // Without the permission Discord says nothing, and shows nothing.
    if (!channel.allows(permission.readHistory, this.#now())) return taken([]);
    const after = BigInt(query.get('after') ?? 0);
    const listed = this.in(channel.id).filter(({ id }) => BigInt(id) > after);
    return taken(listed.slice(0, limit).toReversed().map(messageJSON));
  }

  #refusal(channel: FakeChannel, takesMessages: boolean): Answer | undefined {
    if (channel.guild === undefined) return takesMessages ? undefined : refusals.cannotMessageUser;
    if (!channel.allows(permission.viewChannel, this.#now())) return refusals.missingAccess;
    if (!textTypes.includes(channel.type)) return refusals.noTextChannel;
    return channel.allows(permission.sendMessages, this.#now()) ? undefined : refusals.missingPermissions;
  }

  #keep(channel: FakeChannel, author: string, body: SentMessage['body'], nonce?: string | number): SentMessage {
    const at = this.#now();
    const own = nonce === undefined ? undefined : String(nonce);
    const message = {
      id: this.#nextId(at),
      channel: channel.id,
      guild: channel.guild?.id,
      nonce: own,
      at,
      author,
      body,
    };
    this.all.push(message);
    const here = this.#byChannel.get(channel.id);
    if (here === undefined) this.#byChannel.set(channel.id, [message]);
    else here.push(message);
    if (own !== undefined) this.#byNonce.set(own, message);
    return message;
  }

  /** Ids grow, and hold the instant in all but the last 22 bits. */
  #nextId(at: number): string {
    const least = BigInt(at - epoch) << 22n;
    this.#lastId = least > this.#lastId ? least : this.#lastId + 1n;
    return String(this.#lastId);
  }
}

const messageJSON = ({ id, channel, author, at, body }: SentMessage): object => ({
  id,
  type: 0,
  channel_id: channel,
  author: author === botUser.id ? botUser : { id: author, username: 'somebody', discriminator: '0', avatar: null },
  application_id: author === botUser.id ? applicationId : undefined,
  timestamp: new Date(at).toISOString(),
  edited_timestamp: null,
  content: '',
  attachments: [],
  embeds: body['embeds'] ?? [],
  components: body['components'] ?? [],
});
