/**
 * Brotli (RFC 7932). There is no magic number, and a good part of all bytes begins a stream without an error, so a
 * leaf is brotli only when the whole of it is one stream that ends with its last byte.
 */
import { CONTROL, Content } from '../content.ts';
import type { Decoder } from './decoder.ts';
import { isSelfEvident } from './self-evident.ts';
import { unbrotli } from './unbrotli.ts';

/** Output that no message has: what goes beyond is a bomb or a file. */
const MAX_OUTPUT = 1024 * 1024;
const MIN_SIZE = 8;
/** Shorter streams must hold a readable text, or something that is as little chance. */
const MIN_BLIND_SIZE = 32;

export const brotli: Decoder = {
  id: 'brotli',
  fit(content, context) {
    const { bytes } = content;
    if (content.isString || bytes.length < MIN_SIZE) return -1;
    if (context.contentType.includes('brotli')) return 0.9;
    // A stored text is readable but for the bytes before it.
    return (content.kinds & CONTROL) !== 0 ? 0.18 : -1;
  },
  decode({ bytes }, _context, budget) {
    const limit = Math.max(0, Math.min(budget.decodedLeft, MAX_OUTPUT));
    const plain = unbrotli(bytes, limit);
    if (plain === undefined) {
      // Too little was left to tell.
      if (limit < bytes.length) budget.hits.add('decoded-bytes');
      return undefined;
    }
    const inner = new Content(plain);
    // Encoders store what they can't shrink, with a few bytes around it.
    const grown = plain.length * 5 >= bytes.length * 4;
    const believable = bytes.length < MIN_BLIND_SIZE ? inner.readable !== undefined : grown;
    if (plain.length === 0 || !(believable || isSelfEvident(plain))) return undefined;
    budget.takeDecoded(plain.length);
    return { pieces: [{ segment: '', content: inner }] };
  },
};
