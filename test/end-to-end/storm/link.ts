/** A stretch of network between a process and what it talks to, which can be cut. */
import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';

/**
 * `refused`: nobody listens there. `broken`: connections break as soon as they are made. `silent`: nothing passes, and when the cut heals
 * all connections break. `stalled`: nothing passes, and when it heals what was held back arrives, also from those who have given up.
 */
export const cuts = ['refused', 'broken', 'silent', 'stalled'] as const;
export type Cut = (typeof cuts)[number];

export type Direction = 'request' | 'answer';

interface Pair {
  readonly client: Socket;
  readonly target: Socket;
}

/** Made with `Link.to`. */
export class Link {
  readonly port: number;
  /** Called once, right before the next bytes pass in this direction. */
  #watched: { readonly direction: Direction; readonly tell: () => void } | undefined;
  readonly #target: NetConnectOpts;
  readonly #server: Server;
  /** Only there to be connected to: see `#refuse`. */
  readonly #keeper: Server;
  readonly #pairs = new Set<Pair>();
  #cut: Cut | undefined;
  #placeholder: Socket | undefined;

  private constructor(target: NetConnectOpts, server: Server, keeper: Server) {
    this.#target = target;
    this.#server = server;
    this.#keeper = keeper;
    this.port = portOf(server);
    server.on('connection', (client) => this.#join(client));
  }

  static async to(target: NetConnectOpts): Promise<Link> {
    const [server, keeper] = [createServer(), createServer((guest) => guest.on('error', ignore))];
    for (const each of [server, keeper]) await listen(each, 0);
    return new Link(target, server, keeper);
  }

  get isCut(): boolean {
    return this.#cut !== undefined;
  }

  /** The next bytes that pass in a direction are told, before they do. */
  onNext(direction: Direction, tell: () => void): void {
    this.#watched = { direction, tell };
  }

  async cut(how: Cut): Promise<void> {
    this.#cut = how;
    if (how === 'silent' || how === 'stalled') {
      for (const pair of this.#pairs) hold(pair);
      return;
    }
    this.#breakAll();
    if (how === 'refused') await this.#refuse();
  }

  async heal(): Promise<void> {
    const how = this.#cut;
    this.#cut = undefined;
    if (how === 'silent') this.#breakAll();
    for (const { client, target } of this.#pairs) {
      client.resume();
      target.resume();
    }
    if (how !== 'refused') return;
    await listen(this.#server, this.port);
    this.#placeholder?.resetAndDestroy();
  }

  close(): void {
    this.#placeholder?.destroy();
    this.#breakAll();
    this.#server.close();
    this.#keeper.close();
  }

  /** While nobody listens, a connection from the port to elsewhere keeps others on this machine from being given it. */
  async #refuse(): Promise<void> {
    this.#server.close();
    const placeholder = connect({ host: '127.0.0.1', port: portOf(this.#keeper), localPort: this.port });
    this.#placeholder = placeholder.on('error', ignore);
    await once(placeholder, 'connect');
  }

  #join(client: Socket): void {
    if (this.#cut === 'broken' || this.#cut === 'refused') {
      client.on('error', ignore).resetAndDestroy();
      return;
    }
    const pair = { client, target: connect(this.#target) };
    const { target } = pair;
    this.#pairs.add(pair);
    client.setNoDelay();
    target.setNoDelay();
    this.#pass('request', client, target);
    this.#pass('answer', target, client);
    if (this.isCut) hold(pair);
    target.on('close', () => this.#pairs.delete(pair));
  }

  #pass(direction: Direction, from: Socket, to: Socket): void {
    from
      .on('data', (bytes) => {
        const watched = this.#watched;
        if (watched?.direction === direction) {
          this.#watched = undefined;
          watched.tell();
        }
        to.write(bytes);
      })
      .on('end', () => to.end())
      .on('error', () => to.destroy())
      .on('close', () => to.end());
  }

  #breakAll(): void {
    for (const { client, target } of this.#pairs) {
      client.resetAndDestroy();
      target.destroy();
    }
    this.#pairs.clear();
  }
}

const ignore = (): void => undefined;

function hold({ client, target }: Pair): void {
  client.pause();
  target.pause();
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  return address.port;
}
