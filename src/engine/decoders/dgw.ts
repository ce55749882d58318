/** Meta's gateway frames, one or several. Data adds no segment, the parameters of a stream stand under `parameters`. */
import { Content } from '../content.ts';
import type { Decoder, Piece } from './decoder.ts';
import { type DgwFrame, dgwFrame, dgwFrameEnd } from './dgw-frames.ts';

const OPENINGS: ReadonlySet<number> = new Set([3, 4, 9, 10, 12, 13, 14, 15]);

export const dgw: Decoder = {
  id: 'dgw',
  opens: (first) => OPENINGS.has(first),
  fit({ isString, bytes }, context) {
    return !isString && context.parent === '' && framesFill(bytes) ? 0.86 : -1;
  },
  decode({ bytes }, _context, budget) {
    const frames: DgwFrame[] = [];
    for (let at = 0; at < bytes.length; ) {
      const frame = dgwFrame(bytes, at);
      frames.push(frame);
      at = frame.end;
    }
    const carrying = frames.filter(({ payload }) => payload.length > 0);
    // Without a length that fits there is nothing in a few bytes of control frames to know them by.
    if (carrying.length === 0 && bytes.length > 8) return undefined;
    const pieces: Piece[] = carrying.slice(0, budget.leavesLeft).map(({ kind, payload }) => ({
      segment: kind === 'establish' ? 'parameters' : '',
      content: new Content(payload),
    }));
    const omitted = carrying.length - pieces.length;
    return omitted > 0 ? { pieces, omitted } : { pieces };
  },
};

/** By their sizes alone: what most bytes fail at, without an exception, which would cost more than all the rest. */
function framesFill(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    const end = dgwFrameEnd(bytes, at);
    if (end === undefined) return false;
    at = end;
  }
  return at > 0 && at === bytes.length;
}
