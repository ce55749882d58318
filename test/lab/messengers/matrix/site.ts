import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Exchange } from '../../server/exchange.ts';
import { chatBody, serveCommon, servePage } from '../../server/page.ts';
import type { Site, SiteHost } from '../../server/site.ts';
import { homeserver } from './homeserver.ts';
import { startRobin } from './robin.ts';

const BODY = chatBody({
  heading: 'Element',
  conversations: [],
  composer:
    '<div class="mx_BasicMessageComposer_input" contenteditable="true" role="textbox" aria-label="Send a message…"></div>',
  send: '<button type="button" class="mx_MessageComposer_sendMessage">Send</button>',
});

const library = dirname(
  createRequire(import.meta.url).resolve('@matrix-org/matrix-sdk-crypto-wasm'),
);
/** Hosts of other companies that some pages talk to, see leaks.ts. */
const others = ['api.giphy.com', 'api.languagetool.org', 'o1.ingest.sentry.io'];
const prefix = '/_matrix/client/v3';

function isEncrypted(room: string): boolean {
  return room.startsWith('!encrypted');
}

/** Element with its homeserver: rooms whose name begins with `!encrypted` are encrypted, others aren't. */
export async function matrix(): Promise<Site> {
  const server = homeserver();
  const robin = await startRobin(server, isEncrypted);

  async function answerApi(exchange: Exchange): Promise<void> {
    const { pathname, search } = exchange.url;
    if (pathname.endsWith('/typing/preview')) {
      exchange.json({});
      return;
    }
    if (pathname.endsWith('/media/preview_url')) {
      exchange.json({ 'og:title': 'A page' });
      return;
    }
    const token = String(exchange.headers.authorization ?? '').replace('Bearer ', '');
    const [user = '', device = ''] = token.split('|');
    const path = pathname.slice(prefix.length) + search;
    const body = exchange.body.toString() || '{}';
    const value = await server.answer({ user, device }, exchange.method, path, body);
    if (value === undefined) exchange.json({ errcode: 'M_UNRECOGNIZED' }, 404);
    else exchange.json(value);
  }

  return {
    id: 'matrix',
    hosts: [
      { host: 'app.element.io', schemes: ['https'] },
      { host: 'matrix-client.matrix.org', schemes: ['https'], cors: true },
      ...['posthog.element.io', ...others].map(
        (host): SiteHost => ({
          host,
          schemes: ['https'],
          cors: true,
        }),
      ),
    ],
    async handle(exchange) {
      if (exchange.host === 'matrix-client.matrix.org') await answerApi(exchange);
      else if (exchange.host === 'posthog.element.io') exchange.json({ status: 1 });
      else if (others.includes(exchange.host)) exchange.json({ data: [] });
      else if (exchange.url.pathname === '/bundles/matrix_sdk_crypto_wasm_bg.wasm') {
        const code = await readFile(join(library, 'pkg/matrix_sdk_crypto_wasm_bg.wasm'));
        exchange.reply(200, { 'content-type': 'application/wasm' }, code);
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Element',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          scriptSources: ["'wasm-unsafe-eval'"],
          connect: ['matrix-client.matrix.org', 'posthog.element.io', ...others].map(
            (host) => `https://${host}`,
          ),
        });
      }
    },
    say: (text, conversation = '!encrypted:matrix.org') =>
      robin.say(text, conversation, isEncrypted(conversation)),
    stop: () => robin.stop(),
  };
}
