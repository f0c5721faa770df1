/** `npm run bench -- NAME`: runs one benchmark. Benchmarks print; nothing here is a test, for a busy machine must not fail one. */

const [name = '', ...args] = process.argv.slice(2);

/** Each loads only when it is asked for, so that none measures what another brought along. */
const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  search: async () => (await import('./search.ts')).benchSearch(),
  tune: async () => (await import('./tune.ts')).tune(),
  answers: async () => (await import('./answers.ts')).run(),
  store: async () => (await import('./store.ts')).run(),
  postgres: async () => (await import('./postgres.ts')).run(),
  planning: async () => (await import('./planning.ts')).run(),
  'forty-days': async () => (await import('./forty-days.ts')).run(),
  transcript: async () => (await import('./transcript.ts')).run(),
  'ten-questions': async () => (await import('./ten-questions.ts')).run(),
  ingress: async () => (await import('./ingress.ts')).run(),
  storm: async () => (await import('./storm.ts')).run(args),
  'discord-memory': async () => (await import('./discord-memory.ts')).run(),
};

const benchmark = benchmarks[name];
if (benchmark === undefined) {
  console.error(`There is no benchmark "${name}": run npm run bench -- ${Object.keys(benchmarks).join(' | ')}`);
  process.exitCode = 2;
} else await benchmark();
