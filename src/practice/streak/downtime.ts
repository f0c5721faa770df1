/** The times in which the bot was down. */
import type { Outage } from '../ledger.ts';

/** From one instant to another, in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Outages as spans in order; those that overlap become one, so that no hour counts twice. */
export function downtimeOf(outages: readonly Outage[]): Span[] {
  const spans = outages
    .map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push(span);
  }
  return merged;
}

/** How many milliseconds of a span the bot was down. */
export function downDuring(downtime: readonly Span[], { from, to }: Span): number {
  return downtime.reduce((sum, down) => sum + Math.max(0, Math.min(down.to, to) - Math.max(down.from, from)), 0);
}
