/**
 * Loaded into the program before anything else: its clock shows the machine's time plus the milliseconds that whoever started it sends, from
 * STORM_CLOCK_SHIFT on. It also ends the program with whoever started it.
 */
const machineDate = Date;
let shift = Number(process.env['STORM_CLOCK_SHIFT'] ?? 0);
const now = (): number => machineDate.now() + shift;

globalThis.Date = new Proxy(machineDate, {
  construct: (date, args: unknown[], newTarget) =>
    Reflect.construct(date, args.length === 0 ? [now()] : args, newTarget) as Date,
  apply: () => new machineDate(now()).toString(),
  get: (date, key) => (key === 'now' ? now : (Reflect.get(date, key) as unknown)),
});

process.on('message', (milliseconds) => (shift = Number(milliseconds))).on('disconnect', () => process.exit());
// It must not keep a program alive that has stopped.
process.channel?.unref();
