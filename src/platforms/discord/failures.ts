/** Why a call to Discord failed, in words that an operator can act on and that hold no token and nothing a person typed. */

/** Codes of Discord's JSON errors ("Opcodes and Status Codes"), with what they mean for an answer. */
const meanings: Readonly<Record<number, string>> = {
  10015: 'the 15 minutes in which the answer could be changed are over',
  10062:
    'Discord got the answer too late: it waits 3 seconds. If this happens often, the machine or the connection is too slow',
  40005: 'Discord takes no file of this size here',
  40060: 'it was already answered: does another process run with the same token?',
  50027: 'the 15 minutes in which the answer could be changed are over',
  50035: 'Discord refused the content of the answer: a mistake in this program, please report it',
};

const invalidFormBody = 50035;
const tooLarge = 40005;

/** True where Discord refused what was sent and showed nothing. */
export const wasRefusedForItsContent = (error: unknown): boolean =>
  [invalidFormBody, tooLarge].some((code) => codeOf(error) === code);

/** One line for the log. Only code, status and Discord's own words are used: the URL of a call holds the interaction's token. */
export function describeFailure(error: unknown): string {
  const code = codeOf(error);
  const known = typeof code === 'number' ? meanings[code] : undefined;
  const words = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown error';
  const detail =
    error instanceof Error && known !== undefined && code === invalidFormBody
      ? error.message.replaceAll('\n', '; ')
      : words;
  const label = code === undefined ? detail : `code ${code}: ${detail}`;
  return known === undefined ? label : `${known} (${label})`;
}

/** The number of a Discord error, or the name of a network error. */
function codeOf(error: unknown): number | string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'number' || typeof error.code === 'string' ? error.code : undefined;
}
