/**
 * Media and archives whose first bytes alone say too little: what follows must keep the format's rules. Uniform bytes pass
 * in fewer than one of 10 million cases each.
 */

import { byFirstByte, type Opening } from '../decoders/first-byte.ts';

/** Samples in an MPEG audio frame and bit rates in kbit/s (ISO 11172-3 §2.4.2.3), layer III. */
const MP3_RATES = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const SAMPLING = [44_100, 48_000, 32_000];
const MIN_FRAMES = 3;

/** A rule that bytes keep, and what they begin with, where that is one byte. */
interface MediaForm extends Opening {
  has(bytes: Uint8Array): boolean;
}

const FORMS: readonly MediaForm[] = [
  { has: isMp3, opens: (first) => first === 0xff },
  { has: isAdts, opens: (first) => first === 0xff },
  { has: isBitmap, opens: (first) => first === 0x42 },
  { has: isIcon, opens: (first) => first === 0 },
  { has: isTar },
  { has: isEmbeddedOpenType },
  { has: isJavaClass, opens: (first) => first === 0xca },
  { has: isWindowsProgram, opens: (first) => first === 0x4d },
];

const formsByFirstByte = byFirstByte(FORMS);

export function hasMediaForm(bytes: Uint8Array): boolean {
  for (const form of formsByFirstByte[bytes[0] ?? 0] ?? []) if (form.has(bytes)) return true;
  return false;
}

/** Three frames in a row, each where the one before ends. */
function framesFollow(bytes: Uint8Array, lengthAt: (at: number) => number): boolean {
  let at = 0;
  for (let frame = 0; frame < MIN_FRAMES; frame += 1) {
    const length = lengthAt(at);
    if (length === 0) return false;
    at += length;
    // A whole file of fewer frames ends with one.
    if (at === bytes.length) return frame > 0;
    if (at > bytes.length) return false;
  }
  return true;
}

/** MPEG 1 or 2, layer III, without a tag before it. */
function isMp3(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || ((bytes[1] ?? 0) & 0xf6) !== 0xf2) return false;
  return framesFollow(bytes, (at) => {
    const [sync, kind = 0, rates = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    if (sync !== 0xff || (kind & 0xf6) !== 0xf2) return 0;
    const version = (kind & 8) !== 0 ? 1 : 2;
    const rate = MP3_RATES[version][rates >> 4] ?? 0;
    const sampling = (SAMPLING[(rates >> 2) & 3] ?? 0) / version;
    if (rate === 0 || sampling === 0) return 0;
    return Math.floor(((version === 1 ? 144_000 : 72_000) * rate) / sampling) + ((rates >> 1) & 1);
  });
}

/** AAC in ADTS frames (ISO 14496-3, annex 1.A). */
function isAdts(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || ((bytes[1] ?? 0) & 0xf6) !== 0xf0) return false;
  return framesFollow(bytes, (at) => {
    const [sync, kind = 0, sampling = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    if (sync !== 0xff || (kind & 0xf6) !== 0xf0 || ((sampling >> 2) & 15) > 12) return 0;
    const [high = 0, middle = 0, low = 0] = [bytes[at + 3], bytes[at + 4], bytes[at + 5]];
    const length = ((high & 3) << 11) | (middle << 3) | (low >> 5);
    return length >= 9 ? length : 0;
  });
}

/** `BM`, the file's size, four zero bytes, the offset of the picture. */
function isBitmap(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x42 || bytes[1] !== 0x4d || littleAt(bytes, 6) !== 0) return false;
  return littleAt(bytes, 2) >= bytes.length && littleAt(bytes, 10) < 4096;
}

/** Icons and cursors: 0, 1 or 2, a count, and entries whose first picture stands behind them. */
function isIcon(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0 || bytes[1] !== 0 || bytes[3] !== 0) return false;
  const kind = bytes[2];
  const count = bytes[4] ?? 0;
  if ((kind !== 1 && kind !== 2) || count === 0 || count > 32) return false;
  if (bytes[5] !== 0 || bytes[9] !== 0) return false;
  return littleAt(bytes, 18) === 6 + 16 * count;
}

/** POSIX.1-1988 and later: `ustar` in the first header. */
function isTar(bytes: Uint8Array): boolean {
  return bytes.length > 262 && asciiAt(bytes, 257, 'ustar');
}

/** Its own size first, then the size of the font, and a magic number at 34. */
function isEmbeddedOpenType(bytes: Uint8Array): boolean {
  return asciiAt(bytes, 34, 'LP') && littleAt(bytes, 0) === bytes.length && bytes.length > 36;
}

/** `cafebabe` and a version: minor 0, major from 45 (1.1) on. */
function isJavaClass(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xca || bytes[1] !== 0xfe || bytes[2] !== 0xba || bytes[3] !== 0xbe)
    return false;
  const major = bytes[7] ?? 0;
  return bytes[6] === 0 && major >= 45 && major < 90;
}

/** `MZ`, and `PE` with two zero bytes where it says. */
function isWindowsProgram(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x4d || bytes[1] !== 0x5a || bytes.length < 68) return false;
  const start = littleAt(bytes, 60);
  return asciiAt(bytes, start, 'PE') && bytes[start + 2] === 0 && bytes[start + 3] === 0;
}

function littleAt(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  return low + (bytes[at + 2] ?? 0) * 65_536 + (bytes[at + 3] ?? 0) * 16_777_216;
}

function asciiAt(bytes: Uint8Array, start: number, text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (bytes[start + at] !== text.charCodeAt(at)) return false;
  }
  return true;
}
