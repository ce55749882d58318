/** Globs of the profiles. Matching takes linear time: addresses are the page's own and may be of any length. */

export type Matcher = (text: string) => boolean;

/** `*` is any run of characters; everything else stands for itself. */
export function compileGlob(glob: string): Matcher {
  const pieces = glob.split('*');
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return (text) => text === glob;
  const middle = pieces.slice(1, -1);
  return (text) => {
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const piece of middle) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}

/** Glob over a host name, with its port where the glob has one; `*.x.com` means `x.com` too. */
export function compileHostGlob(glob: string): (url: URL) => boolean {
  const matches = compileGlob(glob);
  const bare = glob.startsWith('*.') ? glob.slice(2) : undefined;
  const withPort = /:(\d+|\*)$/.test(glob);
  return (url) => {
    const host = withPort ? url.host : url.hostname;
    return host === bare || matches(host);
  };
}

/**
 * Glob over scheme, host, path and query. The host is matched apart, so that a `*` in it can't run into the path.
 *
 * @throws SyntaxError when the glob is no `scheme://host/path`
 */
export function compileUrlGlob(glob: string): (url: URL) => boolean {
  const parts = /^([a-z*]+):\/\/([^/]+)(\/.*)$/.exec(glob);
  if (parts === null) throw new SyntaxError(`not a URL glob: ${glob}`);
  const [, scheme = '', host = '', rest = ''] = parts;
  const hostMatches = compileHostGlob(host);
  const restMatches = compileGlob(rest);
  return (url) =>
    (scheme === '*' || url.protocol === `${scheme}:`) &&
    hostMatches(url) &&
    restMatches(url.pathname + url.search);
}
