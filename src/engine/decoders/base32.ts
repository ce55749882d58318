/** Base32 (RFC 4648 §6), in capitals or small letters. Capitals are words too, so the result must be recognisable. */
import { Content, DIGIT, EQUALS, LOWER, UPPER } from '../content.ts';
import type { Decoder } from './decoder.ts';
import { isRecognisable } from './written.ts';

const FORM = /^(?:[A-Z2-7]+|[a-z2-7]+)={0,6}$/;
const MIN_LENGTH = 16;
/** Characters of the last group that give whole bytes. */
const LAST_GROUPS: ReadonlySet<number> = new Set([0, 2, 4, 5, 7]);

export const base32: Decoder = {
  id: 'base32',
  opens: (first) => first >= 0x30 && first <= 0x7a,
  fit(content) {
    const text = content.text;
    if (text === undefined || text.length < MIN_LENGTH) return -1;
    if (!content.hasOnly(LOWER | UPPER | DIGIT | EQUALS)) return -1;
    const bothCases = (content.kinds & LOWER) !== 0 && (content.kinds & UPPER) !== 0;
    // Above base64, whose alphabet includes this one.
    return !bothCases && FORM.test(text) ? 0.56 : -1;
  },
  decode(content, _context, budget) {
    const text = content.text ?? '';
    if (text.length > budget.decodedLeft) {
      budget.hits.add('decoded-bytes');
      return undefined;
    }
    const bytes = base32Bytes(text);
    const inner = bytes && new Content(bytes);
    if (inner === undefined || !isRecognisable(inner)) return undefined;
    budget.takeDecoded(inner.size);
    return { pieces: [{ segment: '', content: inner }] };
  },
};

/** Undefined for wrong padding, or bits behind the end that are not zero. */
function base32Bytes(text: string): Uint8Array | undefined {
  const bare = text.replace(/=+$/, '');
  if (bare.length !== text.length && text.length % 8 !== 0) return undefined;
  if (!LAST_GROUPS.has(bare.length % 8)) return undefined;
  const bytes = new Uint8Array(Math.floor((bare.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let to = 0;
  for (let at = 0; at < bare.length; at += 1) {
    const code = bare.charCodeAt(at);
    // 2 to 7 stand for 26 to 31; in letters of either case the low five bits count from 1.
    const value = code < 0x40 ? code - 0x32 + 26 : (code & 31) - 1;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[to] = held >> bits;
    to += 1;
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
