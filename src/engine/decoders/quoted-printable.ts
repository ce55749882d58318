/** Quoted-printable (RFC 2045 §6.7), as mail clients write text: `=C3=A4`, and a `=` that ends a line which goes on. */
import { Content, EQUALS, HIGH } from '../content.ts';
import type { Decoder } from './decoder.ts';

const ESCAPE = /=(?:[0-9A-F]{2}|\r?\n)/;
const STRANGE = /=(?![0-9A-F]{2}|[ \t]*\r?\n)/;
/** What is never written as it is: beyond ASCII, the equals sign itself, control characters. */
const NEEDED = /=(?:[89A-F][0-9A-F]|3D|[01][0-9A-F]|7F|\r?\n)/;

export const quotedPrintable: Decoder = {
  id: 'quoted-printable',
  opens: (first) => first < 0x80,
  fit(content) {
    // Whatever is not ASCII must have been escaped.
    if ((content.kinds & EQUALS) === 0 || (content.kinds & HIGH) !== 0) return -1;
    return ESCAPE.test(content.text ?? '') ? 0.33 : -1;
  },
  decode(content, _context, budget) {
    const text = content.text ?? '';
    if (STRANGE.test(text) || !NEEDED.test(text)) return undefined;
    const inner = new Content(unquoted(text));
    if (inner.readable === undefined) return undefined;
    budget.takeDecoded(inner.size);
    return { pieces: [{ segment: '', content: inner }] };
  },
};

function unquoted(text: string): Uint8Array {
  const joined = text.replace(/=[ \t]*\r?\n/g, '');
  const bytes = new Uint8Array(joined.length);
  let to = 0;
  for (let at = 0; at < joined.length; at += 1) {
    const escaped = joined.charCodeAt(at) === 0x3d;
    bytes[to] = escaped
      ? Number.parseInt(joined.slice(at + 1, at + 3), 16)
      : joined.charCodeAt(at) & 0x7f;
    if (escaped) at += 2;
    to += 1;
  }
  return bytes.subarray(0, to);
}
