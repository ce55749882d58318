/** Zstandard (RFC 8878): frames by their magic number. */
import { Decompress } from 'fzstd';
import { Content } from '../content.ts';
import type { Budget } from '../limits.ts';
import { ByteSink } from './byte-sink.ts';
import type { Decoder } from './decoder.ts';

const MAX_OUTPUT = 1024 * 1024;
/** RFC 8878 §3.1.1.1.2: what every decoder should support. Memory of this size is taken before a byte is read. */
const MAX_WINDOW = 8 * 1024 * 1024;
const MIN_SIZE = 9;

export const zstd: Decoder = {
  id: 'zstd',
  opens: (first) => first === 0x28,
  fit({ bytes }) {
    if (bytes.length < MIN_SIZE) return -1;
    const magic = bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
    return magic ? 0.98 : -1;
  },
  decode({ bytes }, _context, budget) {
    const window = windowOf(bytes);
    if (window === undefined || window > MAX_WINDOW) return undefined;
    const sink = new ByteSink(Math.max(0, Math.min(budget.decodedLeft, MAX_OUTPUT)));
    const cut = !decompress(bytes, sink, budget);
    if (sink.size === 0) return undefined;
    budget.takeDecoded(sink.size);
    const pieces = [{ segment: '', content: new Content(sink.bytes()) }];
    return cut ? { pieces, omitted: 1 } : { pieces };
  },
};

/** False when the output was more than there is room for. @throws for broken frames */
function decompress(bytes: Uint8Array, sink: ByteSink, budget: Budget): boolean {
  const stream = new Decompress((chunk) => {
    if (sink.add(chunk, 0, chunk.length)) return;
    // The library knows no other way to be stopped.
    throw new Error('enough');
  });
  try {
    stream.push(bytes, true);
  } catch (error) {
    if (!sink.full) throw error;
    budget.hits.add('decoded-bytes');
  }
  return !sink.full;
}

/**
 * Size in bytes that the frame asks a decoder to keep (RFC 8878 §3.1.1.1); undefined with a dictionary, which we don't
 * have, or with the reserved bit.
 */
function windowOf(bytes: Uint8Array): number | undefined {
  const descriptor = bytes[4] ?? 0;
  if ((descriptor & 0x0b) !== 0) return undefined;
  const single = (descriptor & 0x20) !== 0;
  if (!single) {
    const window = bytes[5] ?? 0;
    const base = 2 ** (10 + (window >> 3));
    return base + (base / 8) * (window & 7);
  }
  // One segment: the window is the content, whose size stands there in 1, 2, 4 or 8 bytes.
  const size = [1, 2, 4, 8][descriptor >> 6] ?? 1;
  let value = 0;
  for (let at = size - 1; at >= 0; at -= 1) value = value * 256 + (bytes[5 + at] ?? 0);
  return size === 2 ? value + 256 : value;
}
