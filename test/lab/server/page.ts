import { randomBytes } from 'node:crypto';
import { bundle } from './bundle.ts';
import type { Exchange, ResponseHeaders } from './exchange.ts';

export interface PageParts {
  title: string;
  /** Markup of the body: our own constants only, nothing from a request. */
  body: string;
  /** Source of the page's script, bundled on first use. */
  script?: URL;
  /** Hosts for connect-src, as CSP sources. */
  connect?: string[];
  /** Further directives, e.g. `require-trusted-types-for 'script'`. */
  directives?: string[];
  /** Further sources for script-src, e.g. `'wasm-unsafe-eval'`. */
  scriptSources?: string[];
  /** All of script-src, where the real client's policy goes by addresses: instead of a nonce. */
  scriptAddresses?: string[];
  /** Further headers of the page. */
  headers?: ResponseHeaders;
}

const STYLE = `
body{font:15px system-ui,sans-serif;margin:0;display:flex;flex-direction:column;height:100vh}
header{padding:10px 16px;border-bottom:1px solid #ccc;display:flex;gap:16px}
[data-lab=timeline]{flex:1;overflow:auto;padding:16px}
[data-lab=timeline] p{max-width:60%;margin:4px 0;padding:8px 12px;border-radius:12px;background:#eee}
[data-lab=timeline] p.out{margin-left:auto;background:#cfe3ff}
footer{display:flex;gap:8px;padding:12px;border-top:1px solid #ccc}
footer>:first-child{flex:1}
[contenteditable],textarea{width:100%;box-sizing:border-box;min-height:24px;border:1px solid #999;padding:6px;font:inherit}
`;

/**
 * The race: with \`?race=1\` the page's very first inline script sends at once, before anything else of the
 * page runs. Whoever watches the page must have been there before. The server's log is the control.
 */
function raceScript(exchange: Exchange): string {
  if (exchange.url.searchParams.get('race') === null) return '';
  const socketScheme = exchange.secure ? 'wss' : 'ws';
  return `
var id = performance.timeOrigin + '-' + Math.random();
window.__race = { id: id, fetch: fetch, socket: WebSocket };
fetch('/race/fetch', { method: 'POST', body: 'race fetch ' + id });
var xhr = new XMLHttpRequest(); xhr.open('POST', '/race/xhr'); xhr.send('race xhr ' + id);
navigator.sendBeacon('/race/beacon', 'race beacon ' + id);
var socket = new WebSocket('${socketScheme}://${exchange.host}/race/socket');
socket.onopen = function () { socket.send('race socket ' + id); document.documentElement.dataset.raceDone = '1'; };
`;
}

function scriptSource({ scriptSources = [], scriptAddresses }: PageParts, nonce: string): string {
  const sources = scriptAddresses ?? [`'nonce-${nonce}'`, "'strict-dynamic'", ...scriptSources];
  return sources.join(' ');
}

/** Serves a messenger's page: strict policy with a nonce, first inline script, markup, one script. */
export function servePage(exchange: Exchange, parts: PageParts): void {
  const nonce = randomBytes(16).toString('base64');
  const own = `${exchange.secure ? 'wss' : 'ws'}://${exchange.host}`;
  const policy = [
    "default-src 'none'",
    `script-src ${scriptSource(parts, nonce)}`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    `connect-src 'self' ${own} ${(parts.connect ?? []).join(' ')}`,
    "frame-src 'self' blob: data:",
    "base-uri 'none'",
    ...(parts.directives ?? []),
  ].join('; ');
  const race = raceScript(exchange);
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
${race === '' ? '' : `<script nonce="${nonce}">${race}</script>`}
<title>${parts.title}</title><style nonce="${nonce}">${STYLE}</style></head>
<body>${parts.body}
${parts.script === undefined ? '' : `<script nonce="${nonce}" src="/lab-assets/page.js?of=${encodeURIComponent(assetName(parts.script))}"></script>`}
</body></html>`;
  const headers: ResponseHeaders = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    ...parts.headers,
  };
  exchange.reply(200, headers, html);
}

/** Serves a script that isn't a page's own: a worker's. */
export function serveScript(exchange: Exchange, code: string): void {
  exchange.reply(200, { 'content-type': 'text/javascript; charset=utf-8' }, code);
}

const assets = new Map<string, URL>();

function assetName(script: URL): string {
  const name = script.pathname.split('/').slice(-2).join('/');
  assets.set(name, script);
  return name;
}

/** Answers what every messenger's page asks for: its script, and the race's requests. True when it did. */
export async function serveCommon(exchange: Exchange): Promise<boolean> {
  const { pathname, searchParams } = exchange.url;
  if (pathname === '/lab-assets/page.js') {
    const script = assets.get(searchParams.get('of') ?? '');
    if (script === undefined) exchange.reply(404, {});
    else serveScript(exchange, await bundle(script));
    return true;
  }
  if (pathname.startsWith('/race/') || pathname === '/favicon.ico') {
    exchange.reply(204, {});
    return true;
  }
  return false;
}

/** Markup of an ordinary chat: list of conversations, timeline, composer, Send. */
export function chatBody(options: {
  heading: string;
  conversations: { href: string; label: string }[];
  composer: string;
  send: string;
}): string {
  const links = options.conversations.map(({ href, label }) => `<a href="${href}">${label}</a>`);
  return `<header><strong>${options.heading}</strong>${links.join('')}</header>
<main data-lab="timeline" aria-live="polite"></main>
<footer><div>${options.composer}</div>${options.send}</footer>`;
}
