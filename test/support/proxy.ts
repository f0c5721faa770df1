/** A way to a server's Unix socket that can be cut. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Proxy {
  readonly port: number;
  /** From now on connections are cut as soon as the server answers something that was sent with this text in it. */
  readonly cutAnswersTo: (text: string) => void;
  /** Cuts those that there are, and each that is made from now on. */
  readonly cutAll: () => void;
  /** Cuts nothing any more. */
  readonly mend: () => void;
  /** How many connections were made, and how many of them were cut for what was sent, so far. */
  readonly count: { readonly made: number; readonly cut: number };
}

export async function proxyTo(socketPath: string): Promise<Proxy> {
  let unanswered: string | undefined;
  let isAway = false;
  const count = { made: 0, cut: 0 };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    count.made += 1;
    if (isAway) {
      client.destroy();
      return;
    }
    const upstream = connect(socketPath);
    let cut = false;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data) => {
      if (!cut && unanswered !== undefined && data.includes(unanswered)) {
        cut = true;
        count.cut += 1;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (cut) client.destroy();
      else client.write(data);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    port: address.port,
    cutAnswersTo: (text) => (unanswered = text),
    cutAll: () => {
      isAway = true;
      for (const socket of open) socket.destroy();
    },
    mend: () => {
      unanswered = undefined;
      isAway = false;
    },
    count,
  };
}
