/** multipart/form-data (RFC 7578) and its relatives: as raw bytes with a boundary, or as parts before serialising. */
import { Content } from '../content.ts';
import type { PayloadPart } from '../finding.ts';
import type { Decoder, Piece } from './decoder.ts';
import { formSegment } from './form.ts';

const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');
const MAX_BOUNDARY = 72;
const MAX_HEADER = 4096;

export const multipart: Decoder = {
  id: 'multipart',
  opens: (first) => first === 0x2d,
  fit(content, context) {
    if (context.contentType.startsWith('multipart/')) return 0.95;
    const { bytes } = content;
    return bytes[0] === 0x2d && bytes[1] === 0x2d && bytes.length > 40 ? 0.5 : -1;
  },
  decode(content, context, budget) {
    const { bytes } = content;
    const lineEnd = bytes.subarray(0, MAX_BOUNDARY).indexOf(13);
    if (lineEnd < 3 || bytes[0] !== 0x2d || bytes[1] !== 0x2d) return undefined;
    const delimiter = bytes.subarray(0, lineEnd);
    const pieces: Piece[] = [];
    let omitted = 0;
    for (let at = 0; at >= 0; ) {
      const start = at + delimiter.length + 2;
      const next = indexOfBytes(bytes, delimiter, start);
      if (start >= bytes.length - 2) break;
      const end = next < 0 ? bytes.length : next - 2;
      const piece = partOf(bytes.subarray(start, Math.max(start, end)), context.knownTexts);
      if (piece === undefined) break;
      if (pieces.length < budget.leavesLeft) pieces.push(piece);
      else omitted += 1;
      at = next;
    }
    if (pieces.length === 0) return undefined;
    return omitted > 0 ? { pieces, omitted } : { pieces };
  },
};

/** Header lines, an empty line, the body. */
function partOf(bytes: Uint8Array, knownTexts: readonly string[]): Piece | undefined {
  const head = latin1.decode(bytes.subarray(0, MAX_HEADER));
  const end = head.startsWith('\r\n') ? 0 : head.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const header = utf8.decode(bytes.subarray(0, end));
  const body = bytes.subarray(end + (end === 0 ? 2 : 4));
  const disposition = /^content-disposition:.*$/im.exec(header)?.[0] ?? '';
  const name = /[;\s]name="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  const contentType = /^content-type:\s*(.+?)\s*$/im.exec(header)?.[1]?.toLowerCase() ?? '';
  const segment = name === undefined || name === '' ? '[]' : formSegment(name, knownTexts);
  return { segment, content: new Content(body), contentType };
}

/** The pieces of a body that the browser would serialise. File names are content that leaves too. */
export function piecesOfParts(
  parts: readonly PayloadPart[],
  knownTexts: readonly string[],
): Piece[] {
  return parts.flatMap((part) => {
    const segment = part.name === '' ? '[]' : formSegment(part.name, knownTexts);
    const contentType = part.contentType?.toLowerCase() ?? '';
    const pieces: Piece[] = [{ segment, content: new Content(part.bytes), contentType }];
    if (part.filename !== undefined) {
      pieces.push({ segment: `${segment}@filename`, content: new Content(part.filename) });
    }
    return pieces;
  });
}

function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same += 1;
    if (same === wanted.length) return at;
  }
  return -1;
}
