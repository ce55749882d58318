/**
 * Bytes that were hardly written by chance: compressed streams that state the size or the sum of their output, and
 * messages with a text. A compression without a mark of its own that yields such bytes is believed, though its output
 * neither grew nor can be read.
 */
import { Content } from '../content.ts';
import { gzipBody, hasGzipSize, hasZlibSum, isStoredBlock } from './deflate-containers.ts';
import { inflate } from './inflate.ts';
import { protobufFields } from './protobuf-fields.ts';
import { isOrdinary, isTextField } from './protobuf-text.ts';
import { isRecognisable } from './written.ts';

const MAX_OUTPUT = 64 * 1024;
const MAX_NESTING = 2;
const MIN_TEXT = 8;

export function isSelfEvident(bytes: Uint8Array, nesting: number = 0): boolean {
  return isGzip(bytes) || isZlib(bytes) || isTextMessage(bytes) || isDeflated(bytes, nesting);
}

function isGzip(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return false;
  const start = gzipBody(bytes);
  const inflated = start === undefined ? undefined : inflate(bytes, start, MAX_OUTPUT);
  return inflated !== undefined && hasGzipSize(bytes, inflated);
}

/** RFC 1950 §2.2: method and flags are a multiple of 31. */
function isZlib(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes;
  if ((method & 15) !== 8 || ((method << 8) | flags) % 31 !== 0) return false;
  const inflated = inflate(bytes, 2, MAX_OUTPUT);
  return inflated !== undefined && hasZlibSum(bytes, inflated);
}

function isDeflated(bytes: Uint8Array, nesting: number): boolean {
  if (isStoredBlock(bytes)) return true;
  if (nesting >= MAX_NESTING) return false;
  const inflated = inflate(bytes, 0, MAX_OUTPUT);
  if (inflated?.end !== 'final' || inflated.consumed !== bytes.length) return false;
  return isRecognisable(new Content(inflated.bytes)) || isSelfEvident(inflated.bytes, nesting + 1);
}

function isTextMessage(bytes: Uint8Array): boolean {
  const fields = protobufFields(bytes);
  return (
    fields !== undefined &&
    isOrdinary(fields) &&
    fields.some((field) => isTextField(bytes, field, MIN_TEXT))
  );
}
