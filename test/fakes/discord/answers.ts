/** How the fake answers a request. */
import type { Refusal } from './interactions.ts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const taken = (body: unknown): Answer => ({ status: 200, body });

export const refused = ({ status, code, message }: Refusal): Answer => ({ status, body: { message, code } });

/** Answers for what is not there or not allowed, with Discord's codes. */
export const refusals = {
  unauthorized: refused({ status: 401, code: 0, message: '401: Unauthorized' }),
  notFound: refused({ status: 404, code: 0, message: '404: Not Found' }),
  unknownChannel: refused({ status: 404, code: 10003, message: 'Unknown Channel' }),
  unknownGuild: refused({ status: 404, code: 10004, message: 'Unknown Guild' }),
  unknownMember: refused({ status: 404, code: 10007, message: 'Unknown Member' }),
  missingAccess: refused({ status: 403, code: 50001, message: 'Missing Access' }),
  cannotMessageUser: refused({ status: 403, code: 50007, message: 'Cannot send messages to this user' }),
  noTextChannel: refused({ status: 400, code: 50008, message: 'Cannot send messages in a non-text channel' }),
  missingPermissions: refused({ status: 403, code: 50013, message: 'Missing Permissions' }),
} as const;

export const invalidBody = (problems: readonly string[]): Answer =>
  refused({ status: 400, code: 50035, message: `Invalid Form Body: ${problems.join('; ')}` });
