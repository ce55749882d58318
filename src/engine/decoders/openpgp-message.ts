/**
 * OpenPGP messages that are only signed or packed (RFC 9580 §5.6, §5.9): the literal text stands in them for everybody
 * to read. Encrypted ones are recognised as envelopes before any decoder is asked.
 */
import { Content, hasPrefix } from '../content.ts';
import { armoredBytes } from '../openpgp/armor.ts';
import { type OpenPgpPacket, openPgpPackets } from '../openpgp/packets.ts';
import type { Decoder, Piece } from './decoder.ts';

const COMPRESSED = 8;
const LITERAL = 11;
const MIN_SIZE = 16;
const READABLE_TAGS: ReadonlySet<number> = new Set([2, 4, COMPRESSED, LITERAL]);

export const openpgpMessage: Decoder = {
  id: 'openpgp-message',
  opens: (first) => first === 0x2d || first >= 0x80,
  fit(content) {
    if (hasPrefix(content, '-----BEGIN PGP MESSAGE')) return 0.9;
    if (content.isString || content.bytes.length < MIN_SIZE) return -1;
    // Signed (tags 4 and 2), compressed, literal: nothing else begins a readable message.
    return READABLE_TAGS.has(tagOf(content.bytes[0] ?? 0)) ? 0.25 : -1;
  },
  decode(content) {
    const bytes =
      content.isString || hasPrefix(content, '-')
        ? armoredBytes(content.text ?? '')
        : content.bytes;
    const packets = bytes && openPgpPackets(bytes);
    if (!packets?.some(({ tag }) => tag === COMPRESSED || tag === LITERAL)) return undefined;
    const pieces = packets.map(pieceOf);
    return pieces.every((piece) => piece !== undefined) ? { pieces } : undefined;
  },
};

function tagOf(header: number): number {
  if ((header & 0x80) === 0) return -1;
  return (header & 0x40) === 0 ? (header >> 2) & 15 : header & 63;
}

function pieceOf({ tag, body }: OpenPgpPacket): Piece | undefined {
  if (tag === COMPRESSED) {
    return (body[0] ?? 9) <= 3
      ? { segment: '', content: new Content(body.subarray(1)) }
      : undefined;
  }
  if (tag !== LITERAL) return { segment: 'signature', content: new Content(body), class: 'token' };
  // Format, name with its length, date of four bytes, then the text.
  const start = 2 + (body[1] ?? 0) + 4;
  if (start > body.length || !/[btul1m]/.test(String.fromCharCode(body[0] ?? 0))) return undefined;
  return { segment: '', content: new Content(body.subarray(start)) };
}
