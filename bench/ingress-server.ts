/** One of the two servers of `npm run bench -- ingress`, as a process of its own: `ours`, or `bare` with the same check and nothing else. */
import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { startHttpServer } from '../src/app/http/server.ts';
import { createDiscordEndpoint } from '../src/platforms/discord/endpoint.ts';
import { conversationOver } from '../test/support/conversation.ts';
import { realData } from '../test/support/folders.ts';

const [kind = '', publicKey = ''] = process.argv.slice(2);

async function startOurs(): Promise<number> {
  const conversation = await conversationOver(realData);
  const logger = pino({ level: 'silent' });
  const { route } = createDiscordEndpoint({ token: 'none', publicKey }, conversation, logger, () => new Date());
  return (await startHttpServer(0, [route], logger)).port;
}

/** Verifies as Discord's documentation shows it, parses, and answers each request with the same short message. */
async function startBare(): Promise<number> {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const answer = JSON.stringify({ type: 4, data: { content: 'hello', allowed_mentions: { parse: [] } } });
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const signed = Buffer.concat([Buffer.from(String(request.headers['x-signature-timestamp'])), body]);
      const signature = Buffer.from(String(request.headers['x-signature-ed25519']), 'hex');
      if (!verify(null, signed, key, signature)) response.writeHead(401).end();
      else {
        JSON.parse(body.toString('utf8'));
        response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return (server.address() as AddressInfo).port;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const port = await (kind === 'ours' ? startOurs() : startBare());
process.stdout.write(`${port}\n`);
