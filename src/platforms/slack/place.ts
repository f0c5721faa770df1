/** Where the answer to a command, a click or a form goes, and how it stands there. */
import { z } from 'zod';
import type { SlackMessage } from './render.ts';

const placeSchema = z.object({
  user: z.string().min(1),
  /** Where it was said or clicked, where Slack says so. */
  channel: z.string().min(1).optional(),
  /** Takes five messages within 30 minutes. */
  responseUrl: z.url().optional(),
  threadTs: z.string().optional(),
  /**
   * `own`: a message that the reply itself makes private or public. `replace`: in the place of the private message that was clicked.
   * `beside`: a private message beside the public one that was clicked. `direct`: an ordinary message in the direct message.
   */
  manner: z.enum(['own', 'replace', 'beside', 'direct']),
});

export type Place = Readonly<z.infer<typeof placeSchema>>;

/** Beside the private message that was clicked, never in its place. */
export const beside = (place: Place): Place => (place.manner === 'replace' ? { ...place, manner: 'beside' } : place);

/** What a response_url, or the acknowledgement of a slash command, takes. */
export type ResponseBody = SlackMessage & { readonly replace_original?: boolean; readonly thread_ts?: string };

/** A click never shows its answer to more people than saw the message that was clicked, nor changes what others are reading. */
export function responseBody(place: Place, message: SlackMessage): ResponseBody {
  const thread = place.threadTs === undefined ? {} : { thread_ts: place.threadTs };
  switch (place.manner) {
    case 'own':
      return message;
    case 'replace':
      return { ...message, ...thread, response_type: 'ephemeral', replace_original: true };
    case 'beside':
      return { ...message, ...thread, response_type: 'ephemeral', replace_original: false };
    case 'direct':
      return { ...message, ...thread, response_type: 'in_channel', replace_original: false };
  }
}

/** A modal carries its place along in `private_metadata`, so that nothing is lost when the process restarts in between. */
export const writePlace = (place: Place): string => JSON.stringify(place);

/** The place that `writePlace` wrote, for the person who submitted and nobody else; for anything else a direct message to that person. */
export function readPlace(metadata: string, user: string): Place {
  const parsed = z.preprocess(parseJson, placeSchema).safeParse(metadata);
  return parsed.success ? { ...parsed.data, user } : { user, manner: 'direct' };
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
