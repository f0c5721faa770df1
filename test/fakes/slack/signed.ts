/** Slack's side of HTTP mode: signed requests to the program. */
import { createHmac } from 'node:crypto';

export interface Reply {
  readonly status: number;
  /** The body; undefined where it is empty or no JSON. */
  readonly payload: Readonly<Record<string, unknown>> | undefined;
}

export interface SigningOptions {
  readonly secret: string;
  /** When it claims to have been signed, in milliseconds; now where it is left out. */
  readonly at?: number;
  /** For redeliveries, from 1. */
  readonly retry?: number;
}

/** `x-slack-signature` of a body. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`;

/** Sends a body as Slack does: JSON for events, a form for the rest. */
export async function sendSigned(
  url: string,
  body: string,
  type: 'json' | 'form',
  { secret, at = Date.now(), retry }: SigningOptions,
): Promise<Reply> {
  const seconds = Math.floor(at / 1000);
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': signatureOf(secret, seconds, body),
      ...(retry === undefined ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
    },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, payload: isJson ? (JSON.parse(text) as Reply['payload']) : undefined };
}
