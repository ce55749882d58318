/** Which prefix code the next literal of a brotli stream has, by the two bytes before it (RFC 7932 §7.1). */

/** Kinds of an ASCII byte in the first table of the RFC, 0 to 15 as hexadecimal digits, from byte 9 on. */
const KINDS =
  '110010000000000000000002343353467338393bbbbbbbbbb886a733cdddcdddcdddddcdddddcddddd63733' +
  '3efffefffefffffefffffefffff63730';

function utf8Last(byte: number): number {
  if (byte >= 192) return 2 + (byte & 1);
  if (byte >= 128) return byte & 1;
  return byte < 9 ? 0 : 4 * Number.parseInt(KINDS.charAt(byte - 9), 16);
}

function utf8Before(byte: number): number {
  if (byte >= 128) return byte >= 224 ? 2 : 0;
  if (byte <= 32 || byte === 127) return 0;
  const letter = (byte | 32) >= 0x61 && (byte | 32) <= 0x7a;
  if (letter) return byte >= 0x61 ? 3 : 2;
  return byte >= 0x30 && byte <= 0x39 ? 2 : 1;
}

function magnitude(byte: number): number {
  const steps = [1, 16, 64, 128, 192, 240, 255];
  return steps.filter((step) => byte >= step).length;
}

const tableOf = (of: (byte: number) => number) =>
  Uint8Array.from({ length: 256 }, (_, byte) => of(byte));

const UTF8_LAST = tableOf(utf8Last);
const UTF8_BEFORE = tableOf(utf8Before);
const MAGNITUDE = tableOf(magnitude);

/** Modes: 0 low six bits, 1 high six bits, 2 UTF-8, 3 signed numbers. */
export function literalContext(mode: number, last: number, before: number): number {
  if (mode === 0) return last & 63;
  if (mode === 1) return last >> 2;
  if (mode === 2) return (UTF8_LAST[last] ?? 0) | (UTF8_BEFORE[before] ?? 0);
  return ((MAGNITUDE[last] ?? 0) << 3) | (MAGNITUDE[before] ?? 0);
}
