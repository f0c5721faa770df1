/** Which connections of a server nothing is being answered on. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Returns what breaks off the connections of `server` on which nothing is being answered, and from then on each one when its last answer is
 * sent. Node's own `closeIdleConnections` leaves those on which nothing was ever asked: any of them would hold up an end.
 */
export function idleCloser(server: Server): () => void {
  const open = new Set<Socket>();
  /** How many requests are being answered on a connection. */
  const answering = new WeakMap<Socket, number>();
  let closing = false;
  const closeIfIdle = (socket: Socket): void => {
    if ((answering.get(socket) ?? 0) === 0) socket.destroy();
  };
  const count = (socket: Socket, change: 1 | -1): void =>
    void answering.set(socket, (answering.get(socket) ?? 0) + change);
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    count(socket, 1);
    response.once('close', () => {
      count(socket, -1);
      if (closing) closeIfIdle(socket);
    });
  });
  return () => {
    closing = true;
    for (const socket of open) closeIfIdle(socket);
  };
}
