import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { hostOf } from './exchange.ts';
import { KEPT_BYTES, type Received } from './received.ts';
import type { Site } from './site.ts';

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

/** Close codes that only say how a connection ended must not be sent (RFC 6455 §7.4.1). */
function sendable(code: number): boolean {
  return code >= 1000 && code < 5000 && ![1004, 1005, 1006, 1015].includes(code);
}

function passClose(to: WebSocket, code: number, reason: Buffer): void {
  if (sendable(code)) to.close(code, reason);
  else to.terminate();
}

/** Joins two sockets so that each message and the end of one reaches the other. */
function join(browser: WebSocket, server: WebSocket): void {
  server.on('message', (data, binary) => browser.send(data, { binary }));
  browser.on('message', (data, binary) => server.send(data, { binary }));
  server.on('close', (code, reason) => passClose(browser, code, reason));
  browser.on('close', (code, reason) => passClose(server, code, reason));
  server.on('error', () => browser.terminate());
  browser.on('error', () => server.terminate());
}

/**
 * Makes the `upgrade` handler of one listener. Every message from the browser goes into `log`, also where
 * the socket is relayed to a real product.
 */
export function makeUpgrade(
  secure: boolean,
  siteOf: (host: string) => Site | undefined,
  log: (entry: Received) => void,
): (request: IncomingMessage, stream: Duplex, head: Buffer) => void {
  const server = new WebSocketServer({ noServer: true });

  function watch(socket: WebSocket, host: string, path: string): void {
    socket.on('message', (data, binary) => {
      const body = bytesOf(data);
      log({
        kind: 'websocket',
        at: Date.now(),
        scheme: secure ? 'wss' : 'ws',
        host,
        method: binary ? 'BINARY' : 'TEXT',
        path,
        bytes: body.length,
        sha256: createHash('sha256').update(body).digest('hex'),
        contentType: '',
        complete: true,
        ...(body.length <= KEPT_BYTES ? { body } : {}),
      });
    });
    socket.on('error', () => socket.terminate());
  }

  return (request, stream, head) => {
    const host = hostOf(request);
    const path = request.url ?? '/';
    const site = siteOf(host);
    const url = new URL(path, `${secure ? 'wss' : 'ws'}://${host}`);
    const upstream = site?.relay?.({ secure, host, url });
    stream.on('error', () => stream.destroy());
    if (site === undefined || (upstream === undefined && site.socket === undefined)) {
      stream.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    const accept = (then: (socket: WebSocket) => void): void =>
      server.handleUpgrade(request, stream, head, (socket) => {
        watch(socket, host, path);
        then(socket);
      });
    if (upstream === undefined) {
      accept((socket) => site.socket?.(socket, { secure, host, url, protocol: socket.protocol }));
      return;
    }
    const asked = String(request.headers['sec-websocket-protocol'] ?? '');
    const behind = new WebSocket(upstream, asked === '' ? [] : asked.split(/\s*,\s*/));
    const refuse = (): void => {
      stream.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n');
    };
    behind.once('error', refuse);
    behind.once('open', () => {
      behind.off('error', refuse);
      if (stream.destroyed) behind.terminate();
      else accept((socket) => join(socket, behind));
    });
  };
}
