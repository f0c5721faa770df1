/** Says in plain words what became of a day and what that did to the streak. */
import { dayOfNumber } from '../days.ts';
import { weekdayNames } from '../ledger.ts';
import type { EarlierStart, JudgedDay, Travel } from './verdict.ts';

/** `before` and `after`: the streak's length before and after the day. `toRepair`: attempts that would repair the streak today. */
export interface Lengths {
  readonly before: number;
  readonly after: number;
  readonly toRepair: number | undefined;
}

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** One line for the learner about one day. */
export function explain(day: JudgedDay, { before, after, toRepair }: Lengths): string {
  const stays = before > 0 ? `your streak stays at ${before}` : 'your streak had already ended';
  switch (day.kind) {
    case 'practised':
      return `Practised: day ${after} of your streak${bonus(day)}`;
    case 'rest':
      return `${weekdayNames[day.weekday]} is a rest day of yours: ${stays}`;
    case 'outage':
      return `The bot was down for ${counted(day.hours, 'hour')} of this day: ${stays}`;
    case 'moved':
      return `${moved(day.how)}, so this date was not missed`;
    case 'freeze':
      return `Missed, bridged by a freeze (${day.left} left): ${stays}`;
    case 'repaired':
      return `Missed, then repaired by your three answers on ${dayOfNumber(day.on)}: ${stays}`;
    case 'missed':
      return before > 0
        ? `Missed, with no freeze left: your streak of ${before} ended here`
        : 'Missed: your streak had already ended';
    case 'no-such-day':
      return `The clocks of ${day.zone} skipped this date: ${stays}`;
    case 'today':
      if (before > 0) return `Not practised yet: your streak of ${before} is safe until this day ends`;
      if (toRepair !== undefined)
        return `Not practised yet: ${counted(toRepair, 'answer')} today would repair your streak`;
      return 'Not practised yet: one answer begins a new streak';
  }
}

function bonus({ freeze, held, repairs }: Extract<JudgedDay, { kind: 'practised' }>): string {
  const repaired = repairs ? ', and your three answers repaired it' : '';
  if (freeze === 'earned') return `${repaired}, and you earned a freeze (you hold ${held})`;
  return freeze === 'full' ? `${repaired} (no new freeze: you hold ${held}, the most)` : repaired;
}

function moved(how: Travel | EarlierStart): string {
  if (how.change === 'day-start') {
    return `You changed the start of your day from ${how.from}:00 to ${how.to}:00 while this date was still open`;
  }
  const journey = how.from === how.to ? `${how.from} and back` : `${how.from} to ${how.to}`;
  return `You moved from ${journey}: ${counted(how.hours, 'hour')} passed`;
}
