/** Most bytes that the statistics look at. */
export const SAMPLE_SIZE = 4096;
const HEAD = 1024;
const TAIL = 512;
const PIECE = 256;

/**
 * The bytes under test, as whole words of four bytes and singly. Constants of the module: reading them costs a third
 * of what reading a parameter's bytes costs in V8.
 */
export const sampleWords = new Int32Array(SAMPLE_SIZE / 4);
export const sampleBytes = new Uint8Array(sampleWords.buffer);

/**
 * Copies at most 4 KB of the bytes into the sample: all of them, or the first 1 KB, the last 512 bytes and ten pieces
 * of 256 spread in between. Returns the sample's size in bytes; it is valid until the next call.
 */
export function takeSample(bytes: Uint8Array): number {
  if (bytes.length <= SAMPLE_SIZE) {
    sampleBytes.set(bytes);
    return bytes.length;
  }
  sampleBytes.set(bytes.subarray(0, HEAD));
  sampleBytes.set(bytes.subarray(bytes.length - TAIL), SAMPLE_SIZE - TAIL);
  const pieces = (SAMPLE_SIZE - HEAD - TAIL) / PIECE;
  const step = (bytes.length - HEAD - TAIL - PIECE) / (pieces - 1);
  for (let at = 0; at < pieces; at += 1) {
    const start = HEAD + Math.floor(at * step);
    sampleBytes.set(bytes.subarray(start, start + PIECE), HEAD + at * PIECE);
  }
  return SAMPLE_SIZE;
}
