/** ASCII armour of OpenPGP messages (RFC 9580 §6.2). */
import { base64BytesOfLines } from '../decoders/base64-bytes.ts';

const ARMOR =
  /^\s*-----BEGIN PGP MESSAGE-----\r?\n((?:[\w-]+: [^\n]*\n)*)\s*\n([A-Za-z0-9+/=\s]+?)(?:\r?\n=([A-Za-z0-9+/]{4}))?\s*-----END PGP MESSAGE-----\s*$/;

/** The bytes inside the armour; undefined when it is none, or its checksum is wrong. */
export function armoredBytes(text: string): Uint8Array | undefined {
  const armor = ARMOR.exec(text);
  if (armor === null) return undefined;
  const bytes = base64BytesOfLines(armor[2] ?? '');
  if (bytes === undefined || armor[3] === undefined) return bytes;
  const [high = 0, middle = 0, low = 0] = base64BytesOfLines(armor[3]) ?? [];
  return crc24(bytes) === high * 65_536 + middle * 256 + low ? bytes : undefined;
}

/** CRC-24 with the constants of RFC 9580 §6.1. */
function crc24(bytes: Uint8Array): number {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit += 1) {
      crc <<= 1;
      if (crc & 0x1000000) crc ^= 0x1864cfb;
    }
  }
  return crc & 0xffffff;
}
