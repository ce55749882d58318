/**
 * Chunks of Google's BrowserChannel (WebChannel): a decimal length, a line feed, and that many characters or bytes of
 * JSON, again and again (google/closure-library, goog.net.WebChannel). Google Chat and Firestore receive that way.
 */
import { Content } from '../content.ts';
import type { Decoder, Piece } from './decoder.ts';
import { takeJsonApart } from './json.ts';

const LENGTH_LINE = /^\d{1,9}\n(?=\[)/;

export const browserChannel: Decoder = {
  id: 'browser-channel',
  opens: (first) => first >= 0x30 && first <= 0x39,
  fit(content, context) {
    if (context.parent !== '') return -1;
    const text = content.text;
    return text !== undefined && LENGTH_LINE.test(text) ? 0.95 : -1;
  },
  decode(content, context, budget) {
    const inCharacters = chunksOf(content.text ?? '');
    const chunks =
      inCharacters?.cut === false ? inCharacters : (chunksOfBytes(content.bytes) ?? inCharacters);
    if (chunks === undefined) return undefined;
    const pieces: Piece[] = [];
    let omitted = chunks.cut ? 1 : 0;
    for (const chunk of chunks.whole) {
      const left = budget.leavesLeft - pieces.length;
      const decoded = takeJsonApart(JSON.parse(chunk), context.knownTexts, left);
      pieces.push(...decoded.pieces);
      omitted += decoded.omitted ?? 0;
    }
    return omitted > 0 ? { pieces, omitted } : { pieces };
  },
};

interface Chunks {
  whole: string[];
  /** The last chunk is broken off: the response was still going on. */
  cut: boolean;
}

function chunksOf(text: string): Chunks | undefined {
  const whole: string[] = [];
  let rest = text;
  while (rest !== '') {
    const line = /^(\d{1,9})\n/.exec(rest);
    if (line === null) return undefined;
    const start = line[0].length;
    const end = start + Number(line[1]);
    if (end > rest.length) return whole.length > 0 ? { whole, cut: true } : undefined;
    const chunk = rest.slice(start, end);
    if (!chunk.startsWith('[') || !chunk.trimEnd().endsWith(']')) return undefined;
    whole.push(chunk);
    rest = rest.slice(end);
  }
  return { whole, cut: false };
}

/** Lengths in bytes of UTF-8: one character a byte while splitting. */
function chunksOfBytes(bytes: Uint8Array): Chunks | undefined {
  const chunks = chunksOf(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const whole = chunks?.whole.map(
    (chunk) => new Content(Uint8Array.from(chunk, (unit) => unit.charCodeAt(0))).text ?? '',
  );
  return chunks && whole && { ...chunks, whole };
}
