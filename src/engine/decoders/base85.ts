/**
 * Base85: Ascii85 (Adobe's `<~ … ~>` or bare, PDF 32000-1 §7.4.3), Z85 (ZeroMQ RFC 32) and the alphabet of RFC 1924, as
 * Python and git have it. All of them use most of ASCII, so the result must be recognisable.
 */
import { CONTROL, Content, HIGH, OTHER, SPACE } from '../content.ts';
import type { Decoder } from './decoder.ts';
import { isRecognisable } from './written.ts';

const NO_VALUE = 255;
const DIGITS = '0123456789';
const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const CAPITALS = SMALL.toUpperCase();
const Z85 = valuesOf(`${DIGITS}${SMALL}${CAPITALS}.-:+=^!/*?&<>()[]{}@%$#`);
const ALPHABETS: readonly Uint8Array[] = [
  valuesOf(String.fromCharCode(...Array.from({ length: 85 }, (_, at) => 33 + at))),
  Z85,
  valuesOf(`${DIGITS}${CAPITALS}${SMALL}!#$%&()*+-;<=>?@^_\`{|}~`),
];
const MIN_LENGTH = 15;

function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128).fill(NO_VALUE);
  for (let at = 0; at < alphabet.length; at += 1) values[alphabet.charCodeAt(at)] = at;
  return values;
}

export const base85: Decoder = {
  id: 'base85',
  opens: (first) => first > 0x20 && first < 0x7f,
  fit(content) {
    const text = content.text;
    if (text === undefined || text.length < MIN_LENGTH) return -1;
    // Text without any sign but letters and digits is in another base.
    if ((content.kinds & (SPACE | HIGH | CONTROL)) !== 0) return -1;
    return (content.kinds & OTHER) !== 0 || text.startsWith('<~') ? 0.12 : -1;
  },
  decode(content, _context, budget) {
    const text = content.text ?? '';
    if (text.length > budget.decodedLeft) {
      budget.hits.add('decoded-bytes');
      return undefined;
    }
    const framed = text.startsWith('<~') && text.endsWith('~>');
    for (const [at, values] of ALPHABETS.entries()) {
      const bytes = base85Bytes(framed ? text.slice(2, -2) : text, values, at === 0);
      const inner = bytes && new Content(bytes);
      if (inner === undefined || !isRecognisable(inner)) continue;
      budget.takeDecoded(inner.size);
      return { pieces: [{ segment: '', content: inner }] };
    }
    return undefined;
  },
};

/** What a text in Z85 stands for; undefined where it is none. */
export function z85Bytes(text: string): Uint8Array | undefined {
  return base85Bytes(text, Z85, false);
}

/** Five characters are four bytes; n of a last group are n − 1. `short`: `z` stands for four zero bytes. */
function base85Bytes(text: string, values: Uint8Array, short: boolean): Uint8Array | undefined {
  const whole = short ? text.replaceAll('z', '!!!!!') : text;
  const rest = whole.length % 5;
  if (rest === 1) return undefined;
  const missing = rest === 0 ? 0 : 5 - rest;
  const bytes = new Uint8Array(((whole.length + missing) / 5) * 4);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < whole.length; at += 5) {
    let group = 0;
    for (let place = at; place < at + 5; place += 1) {
      // A last group is filled up with the highest digit.
      const value = place < whole.length ? (values[whole.charCodeAt(place)] ?? NO_VALUE) : 84;
      if (value === NO_VALUE) return undefined;
      group = group * 85 + value;
    }
    if (group > 0xffff_ffff) return undefined;
    view.setUint32((at / 5) * 4, group);
  }
  return bytes.subarray(0, bytes.length - missing);
}
