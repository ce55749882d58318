/** Most bytes that the statistics look at. */
export const SAMPLE_SIZE = 4096;
const HEAD = 1024;
const TAIL = 512;
const PIECE = 256;

const buffer = new Uint8Array(SAMPLE_SIZE);

/**
 * At most 4 KB of the bytes: all of them, or the first 1 KB, the last 512 bytes and ten pieces of 256 spread in
 * between. The result is valid until the next call.
 */
export function sample(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE_SIZE) return bytes;
  buffer.set(bytes.subarray(0, HEAD));
  buffer.set(bytes.subarray(bytes.length - TAIL), SAMPLE_SIZE - TAIL);
  const pieces = (SAMPLE_SIZE - HEAD - TAIL) / PIECE;
  const step = (bytes.length - HEAD - TAIL - PIECE) / (pieces - 1);
  for (let at = 0; at < pieces; at += 1) {
    const start = HEAD + Math.floor(at * step);
    buffer.set(bytes.subarray(start, start + PIECE), HEAD + at * PIECE);
  }
  return buffer;
}
