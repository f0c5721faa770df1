/** Calls to Discord's HTTP API, with discord.js's rate limiting, and with retries only where repeating does no harm. */
import { REST, Routes, type RawFile, type RESTOptions } from 'discord.js';
import type { Upload } from './files.ts';
import type { IdentifyPacer } from './identify.ts';
import type { InteractionApi } from './interactions.ts';
import type { CommandsApi } from './register.ts';
import { steadyWaits } from './steady.ts';

export interface DiscordSettings {
  readonly token: string;
  /** Without version, such as `https://discord.com/api`; for proxies and tests. */
  readonly apiUrl?: string | undefined;
  /** The shards of this process, and how many all processes have together; as many as Discord advises where it is undefined. */
  readonly shards?: { readonly ids: readonly number[]; readonly count: number } | undefined;
  /** Keeps the shards of several processes apart when they connect; those of one process keep apart without it. */
  readonly pacer?: IdentifyPacer | undefined;
}

/** For calls that may be repeated: reading, and writing that replaces a whole. discord.js by itself tries for a minute. */
export const repeatable = (apiUrl: string | undefined): Partial<RESTOptions> => ({
  ...address(apiUrl),
  retries: 2,
  timeout: 10_000,
});

/** For what would be shown twice, or is void a moment later: first responses and follow-ups. */
export const unrepeatable = (apiUrl: string | undefined): Partial<RESTOptions> => ({
  ...address(apiUrl),
  retries: 0,
  timeout: 5_000,
});

const address = (apiUrl: string | undefined): Partial<RESTOptions> =>
  apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') };

/** The answers to interactions. They need no bot token: the interaction's own is in the route. */
export function interactionApi({ apiUrl }: DiscordSettings): InteractionApi {
  const [once, repeating] = [new REST(unrepeatable(apiUrl)), new REST(repeatable(apiUrl))];
  const [waitsOnce, waitsRepeating] = [steadyWaits(once), steadyWaits(repeating)];
  return {
    async callback({ id, token }, response, uploads) {
      await once.post(Routes.interactionCallback(id, token), {
        auth: false,
        body: response,
        files: rawFiles(uploads),
      });
    },
    async editOriginal({ applicationId, token }, message, uploads) {
      waitsRepeating.steady();
      await repeating.patch(Routes.webhookMessage(applicationId, token, '@original'), {
        auth: false,
        body: message,
        files: rawFiles(uploads),
      });
    },
    async followUp({ applicationId, token }, message, uploads) {
      waitsOnce.steady();
      await once.post(Routes.webhook(applicationId, token), {
        auth: false,
        body: message,
        files: rawFiles(uploads),
      });
    },
  };
}

/** With a file discord.js sends a form: the body as its `payload_json`, the file as `files[0]`. Without any it sends the body alone. */
export const rawFiles = (uploads: readonly Upload[] = []): RawFile[] =>
  uploads.map(({ name, text }) => ({
    name,
    data: text,
    contentType: name.endsWith('.json') ? 'application/json' : 'text/plain; charset=utf-8',
  }));

/** The registered commands of the application that the token belongs to. */
export function commandsApi({ token, apiUrl }: DiscordSettings): CommandsApi {
  const rest = new REST(repeatable(apiUrl)).setToken(token);
  return {
    ownApplication: () => rest.get(Routes.currentApplication()),
    read: (applicationId) => rest.get(Routes.applicationCommands(applicationId)),
    async overwrite(applicationId, payloads) {
      await rest.put(Routes.applicationCommands(applicationId), { body: payloads });
    },
  };
}
