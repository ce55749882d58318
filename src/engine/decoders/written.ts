/**
 * What a decoding must yield where the encoded text says little: an alphabet of letters and digits is that of words
 * and ids too, so only a result that is no chance makes it an encoding.
 */
import type { Content } from '../content.ts';
import { magicClass } from '../leaves/magic.ts';

const WRITTEN = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\s]+$/u;
const MIN_LENGTH = 8;
/** From this on, valid UTF-8 without control characters is evidence enough: one uniform string in 10 million. */
const LONG = 16;
const MIN_DISTINCT = 6;
const MAX_LOOK = 200;

/** Readable and not by chance: nothing but letters, digits, punctuation and space. */
export function isWritten(content: Content): boolean {
  const text = content.text;
  return text !== undefined && text.length > 0 && WRITTEN.test(text);
}

/** A written text, the shorter the more of it letters, digits and spaces; or a file or stream by its magic number. */
export function isRecognisable(content: Content): boolean {
  if (content.size < MIN_LENGTH) return false;
  if (!isWritten(content)) return magicClass(content.bytes) !== undefined;
  const text = content.text ?? '';
  // What repeats itself before decoding does so behind it: one group of `????????` decides about all.
  if (new Set(text.slice(0, MAX_LOOK)).size < MIN_DISTINCT) return false;
  if (content.size >= LONG) return true;
  return (text.match(/[\p{L}\p{N} ]/gu)?.length ?? 0) * 5 >= text.length * 4;
}
