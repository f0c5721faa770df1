/** What the bot can ask about servers, channels and people, and say there. */
import { z } from 'zod';
import { invalidBody, refusals, taken, type Answer } from './answers.ts';
import type { FakeMessages } from './messages.ts';
import type { Body } from './multipart.ts';
import { botUser } from './payloads.ts';
import { permission } from './permissions.ts';
import type { FakeChannel, FakeWorld } from './world.ts';

export interface ApiRequest {
  readonly method: string;
  /** The parts of the path: `['channels', id, 'messages']`. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Body;
}

export class WorldRoutes {
  readonly #world: FakeWorld;
  readonly #messages: FakeMessages;
  readonly #now: () => number;

  constructor(world: FakeWorld, messages: FakeMessages, now: () => number) {
    this.#world = world;
    this.#messages = messages;
    this.#now = now;
  }

  /** The answer to a request with the bot's token. */
  answer(request: ApiRequest): Answer {
    const [kind, id = '', what, member] = request.parts;
    if (kind === 'users' && id === '@me') return this.#ownUser(request);
    if (kind === 'guilds') return this.#guild(id, what, member);
    const channel = this.#world.channels.get(id);
    if (kind !== 'channels') return refusals.notFound;
    return channel === undefined ? refusals.unknownChannel : this.#channel(channel, what, request);
  }

  #ownUser({ method, parts, body }: ApiRequest): Answer {
    if (method === 'GET' && parts.length === 2) return taken(botUser);
    if (method !== 'POST' || parts[2] !== 'channels') return refusals.notFound;
    const wanted = z.strictObject({ recipient_id: z.string().regex(/^\d{17,20}$/) }).safeParse(body.json);
    if (!wanted.success) return invalidBody([z.prettifyError(wanted.error)]);
    return taken(this.#world.privateChannel(wanted.data.recipient_id));
  }

  #guild(id: string, what: string | undefined, member: string | undefined): Answer {
    const guild = this.#world.guilds.get(id);
    if (guild?.hasBot !== true) return refusals.unknownGuild;
    if (what === undefined) return taken({ id, name: guild.name, roles: guild.rolesJSON() });
    if (what === 'roles') return taken(guild.rolesJSON());
    if (what !== 'members') return refusals.notFound;
    return member === botUser.id ? taken(guild.memberJSON()) : refusals.unknownMember;
  }

  #channel(channel: FakeChannel, what: string | undefined, { method, query, body }: ApiRequest): Answer {
    if (what === 'messages') {
      if (method === 'GET') return this.#messages.list(channel, query);
      const takesMessages = channel.recipient === undefined || this.#world.takesMessages(channel.recipient);
      return this.#messages.create(channel, body, takesMessages);
    }
    return channel.allows(permission.viewChannel, this.#now()) ? taken(channel) : refusals.missingAccess;
  }
}
