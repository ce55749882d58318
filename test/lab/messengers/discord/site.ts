import { constants, createDeflate } from 'node:zlib';
import { pack } from 'etf.js';
import type { WebSocket } from 'ws';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';

const BODY = chatBody({
  heading: 'Direct messages',
  conversations: [
    { href: '/channels/@me/900000000000000001', label: 'Robin' },
    { href: '/channels/@me/900000000000000002', label: 'Sam' },
  ],
  composer:
    '<div data-slate-editor="true" contenteditable="true" role="textbox" aria-label="Message @robin"></div>',
  send: '',
});

type Push = (message: object) => void;

/** One connection's shared zlib context: every message ends in a sync flush (`00 00 ff ff`). */
function compressor(socket: WebSocket, encoding: string | null): Push {
  const deflate = createDeflate();
  const chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  return (message) => {
    deflate.write(encoding === 'etf' ? pack(message) : JSON.stringify(message));
    deflate.flush(constants.Z_SYNC_FLUSH, () => socket.send(Buffer.concat(chunks.splice(0))));
  };
}

/** Discord's direct messages: readable by the service. */
export function discord(): Site {
  const gateways = new Set<Push>();
  let messages = 0;

  function deliver(channel: string, author: string, content: string): void {
    messages += 1;
    const d = {
      id: String(messages),
      channel_id: channel,
      content,
      author: { id: author, username: 'robin' },
    };
    for (const push of gateways) push({ op: 0, s: messages, t: 'MESSAGE_CREATE', d });
  }

  return {
    id: 'discord',
    hosts: [
      { host: 'discord.com', schemes: ['https'] },
      { host: 'gateway.discord.gg', schemes: ['https'] },
    ],
    async handle(exchange) {
      const [, channel = '', action] =
        /^\/api\/v9\/channels\/(\d+)\/(\w+)$/.exec(exchange.url.pathname) ?? [];
      if (action === 'messages') {
        const author = String(exchange.headers.authorization).replace('lab.', '');
        deliver(channel, author, JSON.parse(exchange.body.toString()).content);
        exchange.json({ id: String(messages) });
      } else if (action === 'typing') exchange.reply(204, {});
      else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Discord | @robin',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          connect: ['wss://gateway.discord.gg'],
        });
      }
    },
    socket(socket, { host, url }) {
      if (host !== 'gateway.discord.gg') return;
      const push = compressor(socket, url.searchParams.get('encoding'));
      push({ op: 10, d: { heartbeat_interval: 41250 } });
      socket.once('message', () => {
        push({ op: 0, s: 0, t: 'READY', d: { v: 9 } });
        gateways.add(push);
      });
      socket.once('close', () => gateways.delete(push));
    },
    say(text, conversation = '900000000000000001') {
      deliver(conversation, 'robin', text);
    },
  };
}
