/**
 * Socket.IO 0.9 (socket.io-spec, "Messages"; Microsoft's Trouter still speaks it): `type:id[+]:endpoint[:data]`. Types: 0
 * disconnect, 1 connect, 2 heartbeat, 3 text, 4 JSON, 5 event `{name, args}`, 6 acknowledgement `id[+data]`, 7 error, 8
 * nothing. Several packets in one body have `\ufffd<length>\ufffd` in front. Each text is a payload of its own, so it adds no segment.
 */
import { Content } from '../content.ts';
import type { Decoder, Piece } from './decoder.ts';

const PACKET = /^([0-8]):(?:\d+\+?)?:(\/[^:{}[\]"\s]*)?(?::([\s\S]*))?$/;
const ACKNOWLEDGEMENT = /^\d+(?:\+([\s\S]*))?$/;
const BATCH = /^\ufffd\d+\ufffd/;
const SEPARATOR = /\ufffd\d+\ufffd/;
const CARRYING = new Set(['3', '4', '5', '7']);

export const socketIo0: Decoder = {
  id: 'socket.io-0.9',
  opens: (first) => (first >= 0x30 && first <= 0x38) || first === 128,
  fit(content, context) {
    if (context.parent !== '') return -1;
    const text = content.text;
    if (text === undefined) return -1;
    return PACKET.test(text) || BATCH.test(text) ? 0.92 : -1;
  },
  decode(content, _context, budget) {
    const text = content.text ?? '';
    const packets = BATCH.test(text) ? text.split(SEPARATOR).slice(1) : [text];
    const datas = packets.map(dataOf);
    const pieces: Piece[] = datas
      .filter((data) => data !== '')
      .slice(0, budget.leavesLeft)
      .map((data) => ({ segment: '', content: new Content(data) }));
    const omitted = datas.filter((data) => data !== '').length - pieces.length;
    return omitted > 0 ? { pieces, omitted } : { pieces };
  },
};

/** @throws Error where the text is no packet */
function dataOf(packet: string): string {
  const [, type = '', , data = ''] = PACKET.exec(packet) ?? [];
  if (type === '6') return ACKNOWLEDGEMENT.exec(data)?.[1] ?? '';
  if (CARRYING.has(type)) return data;
  if (type === '' || data !== '') throw new Error('no packet of Socket.IO 0.9');
  return '';
}
