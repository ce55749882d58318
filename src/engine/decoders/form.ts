/** application/x-www-form-urlencoded (WHATWG URL §5): `name=value&name=value`. */
import { Content, EQUALS, HIGH, SPACE } from '../content.ts';
import { keySegment } from '../field-path.ts';
import type { Context, Decoder, Piece } from './decoder.ts';
import { unescapePercent } from './percent.ts';

/** Characters from one plus to the next in base64 are 64 on the average. */
const MIN_BETWEEN = 20;
/** A web address that somebody sent has the pairs of its query, and is one value. */
const ADDRESS = /^[a-z][a-z0-9+.-]{1,30}:\/\//i;
const PAIR = /^[^=&\s]{1,128}=[^&\s]*$/;

export const form: Decoder = {
  id: 'form',
  fit(content, context) {
    const text = content.text;
    if (text === undefined || (content.kinds & EQUALS) === 0) return -1;
    // A header may be wrong, as that of a body with boundaries is then.
    if (text.startsWith('--')) return -1;
    if (context.contentType.includes('x-www-form-urlencoded')) return 0.95;
    // Without a header to say so, white space or bare non-ASCII letters speak against it.
    if ((content.kinds & (SPACE | HIGH)) !== 0) return -1;
    const first = text.charCodeAt(0);
    if (first === 0x7b || first === 0x5b || first === 0x3c || ADDRESS.test(text)) return -1;
    return isPlainForm(text, context) ? 0.55 : -1;
  },
  decode(content, context) {
    const pieces: Piece[] = [];
    for (const pair of (content.text ?? '').trim().split('&')) {
      if (pair === '') continue;
      const equals = pair.indexOf('=');
      const name = equals < 0 ? pair : pair.slice(0, equals);
      const value = equals < 0 ? '' : pair.slice(equals + 1);
      pieces.push({
        segment: formSegment(unescapeForm(name), context.knownTexts),
        content: new Content(unescapeForm(value)),
      });
    }
    return pieces.length > 0 ? { pieces } : undefined;
  },
};

/** Two or more pairs, or one pair at the root whose value is not just base64 padding. */
function isPlainForm(text: string, context: Context): boolean {
  const pairs = text.split('&', 64);
  if (!pairs.every((pair) => PAIR.test(pair))) return false;
  if (pairs.length > 1) return true;
  return context.parent === '' && /^[a-z][a-z0-9_]*=[^=]/i.test(text);
}

export function unescapeForm(text: string): string {
  return unescapePercent(isPacked(text) ? text : text.replaceAll('+', ' '));
}

/** A stream of letters, digits and signs in which a `+` is one of the signs: nobody escaped it. Words have more spaces. */
function isPacked(text: string): boolean {
  const pluses = text.split('+').length - 1;
  if (pluses === 0 || text.length < (pluses + 1) * MIN_BETWEEN) return false;
  return (
    /^[A-Za-z0-9+/$_-]+=*$/.test(text) &&
    /[a-z]/.test(text) &&
    /[A-Z]/.test(text) &&
    /[0-9]/.test(text)
  );
}

/** `a[b][c]` is how forms write `a.b.c`. */
export function formSegment(name: string, knownTexts: readonly string[]): string {
  const nested = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name);
  if (!nested) return keySegment(name, knownTexts);
  const inner = [...(nested[2] ?? '').matchAll(/\[([^\]]*)\]/g)].map(([, key]) =>
    key === '' || key === undefined ? '[]' : `.${keySegment(key, knownTexts)}`,
  );
  return keySegment(nested[1] ?? '', knownTexts) + inner.join('');
}
