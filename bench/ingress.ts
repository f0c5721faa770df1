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

const requests = 8000;
const warmUp = 1000;
const connections = 32;
const rounds = 3;

interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Measures both in turn, several times, and prints the best of each. */
export async function run(): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const hex = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
  const best = { ours: 0, bare: 0 };
  for (let round = 0; round < rounds; round++) {
    for (const kind of ['bare', 'ours'] as const) {
      const perSecond = await measure(kind, hex, privateKey);
      best[kind] = Math.max(best[kind], perSecond);
      console.log(`${kind}: ${Math.round(perSecond)} requests a second`);
    }
  }
  console.log(
    `best of ${rounds}: ours ${Math.round(best.ours)}, bare ${Math.round(best.bare)}; ours takes ${((100 * best.ours) / best.bare) | 0} % of the bare handler's rate`,
  );
  const extra = (1000 / best.ours - 1000 / best.bare) * 1000;
  console.log(`what the answer itself adds: ${Math.round(extra)} µs a request`);
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
