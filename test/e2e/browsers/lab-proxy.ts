import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { LabHost } from '../../lab/start-lab.ts';

export interface LabProxy {
  port: number;
  /** `host:port` of every connection that was asked for and refused. */
  refused: string[];
  close(): Promise<void>;
}

const granted = 0;
const notAllowed = 2;
const hostUnreachable = 4;

/** A SOCKS5 reply (RFC 1928 §6) with an address that clients ignore. */
function reply(code: number): Buffer {
  return Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
}

/** Reads exactly the bytes that the handshake needs and leaves the rest in the stream. */
async function take(socket: Socket, size: number): Promise<Buffer> {
  for (;;) {
    const bytes = socket.read(size);
    if (bytes) return bytes;
    if (socket.readableEnded || socket.destroyed) throw new Error('closed in the handshake');
    await Promise.race([once(socket, 'readable'), once(socket, 'end'), once(socket, 'close')]);
  }
}

/** RFC 1928 §3–4: no authentication, CONNECT to a host name. Returns `host:port`. */
async function handshake(socket: Socket): Promise<string> {
  const [, methods = 0] = await take(socket, 2);
  await take(socket, methods);
  socket.write(Buffer.from([5, 0]));
  const [, , , kind = 0] = await take(socket, 4);
  let host: string;
  if (kind === 3) {
    const [length = 0] = await take(socket, 1);
    host = (await take(socket, length)).toString('ascii');
  } else {
    host = [...(await take(socket, kind === 1 ? 4 : 16))].join('.');
  }
  return `${host}:${(await take(socket, 2)).readUInt16BE()}`;
}

/**
 * The fence around Firefox: a SOCKS5 proxy that leads the lab's hosts to their ports on this machine, as raw
 * TCP, and refuses everything else.
 */
export async function startLabProxy(hosts: readonly LabHost[]): Promise<LabProxy> {
  const ports = new Map(
    hosts.map(({ host, scheme, port }) => [`${host}:${scheme === 'https' ? 443 : 80}`, port]),
  );
  const refused: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  };

  const serve = async (client: Socket) => {
    const asked = await handshake(client);
    const port = ports.get(asked);
    if (port === undefined) {
      refused.push(asked);
      client.end(reply(notAllowed));
      return;
    }
    const lab = keep(connect({ port, host: '127.0.0.1', noDelay: true }));
    const reached = await Promise.race([
      once(lab, 'connect').then(() => true),
      once(lab, 'close').then(() => false),
    ]);
    if (!reached) {
      client.end(reply(hostUnreachable));
      return;
    }
    client.write(reply(granted));
    client.pipe(lab);
    lab.pipe(client);
    client.on('close', () => lab.destroy());
    lab.on('close', () => client.destroy());
  };

  const server = createServer({ noDelay: true }, (client) => {
    keep(client);
    serve(client).catch(() => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    refused,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
