import { gzipSync } from 'node:zlib';
import type { WebSocket } from 'ws';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import { decodeSend, encodeDelivery, encodeFrame, type TikTokMessage } from './wire.ts';

const DEFAULT_CONVERSATION = '0:1:6800000000000000001:6800000000000000002';

const BODY = chatBody({
  heading: 'TikTok messages',
  conversations: [
    { href: '/messages', label: 'Robin' },
    { href: '/messages?u=0:1:6800000000000000001:6800000000000000003', label: 'Sam' },
  ],
  composer:
    '<div data-e2e="message-input-area"><div contenteditable="true" role="textbox" aria-label="Send a message…"></div></div>',
  send: '<button type="button" data-e2e="message-send">Send</button>',
});

/** TikTok's web messages: protobuf over POST out, gzipped protobuf over a socket in; readable by the service. */
export function tiktok(): Site {
  const sockets = new Set<WebSocket>();
  let sequence = 0;

  function deliver(message: TikTokMessage): void {
    sequence += 1;
    const payload = gzipSync(encodeDelivery(message, 7300000000 + sequence));
    for (const socket of sockets) socket.send(encodeFrame(payload, sequence));
  }

  return {
    id: 'tiktok',
    hosts: [
      { host: 'www.tiktok.com', schemes: ['https'] },
      { host: 'im-api.tiktok.com', schemes: ['https'], cors: true },
      { host: 'im-ws.tiktok.com', schemes: ['https'] },
    ],
    async handle(exchange) {
      if (exchange.host === 'im-api.tiktok.com') {
        deliver(decodeSend(exchange.body));
        exchange.reply(200, { 'content-type': 'application/x-protobuf' }, Buffer.from([8, 100]));
        return;
      }
      if (await serveCommon(exchange)) return;
      servePage(exchange, {
        title: 'Messages | TikTok',
        body: BODY,
        script: new URL('page.ts', import.meta.url),
        connect: ['https://im-api.tiktok.com', 'wss://im-ws.tiktok.com'],
      });
    },
    socket(socket, { host }) {
      if (host !== 'im-ws.tiktok.com') return;
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    },
    say(text, conversation = DEFAULT_CONVERSATION) {
      deliver({ conversation, sender: 'robin', text });
    },
  };
}
