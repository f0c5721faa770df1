/** What every platform's route does with a request from anybody: reads it within bounds, and refuses it. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * No request of a platform comes near it, and a body is in memory before its signature can be checked. In bytes. On Discord a form has 5 fields
 * of 4,000 characters, and a component brings its message; on Slack a click brings its message, which is one of ours.
 */
export const longestBody = 1024 * 1024;

/** The body as it came; undefined where it is longer than `longestBody`, or breaks off. Never rejects. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Left early, the loop must leave the connection open for the answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const bytes = chunk as Buffer;
      length += bytes.length;
      if (length > longestBody) return undefined;
      chunks.push(bytes);
    }
  } catch {
    // Of a connection that breaks nobody reads the answer.
    return undefined;
  }
  return Buffer.concat(chunks);
}

/** Answers with this status and without a body. A request that was not read to its end takes its connection with it. */
export function endWith(response: ServerResponse, status: number): void {
  response.writeHead(status, response.req.complete ? {} : { connection: 'close' }).end();
}
