import type { WebSocket } from 'ws';
import { bundle } from '../../server/bundle.ts';
import { chatBody, serveCommon, servePage, serveScript } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import { hub } from '../whatsapp/hub.ts';
import { ENC_VERSION, HEADER } from './header.ts';
import { decodeSend, encodeInsert, type PlainMessage } from './tasks.ts';

const BODY = chatBody({
  heading: 'Messenger',
  conversations: [
    { href: '/messages/t/7012345678901234', label: 'A shop' },
    { href: '/messages/e2ee/t/7012345678905678', label: 'Robin' },
  ],
  composer: '<div contenteditable="true" role="textbox" aria-label="Message"></div>',
  send: '<button type="button" aria-label="Press Enter to send">Send</button>',
});

/** Waits for the address of the code on each new port, runs it, and says so. */
const WORKER_LOADER = `
self.addEventListener('connect', ({ ports: [port] }) => {
  port.addEventListener('message', async ({ data }) => {
    await import(data.args[0].url);
    self.dispatchEvent(new MessageEvent('lab-port', { ports: [port] }));
    port.postMessage({ type: 'executed' });
  }, { once: true });
  port.start();
});
`;

/** Messenger: readable chats over gateway frames, encrypted ones over Noise in a SharedWorker. */
export function messenger(): Site {
  const sealed = hub(HEADER, ENC_VERSION);
  const gateways = new Set<WebSocket>();

  function deliver(message: PlainMessage, sender?: WebSocket): void {
    const frame = encodeInsert(message);
    for (const socket of gateways) if (socket !== sender) socket.send(frame);
  }

  return {
    id: 'messenger',
    hosts: [
      { host: 'www.facebook.com', schemes: ['https'] },
      { host: 'gateway.facebook.com', schemes: ['https'] },
      { host: 'web-chat-e2ee.facebook.com', schemes: ['https'] },
      { host: 'static.xx.fbcdn.net', schemes: ['https'], cors: true },
    ],
    async handle(exchange) {
      const { pathname } = exchange.url;
      if (pathname === '/static_resources/webworker/init_script/') {
        serveScript(exchange, WORKER_LOADER);
      } else if (pathname === '/rsrc.php/lab.js') {
        serveScript(exchange, await bundle(new URL('shared-worker.ts', import.meta.url)));
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Messenger | Facebook',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          connect: ['wss://gateway.facebook.com', 'wss://web-chat-e2ee.facebook.com'],
          scriptSources: ["'wasm-unsafe-eval'"],
          directives: [
            'worker-src https://www.facebook.com/static_resources/webworker/init_script/',
          ],
        });
      }
    },
    async socket(socket, { host }) {
      if (host === 'web-chat-e2ee.facebook.com') await sealed.take(socket);
      if (host !== 'gateway.facebook.com') return;
      gateways.add(socket);
      socket.once('close', () => gateways.delete(socket));
      socket.on('message', (data) => {
        const message = decodeSend(new Uint8Array(data as Buffer));
        if (message !== undefined) deliver(message, socket);
      });
    },
    say(text, conversation = '7012345678901234') {
      deliver({ thread: conversation, text });
    },
  };
}
