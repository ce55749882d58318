/** Match patterns as browsers use them for host permissions and content scripts, and the origins behind them. */

/**
 * The pattern that covers a site, for instance `https://chat.example/*`. Without a port, since Firefox knows
 * patterns with ports not at all; the permission is per host anyway.
 *
 * @param origin `https://chat.example:8443` or any URL of it
 * @returns undefined for what is no web site
 */
export function originPattern(origin: string): string | undefined {
  const url = webUrl(origin);
  return url && `${url.protocol}//${url.hostname}/*`;
}

/** The origin of a web page; undefined for browser pages, files and everything else that is no web site. */
export function webOrigin(address: string | undefined): string | undefined {
  return webUrl(address)?.origin;
}

/** The pattern's whole host: host permissions, and scripts that follow into `about:blank`, know no paths. */
export function wholeHost(pattern: string): string {
  const slash = pattern.indexOf('/', pattern.indexOf('://') + 3);
  return slash < 0 ? `${pattern}/*` : `${pattern.slice(0, slash)}/*`;
}

/** The same for WebSockets, which `*` as a scheme does not mean in Chromium. */
export function socketPatterns(pattern: string): string[] {
  const rest = pattern.slice(pattern.indexOf('://'));
  if (pattern.startsWith('https:')) return [`wss${rest}`];
  return pattern.startsWith('http:') ? [`ws${rest}`] : [`ws${rest}`, `wss${rest}`];
}

/** True when the pattern covers the URL. Scheme `*` is http and https; a host `*.x` covers `x` too. */
export function matchesPattern(pattern: string, address: string): boolean {
  const url = webUrl(address);
  const parts = /^(\*|https?):\/\/([^/]+)(\/.*)$/.exec(pattern);
  const [, scheme, host, path] = parts ?? [];
  if (!url || scheme === undefined || host === undefined || path === undefined) return false;
  return (
    (scheme === '*' || url.protocol === `${scheme}:`) &&
    matchesHost(host, url) &&
    matchesGlob(path, url.pathname + url.search)
  );
}

function matchesHost(pattern: string, url: URL): boolean {
  if (pattern === '*' || pattern === url.hostname || pattern === url.host) return true;
  if (!pattern.startsWith('*.')) return false;
  const base = pattern.slice(2);
  return url.hostname === base || url.hostname.endsWith(`.${base}`);
}

/** Walks the pieces between the stars instead of building an expression: linear whatever the page's URL is. */
function matchesGlob(glob: string, text: string): boolean {
  const pieces = glob.split('*');
  const last = pieces.pop() ?? '';
  if (pieces.length === 0) return last === text;
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const found = text.indexOf(piece, at);
    if (found < 0 || (index === 0 && found !== 0)) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

function webUrl(address: string | undefined): URL | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}
