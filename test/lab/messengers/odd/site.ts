import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Exchange } from '../../server/exchange.ts';
import { serveCommon, servePage } from '../../server/page.ts';
import type { Handshake, Site } from '../../server/site.ts';
import type { Echo } from './case.ts';
import { DECOY_HOST, serveDecoy } from './decoy-site.ts';

/** Description of a request's body. A multipart boundary is random, so it is evened out before hashing. */
function describe(exchange: Exchange): Echo {
  const { received, body, method } = exchange;
  const boundary = /boundary=(.+)$/.exec(received.contentType)?.[1];
  if (boundary === undefined) {
    return {
      method,
      bytes: received.bytes,
      sha256: received.sha256,
      contentType: received.contentType,
    };
  }
  const even = Buffer.from(body.toString('latin1').replaceAll(boundary, 'BOUNDARY'), 'latin1');
  return {
    method,
    bytes: even.length,
    sha256: createHash('sha256').update(even).digest('hex'),
    contentType: received.contentType.replace(boundary, 'BOUNDARY'),
  };
}

/** `/echo`: says what it received; its query makes it slow, fail, redirect or break off. */
async function echo(exchange: Exchange, file: (tag: string, entry: Echo) => void): Promise<void> {
  const query = exchange.url.searchParams;
  const description = describe(exchange);
  file(query.get('tag') ?? '', description);
  await pause(Number(query.get('wait') ?? 0));
  if (query.has('break')) {
    exchange.response.destroy();
    return;
  }
  const redirect = query.get('redirect');
  if (redirect !== null) {
    exchange.reply(Number(redirect), { location: '/echo' });
    return;
  }
  const parts = Number(query.get('slowly') ?? 0);
  if (parts > 0) {
    exchange.response.writeHead(200, { 'content-type': 'text/plain' });
    for (let part = 0; part < parts; part += 1) {
      (exchange.response as NodeJS.WritableStream).write('x'.repeat(1000));
      await pause(20);
    }
    exchange.response.end();
    return;
  }
  exchange.json(description, Number(query.get('status') ?? 200));
}

function events(exchange: Exchange): void {
  const count = Number(exchange.url.searchParams.get('count') ?? 1);
  const lines = Array.from({ length: count }, (_, index) => `data: event ${index}\n\n`);
  const body = `${lines.join('')}id: 77\nevent: last\ndata: two\ndata: lines\n\n`;
  exchange.reply(200, { 'content-type': 'text/event-stream' }, body);
}

function answerSocket(socket: WebSocket, { url }: Handshake): void {
  const closeAfter = Number(url.searchParams.get('close-after') ?? Infinity);
  const cutAfter = Number(url.searchParams.get('cut-after') ?? Infinity);
  let count = 0;
  socket.on('message', (data, binary) => {
    count += 1;
    if (count >= cutAfter) {
      // Late enough that the earlier answer has arrived: what the page sees is then the same in every run.
      setTimeout(() => socket.terminate(), 50);
      return;
    }
    socket.send(data, { binary });
    if (count === closeAfter) socket.close(1011, 'had enough');
  });
}

const BODY = `<header><strong>Odd things pages do</strong></header>
<main data-lab="timeline"><div data-lab="cases"></div><output></output></main>`;

/** Pages that do every odd thing; `strict.lab.test` does the same under Trusted Types and a stricter policy. */
export function odd(): Site {
  const filed = new Map<string, Echo[]>();
  const file = (tag: string, entry: Echo): void => {
    filed.set(tag, [...(filed.get(tag) ?? []), entry]);
  };

  return {
    id: 'odd',
    hosts: [
      { host: 'odd.lab.test', schemes: ['https', 'http'] },
      { host: 'strict.lab.test', schemes: ['https'] },
      { host: 'no-cors.lab.test', schemes: ['https', 'http'] },
      { host: DECOY_HOST, schemes: ['https'] },
    ],
    async handle(exchange) {
      const { pathname, searchParams } = exchange.url;
      if (exchange.host === DECOY_HOST) await serveDecoy(exchange);
      else if (pathname === '/echo') await echo(exchange, file);
      else if (pathname === '/filed') exchange.json(filed.get(searchParams.get('tag') ?? '') ?? []);
      else if (pathname === '/results') exchange.json({ ok: true });
      else if (pathname === '/events') events(exchange);
      else if (pathname === '/frame') servePage(exchange, { title: 'Inner', body: '<p>inner</p>' });
      else if (pathname !== '/') {
        if (!(await serveCommon(exchange))) exchange.reply(404, {});
      } else {
        servePage(exchange, {
          title: 'Odd things pages do',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          connect: [`${exchange.secure ? 'https' : 'http'}://no-cors.lab.test`],
          directives:
            exchange.host === 'strict.lab.test'
              ? ["require-trusted-types-for 'script'", "trusted-types 'none'", "object-src 'none'"]
              : [],
        });
      }
    },
    socket: (socket, handshake) => {
      if (handshake.url.pathname === '/nowhere') socket.terminate();
      // Messengers' servers do not send back what they get.
      else if (handshake.host !== DECOY_HOST) answerSocket(socket, handshake);
    },
  };
}
