/** Several JSON texts one below the other (NDJSON). */
import type { Decoded, Decoder, Piece } from './decoder.ts';
import { takeJsonApart } from './json.ts';

export const jsonLines: Decoder = {
  id: 'json-lines',
  opens: (first) => first === 0x7b || first === 0x5b,
  fit(content) {
    const text = content.text;
    if (text === undefined || !text.includes('\n')) return -1;
    // Below plain JSON: pretty-printed JSON has many lines too.
    return text.startsWith('{') || text.startsWith('[') ? 0.6 : -1;
  },
  decode(content, context, budget): Decoded | undefined {
    const pieces: Piece[] = [];
    let omitted = 0;
    for (const line of (content.text ?? '').split('\n')) {
      if (line.trim() === '') continue;
      const left = budget.leavesLeft - pieces.length;
      const decoded = takeJsonApart(JSON.parse(line), context.knownTexts, left);
      pieces.push(...decoded.pieces);
      omitted += decoded.omitted ?? 0;
    }
    if (pieces.length === 0) return undefined;
    return omitted > 0 ? { pieces, omitted } : { pieces };
  },
};
