/**
 * Server-sent events (WHATWG HTML, "Server-sent events", parsing an event stream). The data of an event adds no
 * segment; an event's name and id stand under `event` and `id`.
 */
import { Content } from '../content.ts';
import type { Decoder, Piece } from './decoder.ts';

const FIELD_LINE = /^(?:data|event|id|retry)(?::|$)|^:/;
const LINE_END = /\r\n|\n|\r/;

export const eventStream: Decoder = {
  id: 'event-stream',
  fit(content, context) {
    const text = content.text;
    if (text === undefined) return -1;
    if (context.contentType.includes('event-stream')) return 0.95;
    return text.includes('\n') && /^\ufeff?(?:data|event|id|retry):|^:/.test(text) ? 0.7 : -1;
  },
  decode(content, context, budget) {
    const lines = (content.text ?? '').replace(/^\ufeff/, '').split(LINE_END);
    const declared = context.contentType.includes('event-stream');
    const known = lines.every((line) => line === '' || FIELD_LINE.test(line));
    if (!declared && !known) return undefined;
    const pieces: Piece[] = [];
    let data: string[] = [];
    // The last event counts even without the empty line behind it: what we see of a stream may be cut there.
    for (const line of [...lines, '']) {
      const colon = line.indexOf(':');
      const name = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (name === 'data') data.push(value);
      else if ((name === 'event' || name === 'id') && value !== '') {
        pieces.push({ segment: name, content: new Content(value) });
      } else if (line === '' && data.length > 0) {
        pieces.push({ segment: '', content: new Content(data.join('\n')) });
        data = [];
      }
    }
    if (!pieces.some(({ segment }) => segment === '')) return undefined;
    const kept = pieces.slice(0, budget.leavesLeft);
    const omitted = pieces.length - kept.length;
    return omitted > 0 ? { pieces: kept, omitted } : { pieces: kept };
  },
};
