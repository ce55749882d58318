/** Hexadecimal digits, two a byte. Lengths of common digests and ids stay identifiers unless readable. */
import { Content, DIGIT, LOWER, UPPER } from '../content.ts';
import type { Decoder } from './decoder.ts';

const HEX = /^(?:[0-9a-f]+|[0-9A-F]+)$/;
const MIN_LENGTH = 16;
/** MD5 and ids, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512. */
export const DIGEST_LENGTHS: ReadonlySet<number> = new Set([16, 24, 32, 40, 56, 64, 96, 128]);

/** Four bytes that no chance puts together. */
const PICTOGRAPH = /[\u{1f300}-\u{1faff}]/u;

export const hex: Decoder = {
  id: 'hex',
  opens: (first) => /[0-9A-Fa-f]/.test(String.fromCharCode(first)),
  fit(content) {
    const text = content.text;
    if (text === undefined || text.length < MIN_LENGTH || text.length % 2 === 1) return -1;
    if (!content.hasOnly(LOWER | UPPER | DIGIT) || !HEX.test(text)) return -1;
    // Nothing but letters is a laugh rather: of sixteen random digits, one string in seven million has no number.
    if ((content.kinds & DIGIT) === 0) return -1;
    // Nothing but digits is a number rather.
    return (content.kinds & (LOWER | UPPER)) === 0 && text.length < 40 ? 0.1 : 0.7;
  },
  decode(content, _context, budget) {
    const text = content.text ?? '';
    if (text.length / 2 > budget.decodedLeft) {
      budget.hits.add('decoded-bytes');
      return undefined;
    }
    const inner = new Content(hexBytes(text));
    const readable =
      inner.readable !== undefined &&
      ((inner.text ?? '').length >= 6 || PICTOGRAPH.test(inner.text ?? ''));
    if (!readable && (DIGEST_LENGTHS.has(text.length) || content.hasOnly(DIGIT))) return undefined;
    budget.takeDecoded(inner.size);
    return { pieces: [{ segment: '', content: inner }] };
  },
};

export function hexBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
  }
  return bytes;
}
