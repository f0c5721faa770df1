/** Programs that serve people and post drills: several of them, on one database. */
import { Program } from '../program.ts';
import { until } from './world.ts';

export interface Serving {
  readonly program: Program;
  /** The address of a path on the program's own port. */
  readonly url: (path: string) => string;
  readonly get: (path: string) => Promise<{ readonly status: number; readonly text: string }>;
  /** Resolves when `/readyz` answers so. */
  readonly readiness: (status: 200 | 503) => Promise<void>;
}

/** Starts one that is to listen wherever there is room. */
export const start = (environment: Readonly<Record<string, string>>): Program =>
  new Program(['chat'], { PORT: '0', ...environment });

/** The same, ready to serve; rejects with what it says where it ends instead. */
export const serving = (environment: Readonly<Record<string, string>>): Promise<Serving> => ready(start(environment));

/** Resolves when one that was started is ready to serve. */
export async function ready(program: Program): Promise<Serving> {
  const process = await listening(program);
  await process.readiness(200);
  return process;
}

/** Resolves when one that was started can be asked by HTTP. */
export async function listening(program: Program): Promise<Serving> {
  await says(program, 'listening for HTTP');
  const port = /"port":(\d+),"msg":"listening/.exec(program.errors)?.[1] ?? '';
  const url = (path: string): string => `http://127.0.0.1:${port}${path}`;
  const get: Serving['get'] = async (path) => {
    const response = await fetch(url(path));
    return { status: response.status, text: await response.text() };
  };
  const readiness: Serving['readiness'] = (status) => until(async () => (await get('/readyz')).status === status);
  return { program, url, get, readiness };
}

/** Resolves when a program has written this to its log so many times; rejects with the log where it ends before. */
export async function says(program: Program, text: string, times = 1): Promise<void> {
  const isSaid = (): boolean => timesSaid(program, text) >= times;
  await Promise.race([program.until(isSaid), program.exitCode]);
  if (!isSaid()) throw new Error(`The program ended and never said "${text}":\n${program.errors}`);
}

/** How many lines of a program's log hold this. */
export const timesSaid = ({ errors }: Program, text: string): number =>
  errors.split('\n').filter((line) => line.includes(text)).length;
