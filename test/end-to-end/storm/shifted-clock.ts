/**
 * Loaded into the program before anything else: its clock shows the machine's time plus the milliseconds that stand in the file
 * STORM_CLOCK_FILE at that moment, so that a jump comes for everybody at once. It also ends the program with whoever started it.
 */
import { openSync, readSync } from 'node:fs';

const machineDate = Date;
const file = openSync(process.env['STORM_CLOCK_FILE'] ?? '', 'r');
const shift = new Float64Array(1);

function now(): number {
  readSync(file, shift, 0, shift.byteLength, 0);
  return machineDate.now() + (shift[0] ?? 0);
}

globalThis.Date = new Proxy(machineDate, {
  construct: (date, args: unknown[], newTarget) =>
    Reflect.construct(date, args.length === 0 ? [now()] : args, newTarget) as Date,
  apply: () => new machineDate(now()).toString(),
  get: (date, key) => (key === 'now' ? now : (Reflect.get(date, key) as unknown)),
});

process.on('disconnect', () => process.exit());
// It must not keep a program alive that has stopped.
process.channel?.unref();
