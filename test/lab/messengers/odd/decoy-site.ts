import { randomBytes } from 'node:crypto';
import { bundle } from '../../server/bundle.ts';
import type { Exchange } from '../../server/exchange.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';

export const DECOY_HOST = 'decoy.lab.test';

const BODY = chatBody({
  heading: 'Sealed chat',
  conversations: [],
  composer: '<textarea name="message" rows="1" placeholder="Write a message"></textarea>',
  send: '<button type="button" name="send">Send</button>',
});

/** Shared memory exists on pages that are isolated from other origins only. */
const isolated = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

async function script(exchange: Exchange, source: string): Promise<void> {
  const code = await bundle(new URL(source, import.meta.url));
  exchange.reply(200, { 'content-type': 'text/javascript; charset=utf-8', ...isolated }, code);
}

/** Answers for `decoy.lab.test`, see decoy-page.ts and, with `?cipher=`, cipher-page.ts. */
export async function serveDecoy(exchange: Exchange): Promise<void> {
  const { pathname } = exchange.url;
  if (pathname === '/api/send') exchange.json({ ok: true });
  else if (pathname === '/api/key') exchange.json({ key: randomBytes(32).toString('base64') });
  else if (pathname === '/worker.js' || pathname === '/shared-worker.js') {
    await script(exchange, 'decoy-worker.ts');
  } else if (pathname === '/service-worker.js') await script(exchange, 'decoy-worker.ts');
  else if (pathname === '/importing-worker.js') {
    const headers = { 'content-type': 'text/javascript; charset=utf-8', ...isolated };
    exchange.reply(200, headers, "import './worker.js';");
  } else if (pathname === '/sealing-worker.js' || pathname === '/sealing-service-worker.js') {
    await script(exchange, 'sealing-worker.ts');
  } else if (pathname === '/frame') {
    servePage(exchange, {
      title: 'Inner',
      body: '<p>inner</p>',
      script: new URL('decoy-worker.ts', import.meta.url),
      headers: isolated,
    });
  } else if (!(await serveCommon(exchange))) {
    servePage(exchange, {
      title: 'Sealed chat',
      body: BODY,
      script: new URL(
        exchange.url.searchParams.has('cipher') ? 'cipher-page.ts' : 'decoy-page.ts',
        import.meta.url,
      ),
      directives: ["worker-src 'self' blob:"],
      headers: isolated,
    });
  }
}
