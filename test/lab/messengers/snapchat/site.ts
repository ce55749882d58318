import { audience } from '../../server/audience.ts';
import { bundle } from '../../server/bundle.ts';
import { chatBody, serveCommon, servePage, serveScript } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import { readSend } from './wire.ts';

const BODY = chatBody({
  heading: 'Snapchat',
  conversations: [
    { href: '/web/0b2f6f4e-3d0f-4b59-9a44-3b1a8f5f0c01', label: 'My AI' },
    { href: '/web/0b2f6f4e-3d0f-4b59-9a44-3b1a8f5f0c02?encryption=eel', label: 'Robin' },
  ],
  composer: '<div contenteditable="true" role="textbox" aria-label="Send a chat"></div>',
  send: '<button type="button" aria-label="Send chat">Send</button>',
});

/** Snapchat for the web: readable or sealed, message by message. */
export function snapchat(): Site {
  const sockets = audience();

  return {
    id: 'snapchat',
    hosts: [
      { host: 'www.snapchat.com', schemes: ['https'] },
      { host: 'web.snapchat.com', schemes: ['https'], cors: true },
      { host: 'aws.duplex.snapchat.com', schemes: ['https'] },
    ],
    async handle(exchange) {
      const { pathname } = exchange.url;
      if (pathname.endsWith('/CreateContentMessage')) {
        const sender = String(exchange.headers.authorization).replace('Bearer ', '');
        // The gateway's own framing isn't known: the lab pushes JSON.
        sockets.send({ sender, ...readSend(exchange.body) });
        exchange.reply(200, { 'content-type': 'application/grpc-web+proto' }, Buffer.alloc(5));
      } else if (pathname === '/web/chunk-lab.js') {
        serveScript(exchange, await bundle(new URL('worker.ts', import.meta.url)));
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Snapchat for Web',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          scriptAddresses: ["'self'", "'wasm-unsafe-eval'"],
          directives: ['worker-src blob:'],
          connect: ['https://web.snapchat.com', 'wss://aws.duplex.snapchat.com'],
        });
      }
    },
    socket(socket, { host }) {
      if (host === 'aws.duplex.snapchat.com') sockets.add(socket);
    },
    say(text, conversation = '0b2f6f4e-3d0f-4b59-9a44-3b1a8f5f0c01') {
      sockets.send({ sender: 'robin', conversation, text });
    },
  };
}
