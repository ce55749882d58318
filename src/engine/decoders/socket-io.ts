/**
 * Text frames of Engine.IO 4 and Socket.IO 5 (socket.io protocol documents): `42["input",{…}]`, `42/ns,1[…]`.
 * The first element of an event is its name, and the name is a path segment: `["input",{target,text}]` reads
 * `input.text`; a second and further arguments are `input[1]`, `input[2]` … Long-polling bodies hold several frames,
 * parted by U+001E.
 */
import { Content } from '../content.ts';
import { joinPath, keySegment } from '../field-path.ts';
import type { Decoded, Decoder, Piece } from './decoder.ts';
import { takeJsonApart } from './json.ts';

const FRAME = /^([0-6])([0-6])?(?:\d+-)?(?:\/[^,]*,)?\d*(?=[[{"])/;

export const socketIo: Decoder = {
  id: 'socket.io',
  fit(content, context) {
    if (context.parent !== '') return -1;
    const text = content.text;
    return text !== undefined && FRAME.test(text) ? 0.92 : -1;
  },
  decode(content, context, budget): Decoded | undefined {
    const pieces: Piece[] = [];
    for (const frame of (content.text ?? '').split('\u001e')) {
      const header = FRAME.exec(frame);
      if (header === null) continue;
      const value: unknown = JSON.parse(frame.slice(header[0].length));
      const limit = budget.leavesLeft - pieces.length;
      pieces.push(...frameOf(value, header[1] === '4', context.knownTexts, limit));
    }
    return pieces.length > 0 ? { pieces } : undefined;
  },
};

function frameOf(
  value: unknown,
  isMessage: boolean,
  knownTexts: readonly string[],
  limit: number,
): Piece[] {
  const [name, ...values] = Array.isArray(value) ? value : [];
  if (!isMessage || typeof name !== 'string') return takeJsonApart(value, knownTexts, limit).pieces;
  const event = keySegment(name, knownTexts);
  const pieces: Piece[] = [{ segment: 'event', content: new Content(name) }];
  for (const [at, item] of values.entries()) {
    const base = at === 0 ? event : `${event}[${at}]`;
    for (const piece of takeJsonApart(item, knownTexts, limit - pieces.length).pieces) {
      pieces.push({ ...piece, segment: joinPath(base, piece.segment) });
    }
  }
  return pieces;
}
