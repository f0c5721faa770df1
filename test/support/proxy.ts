/** A way to a server's Unix socket that can be cut. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Proxy {
  readonly port: number;
  /** From now on connections are cut as soon as the server answers something that was sent with this text in it. */
  readonly cutAnswersTo: (text: string) => void;
  /** Cuts nothing any more. */
  readonly mend: () => void;
}

export async function proxyTo(socketPath: string): Promise<Proxy> {
  let unanswered: string | undefined;
  const open = new Set<Socket>();
  const server = createServer((client) => {
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
      cut ||= unanswered !== undefined && data.includes(unanswered);
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
    mend: () => (unanswered = undefined),
  };
}
