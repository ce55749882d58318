import { byFirstByte, type Opening } from '../decoders/first-byte.ts';
import type { LeafClass } from '../finding.ts';
import { hasMediaForm } from './media-forms.ts';

/** First bytes of formats that are not taken apart: hex digits, `..` for any byte. Three bytes at least. */
const MAGIC: readonly (readonly [pattern: string, LeafClass])[] = [
  ['ffd8ff', 'media'], // JPEG
  ['89504e470d0a1a0a', 'media'], // PNG
  ['47494638', 'media'], // GIF
  ['52494646........57454250', 'media'], // WebP
  ['52494646........57415645', 'media'], // WAVE
  ['52494646........41564920', 'media'], // AVI
  ['........66747970', 'media'], // ISO base media: MP4, M4A, AVIF, HEIC
  ['0000000c6a5020200d0a870a', 'media'], // JPEG 2000
  ['0000000c4a584c200d0a870a', 'media'], // JPEG XL
  ['49492a00', 'media'], // TIFF
  ['4d4d002a', 'media'], // TIFF, big-endian
  ['38425053', 'media'], // Photoshop
  ['4f676753', 'media'], // Ogg: Vorbis, Opus
  ['1a45dfa3', 'media'], // Matroska, WebM
  ['494433', 'media'], // MP3 with ID3
  ['664c6143', 'media'], // FLAC
  ['464f524d........41494646', 'media'], // AIFF
  ['4d546864000000', 'media'], // MIDI
  ['2321414d52', 'media'], // AMR
  ['63616666000100', 'media'], // Core Audio
  ['464c5601', 'media'], // Flash video
  ['000001ba', 'media'], // MPEG program stream
  ['000001b3', 'media'], // MPEG video
  ['3026b2758e66cf11', 'media'], // ASF: WMA, WMV
  ['25504446', 'media'], // PDF
  ['d0cf11e0a1b11ae1', 'media'], // Office documents up to 2003
  ['53514c69746520666f726d6174203300', 'media'], // SQLite
  ['0061736d01000000', 'media'], // WebAssembly
  ['7f454c46', 'media'], // ELF
  ['504b0304', 'media'], // ZIP and what builds on it
  ['504b0506', 'media'], // ZIP, empty
  ['377abcaf271c', 'media'], // 7z
  ['526172211a07', 'media'], // RAR
  ['4d534346000000', 'media'], // Cabinet
  ['213c617263683e0a', 'media'], // ar
  ['774f4646', 'media'], // WOFF
  ['774f4632', 'media'], // WOFF2
  ['4f54544f00', 'media'], // OpenType
  ['74746366', 'media'], // TrueType collection
  ['0001000000', 'media'], // TrueType
  ['1f8b08', 'compressed'], // gzip
  ['28b52ffd', 'compressed'], // Zstandard
  ['37a430ec', 'compressed'], // Zstandard dictionary
  ['04224d18', 'compressed'], // LZ4 frame
  ['ff060000734e61507059', 'compressed'], // Snappy, framed
  ['fd377a585a00', 'compressed'], // xz
  ['4c5a495001', 'compressed'], // lzip
  ['425a68..314159265359', 'compressed'], // bzip2
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
  if (hasMediaForm(bytes)) return 'media';
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
  for (let at = 0; at < start.length; at += 1) {
    if (start[at] !== undefined && start[at] !== bytes[at]) return false;
  }
  return true;
}
