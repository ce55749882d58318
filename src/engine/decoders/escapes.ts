/** Backslash escapes of JSON (RFC 8259 §7) and JavaScript in a text that is not itself a JSON text. */
import { BACKSLASH, Content } from '../content.ts';
import type { Decoder } from './decoder.ts';

const ESCAPE = /\\(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|x[0-9A-Fa-f]{2}|["'\\/bfnrt])/g;
const SINGLE: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

export const escapes: Decoder = {
  id: 'escapes',
  fit(content) {
    if ((content.kinds & BACKSLASH) === 0) return -1;
    ESCAPE.lastIndex = 0;
    return ESCAPE.test(content.text ?? '') ? 0.35 : -1;
  },
  decode(content) {
    const text = content.text ?? '';
    const plain = text.replace(ESCAPE, unescapeOne);
    return plain === text ? undefined : { pieces: [{ segment: '', content: new Content(plain) }] };
  },
};

function unescapeOne(sequence: string): string {
  const kind = sequence.charAt(1);
  if (kind !== 'u' && kind !== 'x') return SINGLE[kind] ?? kind;
  const code = Number.parseInt(sequence.slice(2).replace(/[{}]/g, ''), 16);
  return code > 0x10ffff ? sequence : String.fromCodePoint(code);
}
