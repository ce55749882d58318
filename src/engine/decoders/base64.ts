/**
 * Base64 and base64url as a layer. Long names are base64 too by their letters, so a text must either look drawn
 * from 64 characters (both cases and digits or signs, 24 or more of them) or decode to something readable.
 */
import { Content, DASH, DIGIT, EQUALS, LOWER, PLUS_SLASH, SPACE, UPPER } from '../content.ts';
import { base64Bytes, base64BytesOfLines } from './base64-bytes.ts';
import type { Decoder } from './decoder.ts';
import { thriftFields } from './thrift-fields.ts';
import { isWritten } from './written.ts';

const ALPHABET = LOWER | UPPER | DIGIT | PLUS_SLASH | DASH | EQUALS;
const MIN_LENGTH = 12;
/** Below this a decoding has to be readable to be believed. */
const MIN_BLIND_LENGTH = 24;
const MIN_THRIFT = 16;

export const base64: Decoder = {
  id: 'base64',
  fit(content) {
    const text = content.text;
    if (text === undefined || text.length < MIN_LENGTH) return -1;
    if (!content.hasOnly(ALPHABET | SPACE)) return -1;
    if ((content.kinds & SPACE) !== 0) return isBrokenIntoLines(text) ? 0.5 : -1;
    if ((content.kinds & (LOWER | UPPER)) === 0) return -1;
    return 0.5;
  },
  decode(content, _context, budget) {
    const text = content.text ?? '';
    if (text.length * 0.75 > budget.decodedLeft) {
      budget.hits.add('decoded-bytes');
      return undefined;
    }
    const bytes = (content.kinds & SPACE) === 0 ? base64Bytes(text) : base64BytesOfLines(text);
    if (bytes === undefined) return undefined;
    const inner = new Content(bytes);
    if (!looksDrawn(content) && !isWritten(inner) && !isThrift(inner)) return undefined;
    budget.takeDecoded(bytes.length);
    return { pieces: [{ segment: '', content: inner }] };
  },
};

/** MIME (RFC 2045) and armours break at a fixed width up to 76; words have spaces anywhere. */
function isBrokenIntoLines(text: string): boolean {
  const lines = text.trim().split(/\r?\n/);
  const width = lines[0]?.length ?? 0;
  return (
    lines.length > 1 &&
    width >= 40 &&
    width <= 76 &&
    lines.every((line, at) =>
      at < lines.length - 1 ? line.length === width : line.length <= width,
    )
  );
}

function looksDrawn(content: Content): boolean {
  const text = content.text ?? '';
  if (text.length < MIN_BLIND_LENGTH) return false;
  const kinds = content.kinds;
  const bothCases = (kinds & LOWER) !== 0 && (kinds & UPPER) !== 0;
  if (!bothCases) return (kinds & EQUALS) !== 0 && (kinds & DIGIT) !== 0;
  return (kinds & (EQUALS | PLUS_SLASH)) !== 0 || ((kinds & DIGIT) !== 0 && !isWordy(text));
}

/** A struct to its last byte; one with many zeros has hardly a digit in base64, and looks like no encoding. */
function isThrift({ bytes }: Content): boolean {
  return bytes.length >= MIN_THRIFT && thriftFields(bytes) !== undefined;
}

/** Camel case and dashes with a number behind: `IGDirectTextSendMutation2`, `msg-Retry-counter-11`. */
function isWordy(text: string): boolean {
  const words = text.match(/[A-Z]?[a-z]{3,}/g) ?? [];
  return words.join('').length * 4 > text.length * 3;
}
