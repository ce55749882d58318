/**
 * OpenPGP messages that are only signed or packed (RFC 9580 §5.6, §5.9): the literal text stands in them for everybody
 * to read. Encrypted ones are recognised as envelopes before any decoder is asked.
 */
import { Content, hasPrefix } from '../content.ts';
import { armoredBytes } from '../openpgp/armor.ts';
import { type OpenPgpPacket, openPgpPackets, tagOf } from '../openpgp/packets.ts';
import type { Decoder, Piece } from './decoder.ts';
import { inflate } from './inflate.ts';

const COMPRESSED = 8;
const LITERAL = 11;
const MIN_SIZE = 16;
/** Enough to see that a stream is one. */
const CHECKED_OUTPUT = 1024 * 1024;
/** Dates count seconds since 1970: years to one step of their first byte. */
const YEARS_OF_HIGH_BYTE = 2 ** 24 / (365.25 * 86_400);
const READABLE_TAGS: ReadonlySet<number> = new Set([2, 4, COMPRESSED, LITERAL]);

export const openpgpMessage: Decoder = {
  id: 'openpgp-message',
  opens: (first) => first === 0x2d || READABLE_TAGS.has(tagOf(first)),
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

function pieceOf({ tag, body }: OpenPgpPacket): Piece | undefined {
  if (tag === COMPRESSED) {
    return isCompressed(body) ? { segment: '', content: new Content(body.subarray(1)) } : undefined;
  }
  if (tag !== LITERAL) return { segment: 'signature', content: new Content(body), class: 'token' };
  const start = literalStart(body);
  return start === undefined
    ? undefined
    : { segment: '', content: new Content(body.subarray(start)) };
}

/** The algorithm's number, then what that algorithm writes: one byte alone stands there by chance. */
function isCompressed(body: Uint8Array): boolean {
  const [algorithm, first = 0, second = 0] = body;
  if (algorithm === 0) return READABLE_TAGS.has(tagOf(first));
  if (algorithm === 1) {
    const inflated = inflate(body, 1, CHECKED_OUTPUT);
    return (
      inflated?.end === 'cut' || (inflated?.end === 'final' && inflated.consumed === body.length)
    );
  }
  if (algorithm === 2) return (first & 15) === 8 && ((first << 8) | second) % 31 === 0;
  return algorithm === 3 && first === 0x42 && second === 0x5a;
}

/** Format, name with its length, date of four bytes, then the text. Undefined where one of them is none. */
function literalStart(body: Uint8Array): number | undefined {
  const nameLength = body[1] ?? 0;
  const start = 2 + nameLength + 4;
  if (start > body.length || !/[btul1m]/.test(String.fromCharCode(body[0] ?? 0))) return undefined;
  const name = new Content(body.subarray(2, 2 + nameLength));
  const year = (body[2 + nameLength] ?? 0) * YEARS_OF_HIGH_BYTE;
  if (name.readable === undefined || (year > 0 && (year < 20 || year > 130))) return undefined;
  const needsText = body[0] !== 0x62;
  const text = new Content(body.subarray(start));
  return needsText && text.text === undefined ? undefined : start;
}
