import { bundle } from '../../server/bundle.ts';
import { chatBody, serveCommon, servePage, serveScript } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';

const BODY = chatBody({
  heading: 'Sent from elsewhere',
  conversations: [],
  composer: '<textarea name="message" rows="1" placeholder="Write a message"></textarea>',
  send: '<button type="button" name="send">Send</button>',
});

const WORKERS = ['/worker.js', '/shared-worker.js', '/service-worker.js'];

/** A messenger whose page does not send its messages itself, see page.ts. */
export function outside(): Site {
  return {
    id: 'outside',
    hosts: [{ host: 'outside.lab.test', schemes: ['https'] }],
    async handle(exchange) {
      const { pathname } = exchange.url;
      if (pathname === '/api/send' || pathname === '/api/form') exchange.json({ ok: true });
      else if (WORKERS.includes(pathname)) {
        serveScript(exchange, await bundle(new URL('worker.ts', import.meta.url)));
      } else if (pathname === '/frame') {
        servePage(exchange, { title: 'Inner', body: '<p>inner</p>' });
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Sent from elsewhere',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          directives: ["worker-src 'self'", "form-action 'self'"],
        });
      }
    },
  };
}
