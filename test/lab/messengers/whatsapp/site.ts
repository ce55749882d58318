import { bundle } from '../../server/bundle.ts';
import { chatBody, serveCommon, servePage, serveScript } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';
import { ENC_VERSION, HEADER } from './header.ts';
import { hub } from './hub.ts';

const BODY = chatBody({
  heading: 'WhatsApp',
  conversations: [
    { href: '/', label: 'Robin' },
    { href: '/?chat=120363000000000001&newsletter=1', label: 'A channel' },
  ],
  composer: '<div contenteditable="true" role="textbox" aria-label="Type a message"></div>',
  send: '<button type="button" aria-label="Send">Send</button>',
});

/** Waits for the address of the code and runs it. */
const WORKER_LOADER = `
self.addEventListener('message', ({ data }) => importScripts(data.bundleUrl), { once: true });
`;

/** WhatsApp for the web: end-to-end encrypted chats and readable channels, both inside Noise. */
export function whatsapp(): Site {
  const server = hub(HEADER, ENC_VERSION);

  return {
    id: 'whatsapp',
    hosts: [
      { host: 'web.whatsapp.com', schemes: ['https'] },
      { host: 'static.whatsapp.net', schemes: ['https'], cors: true },
    ],
    async handle(exchange) {
      const { pathname } = exchange.url;
      if (pathname === '/static_resources/webworker_v1/init_script/') {
        serveScript(exchange, WORKER_LOADER);
      } else if (pathname === '/rsrc.php/lab.js') {
        serveScript(exchange, await bundle(new URL('worker.ts', import.meta.url)));
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'WhatsApp',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          scriptSources: ["'wasm-unsafe-eval'"],
          directives: [
            'worker-src https://web.whatsapp.com/static_resources/webworker_v1/init_script/',
          ],
        });
      }
    },
    async socket(socket, { url }) {
      if (url.pathname === '/ws/chat') await server.take(socket);
    },
  };
}
