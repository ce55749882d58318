import { byFirstByte, type Opening } from '../decoders/first-byte.ts';
import type { LeafClass } from '../finding.ts';

/** First bytes of formats that are not taken apart: hex digits, `..` for any byte. */
const MAGIC: readonly (readonly [pattern: string, LeafClass])[] = [
  ['ffd8ff', 'media'], // JPEG
  ['89504e470d0a1a0a', 'media'], // PNG
  ['47494638', 'media'], // GIF
  ['52494646........57454250', 'media'], // WebP
  ['52494646........57415645', 'media'], // WAVE
  ['........66747970', 'media'], // ISO base media: MP4, AVIF, HEIC
  ['4f676753', 'media'], // Ogg
  ['1a45dfa3', 'media'], // Matroska, WebM
  ['494433', 'media'], // MP3 with ID3
  ['664c6143', 'media'], // FLAC
  ['25504446', 'media'], // PDF
  ['504b0304', 'media'], // ZIP and what builds on it
  ['377abcaf271c', 'media'], // 7z
  ['526172211a07', 'media'], // RAR
  ['774f4646', 'media'], // WOFF
  ['774f4632', 'media'], // WOFF2
  ['4f54544f00', 'media'], // OpenType
  ['0001000000', 'media'], // TrueType
  ['1f8b08', 'compressed'], // gzip
  ['28b52ffd', 'compressed'], // Zstandard
  ['04224d18', 'compressed'], // LZ4 frame
  ['ff060000734e61507059', 'compressed'], // Snappy, framed
  ['fd377a585a00', 'compressed'], // xz
  ['425a68', 'compressed'], // bzip2
];

interface Signature extends Opening {
  bytes: readonly (number | undefined)[];
  class: LeafClass;
}

const SIGNATURES = byFirstByte(MAGIC.map(signatureOf));

function signatureOf([pattern, leafClass]: (typeof MAGIC)[number]): Signature {
  const bytes = (pattern.match(/../g) ?? []).map((pair) =>
    pair === '..' ? undefined : Number.parseInt(pair, 16),
  );
  return { bytes, class: leafClass, opens: (first) => (bytes[0] ?? first) === first };
}

/** `media` or `compressed` by the first bytes, or by the end of a sync-flushed deflate chunk. */
export function magicClass(bytes: Uint8Array): LeafClass | undefined {
  for (const signature of SIGNATURES[bytes[0] ?? 0] ?? []) {
    if (startsWith(bytes, signature.bytes)) return signature.class;
  }
  const end = bytes.length;
  const flushed =
    end >= 8 &&
    bytes[end - 4] === 0 &&
    bytes[end - 3] === 0 &&
    bytes[end - 2] === 0xff &&
    bytes[end - 1] === 0xff;
  // Later chunks of a compressed stream look back into earlier ones, so they can't be opened alone.
  return flushed ? 'compressed' : undefined;
}

function startsWith(bytes: Uint8Array, start: readonly (number | undefined)[]): boolean {
  if (bytes.length <= start.length) return false;
  return start.every((byte, at) => byte === undefined || byte === bytes[at]);
}
