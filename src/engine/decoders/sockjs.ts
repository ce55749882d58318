/**
 * SockJS (sockjs/sockjs-protocol): from the server `a["…","…"]`, `m"…"`, `c[3000,"…"]`, one a line over HTTP with the
 * `h` of heartbeats between; from the client `["…"]`. Each text is a payload of its own (DDP, STOMP …), so it adds no
 * segment.
 */
import { Content } from '../content.ts';
import type { Decoder, Piece } from './decoder.ts';
import { stomp } from './stomp.ts';

const FROM_SERVER = /^(?:[oh]+\n)*[acm][["]/;
const FROM_CLIENT = /^\["/;

export const sockJs: Decoder = {
  id: 'sockjs',
  opens: (first) => 'ohacm['.includes(String.fromCharCode(first)),
  fit(content, context) {
    if (context.parent !== '') return -1;
    const text = content.text;
    if (text === undefined) return -1;
    return FROM_SERVER.test(text) || FROM_CLIENT.test(text) ? 0.93 : -1;
  },
  decode(content, context, budget) {
    const text = content.text ?? '';
    const fromClient = FROM_CLIENT.test(text);
    const frames = fromClient ? [text] : text.split('\n').filter((line) => !/^[oh]*$/.test(line));
    const values = frames.flatMap((frame): unknown[] => {
      const value: unknown = JSON.parse(fromClient ? frame : frame.slice(1));
      return Array.isArray(value) ? value : [value];
    });
    // A plain JSON list of texts begins like the client's frames do.
    if (fromClient && !values.every((value) => isPayload(value, context))) return undefined;
    const pieces: Piece[] = values
      .slice(0, budget.leavesLeft)
      .map((value) => ({ segment: '', content: new Content(String(value)) }));
    const omitted = values.length - pieces.length;
    return omitted > 0 ? { pieces, omitted } : { pieces };
  },
};

function isPayload(value: unknown, context: Parameters<Decoder['fit']>[1]): boolean {
  if (typeof value !== 'string') return false;
  if (value.startsWith('{') && value.endsWith('}')) return true;
  return stomp.fit(new Content(value), context) > 0;
}
