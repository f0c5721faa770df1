/** A time zone as a person names it. */
import { completeZone, findZone, isOffset } from '../practice/zones.ts';
import { UserError } from './errors.ts';
import type { Completion } from './invocation.ts';
import { literal } from './markup.ts';
import { shorten } from './shorten.ts';

/** The zone that a text names. Throws a `UserError` with the likely one; `lineWith` writes what to type for a zone. */
export function zoneNamed(text: string, lineWith: (zone: string) => string): string {
  const found = findZone(text);
  if (found.found) return found.zone;
  const shown = `“${shorten(text.trim(), 40)}”`;
  if (isOffset(text)) {
    throw new UserError(
      `${shown} knows no summer time`,
      'Nothing was changed. Name a city instead, such as `Berlin`: its clocks are followed all year.',
    );
  }
  const question =
    found.nearest === undefined
      ? ''
      : ` Did you mean **${literal(found.nearest.name)}**? Then type \`${lineWith(found.nearest.zone)}\`.`;
  throw new UserError(
    `I do not know the time zone ${shown}`,
    `Nothing was changed.${question} Use an IANA name such as \`Europe/Berlin\`, or a large city near you.`,
  );
}

/** The zones that a half-typed text may name. */
export const zoneCompletions = (partial: string): Completion[] =>
  completeZone(partial, 25).map(({ zone, label }) => ({ label, value: zone }));
