import { readFile } from 'node:fs/promises';
import { extname, normalize } from 'node:path';
import { bundle } from '../server/bundle.ts';
import type { Exchange } from '../server/exchange.ts';
import type { Site } from '../server/site.ts';
import { forward } from './forward.ts';
import { domains, startProsody } from './prosody.ts';

const root = new URL('node_modules/converse.js/', import.meta.url);

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The policy that Converse.js's documentation recommends. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self'",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
].join('; ');

const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Converse</title>
<style>html{min-height:100vh}</style><link rel="stylesheet" href="/dist/converse.min.css">
<script type="module" src="/dist/converse.min.js"></script>
<script type="module" src="/start.js"></script></head>
<body class="converse-fullscreen"><converse-root class="converse-fullscreen"></converse-root></body></html>`;

async function serveFile(exchange: Exchange): Promise<void> {
  const path = normalize(decodeURIComponent(exchange.url.pathname));
  const content = await readFile(new URL(`.${path}`, root)).catch(() => undefined);
  if (content === undefined) exchange.reply(404, {});
  else {
    const type = types[extname(path)] ?? 'application/octet-stream';
    exchange.reply(200, { 'content-type': type }, content);
  }
}

const userName = /^[a-z0-9]{1,32}$/;

/** Converse.js with Prosody behind it. Any `?user=&peer=` pair exists as soon as its page is opened. */
export async function converse(): Promise<Site> {
  const prosody = await startProsody();

  async function serveIndex(exchange: Exchange): Promise<void> {
    const user = exchange.url.searchParams.get('user') ?? 'alice';
    const peer = exchange.url.searchParams.get('peer') ?? 'bob';
    if (!userName.test(user) || !userName.test(peer)) {
      exchange.reply(400, { 'content-type': 'text/plain' }, 'names are a-z and 0-9');
      return;
    }
    const legacy = exchange.url.searchParams.get('omemo') === 'legacy';
    const secure = legacy ? domains.legacy : domains.secure;
    await prosody.befriend(exchange.secure ? secure : domains.plain, user, peer);
    exchange.reply(
      200,
      { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      html,
    );
  }

  return {
    id: 'converse',
    hosts: [{ host: 'converse.lab.test', schemes: ['https', 'http'] }],
    async handle(exchange) {
      const { pathname } = exchange.url;
      if (pathname === '/') await serveIndex(exchange);
      else if (pathname === '/start.js') {
        const code = await bundle(new URL('converse-page.ts', import.meta.url), 'es');
        exchange.reply(200, { 'content-type': 'text/javascript; charset=utf-8' }, code);
      } else if (pathname === '/http-bind') await forward(exchange, prosody.port, domains.secure);
      else if (pathname.startsWith('/dist/')) await serveFile(exchange);
      else exchange.reply(404, {});
    },
    relay: ({ url }) =>
      url.pathname === '/xmpp-websocket'
        ? `ws://127.0.0.1:${prosody.port}/xmpp-websocket`
        : undefined,
    stop: () => prosody.stop(),
  };
}
