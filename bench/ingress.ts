/**
 * `npm run bench -- ingress`: signed interactions a second over HTTP, ours (a real `/salary senior`, rendered) against a bare handler with
 * the same verification, both as processes of their own under the same load from this one.
 */
import { spawn } from 'node:child_process';
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { commandPayload } from '../test/fakes/discord/payloads.ts';
import { median, percent } from './figures.ts';

const requests = 8000;
const warmUp = 4000;
const connections = 32;
const rounds = 5;

interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Measures both in turn, several times. A busy machine slows both of a round alike, so that the rounds' ratios say most. */
export async function run(): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const hex = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
  const results: { readonly bare: number; readonly ours: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await measure('bare', hex, privateKey);
    const ours = await measure('ours', hex, privateKey);
    console.log(`bare ${bare.toFixed(0)} requests a second, ours ${ours.toFixed(0)}: ${percent(ours / bare)}`);
    results.push({ bare, ours });
  }
  const best = {
    bare: Math.max(...results.map(({ bare }) => bare)),
    ours: Math.max(...results.map(({ ours }) => ours)),
  };
  const middle = median(results.map(({ ours, bare }) => ours / bare));
  console.log(
    `best: bare ${best.bare.toFixed(0)}, ours ${best.ours.toFixed(0)}; median of the ratios ${percent(middle)}`,
  );
  console.log(`what the answer itself adds, at best: ${Math.round(1e6 / best.ours - 1e6 / best.bare)} µs a request`);
}

async function measure(kind: 'ours' | 'bare', publicKey: string, privateKey: KeyObject): Promise<number> {
  const script = fileURLToPath(new URL('ingress-server.ts', import.meta.url));
  const server = spawn(process.execPath, [script, kind, publicKey], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const pool = new Pool(`http://127.0.0.1:${line.toString().trim()}`, { connections });
  try {
    await load(pool, signedRequests(warmUp, privateKey));
    // Signed before the clock runs: the load must cost as little as it can.
    const work = signedRequests(requests, privateKey);
    const started = performance.now();
    await load(pool, work);
    return (1000 * requests) / (performance.now() - started);
  } finally {
    await pool.destroy();
    server.kill('SIGKILL');
  }
}

function signedRequests(count: number, privateKey: KeyObject): SignedRequest[] {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return Array.from({ length: count }, () => {
    const body = JSON.stringify(commandPayload('salary', { level: 'senior' }));
    const signature = sign(null, Buffer.from(timestamp + body), privateKey).toString('hex');
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'x-signature-ed25519': signature,
        'x-signature-timestamp': timestamp,
      },
    };
  });
}

/** Sends all of them, as many at a time as there are connections. Throws where one is not answered with 200. */
async function load(pool: Pool, work: SignedRequest[]): Promise<void> {
  const queue = work.values();
  const sender = async (): Promise<void> => {
    for (const { body, headers } of queue) {
      const response = await pool.request({ method: 'POST', path: '/discord/interactions', body, headers });
      await response.body.dump();
      if (response.statusCode !== 200) throw new Error(`a request was answered with ${response.statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, sender));
}
