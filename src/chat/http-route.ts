/** A place on the program's HTTP port that belongs to a platform. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface HttpRoute {
  readonly method: 'GET' | 'POST';
  /** The exact path, such as `/discord/interactions`; a query does not count. */
  readonly path: string;
  /** Answers the request, whose body has not been read. Where it rejects, the server answers 500 and logs the reason. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}
