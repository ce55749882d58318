import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { KEPT_BYTES, type Received } from './received.ts';

export type AnyRequest = IncomingMessage | Http2ServerRequest;
export type AnyResponse = ServerResponse | Http2ServerResponse;
export type ResponseHeaders = Record<string, string | string[]>;

/** A request whose body has arrived, with the means to answer it. */
export interface Exchange {
  secure: boolean;
  host: string;
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  /** The body, empty when it was longer than `KEPT_BYTES`; length and hash always hold. */
  body: Buffer;
  received: Received;
  /** The raw response, for event streams and broken connections. */
  response: AnyResponse;
  reply(status: number, headers: ResponseHeaders, body?: string | Buffer): void;
  json(value: unknown, status?: number): void;
}

/** Host name of a request, without port, in both HTTP versions. */
export function hostOf(request: AnyRequest): string {
  const authority = request.headers[':authority'] ?? request.headers.host ?? '';
  return String(authority).replace(/:\d+$/, '').toLowerCase();
}

/** Reads a request's body to its end, or to where its sender went away. */
export async function receive(request: AnyRequest, secure: boolean): Promise<Exchange['received']> {
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  let bytes = 0;
  let complete = true;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      if (bytes <= KEPT_BYTES) kept.push(chunk);
    }
  } catch {
    complete = false;
  }
  return {
    kind: 'http',
    at: Date.now(),
    scheme: secure ? 'https' : 'http',
    host: hostOf(request),
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    bytes,
    sha256: hash.digest('hex'),
    contentType: String(request.headers['content-type'] ?? ''),
    complete,
    ...(bytes <= KEPT_BYTES ? { body: Buffer.concat(kept) } : {}),
  };
}

function corsHeaders(request: AnyRequest): ResponseHeaders {
  const origin = request.headers.origin;
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': String(origin),
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, POST, PUT, DELETE, OPTIONS',
    'access-control-allow-headers': String(
      request.headers['access-control-request-headers'] ?? 'content-type',
    ),
    'access-control-max-age': '600',
    vary: 'origin',
  };
}

/** Joins a received request with its response. With `cors`, every answer admits the asking origin. */
export function exchangeOf(
  request: AnyRequest,
  response: AnyResponse,
  received: Received,
  cors: boolean,
): Exchange {
  const extra = cors ? corsHeaders(request) : {};
  const reply: Exchange['reply'] = (status, headers, body = '') => {
    if (response.destroyed || response.writableEnded) return;
    // Both response kinds have the same methods; TypeScript can't call a union of overloads.
    const target = response as ServerResponse;
    target.writeHead(status, { 'cache-control': 'no-store', ...extra, ...headers });
    target.end(body);
  };
  return {
    secure: received.scheme === 'https',
    host: received.host,
    method: received.method,
    url: new URL(received.path, `${received.scheme}://${received.host}`),
    headers: request.headers,
    body: received.body ?? Buffer.alloc(0),
    received,
    response,
    reply,
    json: (value, status = 200) =>
      reply(status, { 'content-type': 'application/json' }, JSON.stringify(value)),
  };
}
