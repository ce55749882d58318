import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { encodingsOf } from './encodings.ts';

/** Something that was stored, sent or shown: texts as they are, bytes as base64 (they travelled as JSON). */
export interface Collected {
  texts: string[];
  bytes: string[];
}

/** Letters in small, byte by byte, so that UTF-8 and UTF-16 keep their length. */
function withoutCase(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1');
}

/** Bytes as they are, and what they are when they are a compressed stream. */
function unpacked(bytes: Buffer): Buffer[] {
  const opened = [gunzipSync, inflateSync, inflateRawSync].flatMap((open) => {
    try {
      return [open(bytes)];
    } catch {
      return [];
    }
  });
  return [bytes, ...opened];
}

function haystack({ texts, bytes }: Collected): Buffer {
  const parts = [
    ...texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]),
    ...bytes.flatMap((one) => unpacked(Buffer.from(one, 'base64'))),
  ];
  // A separator, so that nothing is found across two parts.
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from([0xff, 0x00, 0xff])]));
}

/** Where any of the needles stands in what was collected: `needle, encoding`. Empty when it stands nowhere. */
export function findContent(collected: Collected, needles: readonly string[]): string[] {
  const bytes = withoutCase(haystack(collected));
  return needles.flatMap((needle) =>
    [...encodingsOf(needle)]
      .filter(([, form]) => bytes.includes(withoutCase(form)))
      .map(([encoding]) => `${needle}, ${encoding}`),
  );
}
