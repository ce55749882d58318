import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Certificate } from './certificate.ts';
import { type AnyRequest, type AnyResponse, exchangeOf, hostOf, receive } from './exchange.ts';
import type { Received } from './received.ts';
import type { Site, SiteHost } from './site.ts';
import { makeUpgrade } from './sockets.ts';

export interface Listeners {
  httpsPort: number;
  httpPort: number;
  close(): Promise<void>;
}

/** Starts listening on a free port of the loopback address; the returned function ends it and its connections. */
async function open(server: Server): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { port, close };
}

/**
 * Opens the lab's two doors: one for https and wss (HTTP/2 for the requests, HTTP/1.1 for sockets), one for
 * http and ws. Both find the site by host name.
 */
export async function openListeners(
  sites: Site[],
  certificate: Certificate,
  received: Received[],
): Promise<Listeners> {
  const byHost = new Map<string, { site: Site; host: SiteHost }>();
  for (const site of sites) for (const host of site.hosts) byHost.set(host.host, { site, host });
  const log = (entry: Received): void => {
    received.push(entry);
  };

  const answer = (secure: boolean) => async (request: AnyRequest, response: AnyResponse) => {
    response.on('error', () => response.destroy());
    const found = byHost.get(hostOf(request));
    const entry = await receive(request, secure);
    log(entry);
    const cors = found?.host.cors === true;
    const exchange = exchangeOf(request, response, entry, cors);
    if (!entry.complete) return;
    if (!found?.host.schemes.includes(secure ? 'https' : 'http')) {
      exchange.reply(421, { 'content-type': 'text/plain' }, 'no such host in the lab');
      return;
    }
    if (cors && exchange.method === 'OPTIONS') {
      exchange.reply(204, {});
      return;
    }
    try {
      await found.site.handle(exchange);
    } catch (error) {
      exchange.reply(500, { 'content-type': 'text/plain' }, String(error));
    }
  };

  const siteOf = (host: string): Site | undefined => byHost.get(host)?.site;
  const tls = createSecureServer({ ...certificate, allowHTTP1: true }, answer(true));
  // http2's typings leave `upgrade` out, though HTTP/1.1 connections do raise it.
  (tls as unknown as Server).on('upgrade', makeUpgrade(true, siteOf, log));
  const plain = createServer(answer(false));
  plain.on('upgrade', makeUpgrade(false, siteOf, log));

  // A TLS connection counts once as a TCP socket; ending that ends what runs inside it.
  const [secureDoor, plainDoor] = await Promise.all([open(tls as unknown as Server), open(plain)]);
  return {
    httpsPort: secureDoor.port,
    httpPort: plainDoor.port,
    close: async () => {
      await Promise.all([secureDoor.close(), plainDoor.close()]);
    },
  };
}
