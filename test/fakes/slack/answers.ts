/** How the fake answers a request, and how it fails to. */
import type { ServerResponse } from 'node:http';
import type { Failure } from './failures.ts';
import type { Answer } from './web-api.ts';

/** What is called, by the path of a request. */
export function methodOf(path: string): string {
  if (path.startsWith('/api/')) return path.slice('/api/'.length);
  return path.startsWith('/upload/') ? 'upload' : 'respond';
}

/** JSON, an HTTP status, or 429 with the seconds to wait. Slack says with each answer which scopes the token has. */
export function answer(
  response: ServerResponse,
  result: Answer | number,
  scopes: ReadonlySet<string> = new Set(),
): void {
  if (typeof result === 'number') response.writeHead(result).end('refused');
  else if ('retryAfter' in result) response.writeHead(429, { 'retry-after': String(result.retryAfter) }).end('refused');
  else
    response
      .writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': [...scopes].join(',') })
      .end(JSON.stringify(result));
}

/** Fails; `work` is done all the same where only the answer is to be lost. */
export function fail(
  failure: Exclude<Failure, { held: unknown }>,
  response: ServerResponse,
  work: () => unknown,
): void {
  if ('after' in failure && failure.after) work();
  if ('reset' in failure) response.socket?.resetAndDestroy();
  else if ('error' in failure) answer(response, { ok: false, error: failure.error });
  else if ('status' in failure) answer(response, failure.status);
  else if ('retryAfter' in failure) answer(response, failure);
}
