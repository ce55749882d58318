import type { WebSocket } from 'ws';

/** The open sockets of a messenger. */
export interface Audience {
  /** Keeps a socket until it closes. */
  add(socket: WebSocket): void;
  /** Sends the same message to everybody: a string as text, bytes as binary, anything else as JSON text. */
  send(message: string | Uint8Array | object): void;
}

export function audience(): Audience {
  const sockets = new Set<WebSocket>();
  return {
    add(socket) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    },
    send(message) {
      const raw = typeof message === 'string' || message instanceof Uint8Array;
      const data = raw ? message : JSON.stringify(message);
      for (const socket of sockets) socket.send(data);
    },
  };
}
