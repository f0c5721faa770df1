import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { type Cut, Link } from './link.ts';

/** A server that says back what it is told, and a link to it. */
async function linkToEcho(): Promise<{ readonly link: Link; readonly heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .on('data', (bytes) => {
        heard.push(bytes.toString());
        socket.write(bytes);
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const link = await Link.to({ host: '127.0.0.1', port: address.port });
  onTestFinished(() => {
    link.close();
    server.close();
  });
  return { link, heard };
}

async function call(link: Link): Promise<Socket> {
  const socket = connect(link.port, '127.0.0.1').on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

async function echo(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes.toString();
}

const codeOf = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.once('error', (error) => resolve('code' in error ? error.code : error)));

it('lets everything through, and after each kind of cut again', async () => {
  const { link } = await linkToEcho();
  for (const cut of ['refused', 'broken', 'silent', 'stalled'] satisfies Cut[]) {
    expect(await echo(await call(link), 'before')).toBe('before');
    await link.cut(cut);
    await link.heal();
    expect(await echo(await call(link), 'after')).toBe('after');
  }
});

it('refuses connections while it is cut off, and breaks those that are open', async () => {
  const { link } = await linkToEcho();
  const open = await call(link);
  const broken = codeOf(open);
  await link.cut('refused');
  expect(await broken).toBe('ECONNRESET');
  expect(await codeOf(connect(link.port, '127.0.0.1'))).toBe('ECONNREFUSED');
});

it('holds back what is said while it is stalled, and delivers it late', async () => {
  const { link, heard } = await linkToEcho();
  const open = await call(link);
  await echo(open, 'one');
  await link.cut('stalled');
  open.write('two');
  const late = await call(link);
  late.end('three');
  await once(late, 'finish');
  expect(heard).toEqual(['one']);
  const answered = once(open, 'data');
  await link.heal();
  await answered;
  expect(heard).toContain('two');
  while (!heard.includes('three')) await echo(await call(link), 'four');
});

it('tells of the next bytes before they pass', async () => {
  const { link, heard } = await linkToEcho();
  const open = await call(link);
  const seen: string[][] = [];
  link.onNext('request', () => void seen.push([...heard]));
  await echo(open, 'one');
  await echo(open, 'two');
  expect(seen).toEqual([[]]);
});
