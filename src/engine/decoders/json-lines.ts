/** Several JSON texts one below the other (NDJSON), or the `data:` lines of a server-sent event stream. */
import type { Decoded, Decoder, Piece } from './decoder.ts';
import { takeJsonApart } from './json.ts';

const EVENT_FIELD = /^(?:data|event|id|retry):/;

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^data: ?/, '').trim())
    .filter((line) => line !== '' && !EVENT_FIELD.test(line) && !line.startsWith(':'));
}

export const jsonLines: Decoder = {
  id: 'json-lines',
  fit(content, context) {
    const text = content.text;
    if (text === undefined || !text.includes('\n')) return -1;
    if (context.contentType.includes('event-stream')) return 0.95;
    // Below plain JSON: pretty-printed JSON has many lines too.
    return text.startsWith('{') || text.startsWith('[') || EVENT_FIELD.test(text) ? 0.6 : -1;
  },
  decode(content, context, budget): Decoded | undefined {
    const pieces: Piece[] = [];
    let omitted = 0;
    for (const line of linesOf(content.text ?? '')) {
      const left = budget.leavesLeft - pieces.length;
      const decoded = takeJsonApart(JSON.parse(line), context.knownTexts, left);
      pieces.push(...decoded.pieces);
      omitted += decoded.omitted ?? 0;
    }
    if (pieces.length === 0) return undefined;
    return omitted > 0 ? { pieces, omitted } : { pieces };
  },
};
