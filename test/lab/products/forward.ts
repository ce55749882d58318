import type { ServerResponse } from 'node:http';
import { request } from 'node:http';
import type { Exchange } from '../server/exchange.ts';

/** Headers that belong to one connection, not to the message (RFC 9110 §7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);

function endToEnd(headers: Record<string, unknown>): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(
    ([name, value]) => !name.startsWith(':') && !hopByHop.has(name) && value !== undefined,
  );
  return Object.fromEntries(kept) as Record<string, string | string[]>;
}

/** Hands a request to a real product on `port` of the loopback address, and its answer back as it comes. */
export function forward(exchange: Exchange, port: number, host = exchange.host): Promise<void> {
  const { response } = exchange;
  return new Promise((resolve) => {
    const onward = request(
      {
        host: '127.0.0.1',
        port,
        method: exchange.method,
        path: exchange.url.pathname + exchange.url.search,
        headers: {
          ...endToEnd(exchange.headers),
          host,
          'content-length': String(exchange.body.length),
          'x-forwarded-proto': exchange.secure ? 'https' : 'http',
          'x-forwarded-for': '127.0.0.1',
        },
      },
      (answer) => {
        const target = response as ServerResponse;
        if (response.destroyed) return answer.destroy();
        target.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
        answer.pipe(target);
        answer.once('error', () => target.destroy());
        target.once('close', resolve);
      },
    );
    onward.once('error', (error) => {
      exchange.reply(502, { 'content-type': 'text/plain' }, error.message);
      resolve();
    });
    // A long poll ends when the page goes away.
    response.once('close', () => {
      onward.destroy();
      resolve();
    });
    onward.end(exchange.body);
  });
}
