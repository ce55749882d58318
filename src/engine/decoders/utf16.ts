/** UTF-16 text, with a byte order mark or recognised by its high bytes, which hardly vary within one script. */
import { CONTROL, Content, HIGH } from '../content.ts';
import type { Decoder } from './decoder.ts';

const MIN_UNITS = 6;
const SAMPLE = 512;

export const utf16: Decoder = {
  id: 'utf16',
  fit(content) {
    if (content.isString || content.bytes.length % 2 === 1) return -1;
    // The high bytes of the alphabets are control characters; `!!!!!!` is no UTF-16, though all of it is alike.
    if ((content.kinds & (CONTROL | HIGH)) === 0) return -1;
    return byteOrder(content.bytes) === undefined ? -1 : 0.5;
  },
  decode(content, _context, budget) {
    const order = byteOrder(content.bytes);
    if (order === undefined) return undefined;
    if (content.bytes.length > budget.decodedLeft) {
      budget.hits.add('decoded-bytes');
      return undefined;
    }
    const text = new TextDecoder(order, { fatal: true }).decode(content.bytes);
    if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\s]+$/u.test(text)) return undefined;
    budget.takeDecoded(content.bytes.length);
    return { pieces: [{ segment: '', content: new Content(text) }] };
  },
};

function byteOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length < 2) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length < MIN_UNITS * 2) return undefined;
  if (isOneScript(bytes, 1)) return 'utf-16le';
  return isOneScript(bytes, 0) ? 'utf-16be' : undefined;
}

/** At least nine tenths of the high bytes are one value below 0x31 (all alphabets), or the 00 of spaces. */
function isOneScript(bytes: Uint8Array, offset: number): boolean {
  const end = Math.min(bytes.length, SAMPLE);
  let script = 0;
  for (let at = offset; at < end; at += 2) {
    const high = bytes[at] ?? 0;
    if (high > 0x30) return false;
    if (high > script) script = high;
  }
  let fitting = 0;
  for (let at = offset; at < end; at += 2) {
    if (bytes[at] === script || bytes[at] === 0) fitting += 1;
  }
  return fitting * 10 >= Math.ceil((end - offset) / 2) * 9;
}
