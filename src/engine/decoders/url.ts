/**
 * The request's own URL, taken apart under `url`: path segments are `url.path[2]` (counted from 0), query
 * parameters `url.query.q`. Scheme and host are wire facts and not repeated here; the fragment is not sent (RFC 9110 §7.1).
 * Not in the table of decoders: it runs once a payload, not wherever a text looks like a URL.
 */
import { Content } from '../content.ts';
import type { Piece } from './decoder.ts';
import { formSegment, unescapeForm } from './form.ts';
import { unescapePercent } from './percent.ts';

/** Pieces below `url`; none for a text that is no absolute URL. */
export function piecesOfUrl(text: string, knownTexts: readonly string[]): Piece[] {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return [];
  }
  const pieces: Piece[] = [];
  for (const [at, segment] of url.pathname.split('/').filter(Boolean).entries()) {
    pieces.push({ segment: `path[${at}]`, content: new Content(unescapePercent(segment)) });
  }
  for (const pair of url.search.slice(1).split('&').filter(Boolean)) {
    const [name = '', ...value] = pair.split('=');
    pieces.push({
      segment: `query.${formSegment(unescapeForm(name), knownTexts)}`,
      content: new Content(unescapeForm(value.join('='))),
    });
  }
  return pieces;
}
