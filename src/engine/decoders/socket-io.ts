/**
 * Engine.IO 3 and 4 with Socket.IO on top (socket.io protocol documents): `42["input",{…}]`, `42/ns,1[…]`.
 * The first element of an event is its name, and the name is a path segment: `["input",{target,text}]` reads
 * `input.text`; a second and further arguments are `input[1]`, `input[2]` … Long-polling bodies hold several packets:
 * parted by U+001E in version 4, each with its length in front (`9:42["hi"]`) in version 3. Binary attachments there
 * are base64 behind a `b`; they stand under `attachment`.
 */
import { Content } from '../content.ts';
import { joinPath, keySegment } from '../field-path.ts';
import { base64Bytes } from './base64-bytes.ts';
import type { Decoded, Decoder, Piece } from './decoder.ts';
import { takeJsonApart } from './json.ts';

const FRAME = /^([0-6])([0-6])?(?:\d+-)?(?:\/[^,]*,)?\d*(?=[[{"])/;
/** Packets of Engine.IO: open, close, ping, pong, message, upgrade, noop; in version 3, `b4` before base64. */
const PACKET = /^(?:[0-6]|b)/;
const LENGTH = /^(\d{1,9}):(?=[0-6b])/;
const SEPARATOR = '\u001e';

export const socketIo: Decoder = {
  id: 'socket.io',
  opens: (first) => (first >= 0x30 && first <= 0x39) || first === 0x62,
  fit(content, context) {
    if (context.parent !== '') return -1;
    const text = content.text;
    if (text === undefined) return -1;
    if (FRAME.test(text)) return 0.92;
    return LENGTH.test(text) || (PACKET.test(text) && text.includes(SEPARATOR)) ? 0.92 : -1;
  },
  decode(content, context, budget): Decoded | undefined {
    const pieces: Piece[] = [];
    const text = content.text ?? '';
    const packets = lengthPrefixedPackets(text) ?? text.split(SEPARATOR);
    if (!packets.every((packet) => PACKET.test(packet))) return undefined;
    for (const packet of packets) {
      const limit = budget.leavesLeft - pieces.length;
      if (packet.startsWith('b')) pieces.push(...attachmentOf(packet, packets.length > 1));
      else pieces.push(...piecesOfPacket(packet, context.knownTexts, limit));
    }
    return pieces.length > 0 ? { pieces } : undefined;
  },
};

function lengthPrefixedPackets(text: string): string[] | undefined {
  const packets: string[] = [];
  let rest = text;
  while (rest !== '') {
    const length = LENGTH.exec(rest);
    if (length === null) return undefined;
    const start = length[0].length;
    const end = start + Number(length[1]);
    if (end > rest.length) return undefined;
    packets.push(rest.slice(start, end));
    rest = rest.slice(end);
  }
  return packets;
}

function attachmentOf(packet: string, amongOthers: boolean): Piece[] {
  const bytes = base64Bytes(packet.slice(1)) ?? base64Bytes(packet.slice(2));
  if (bytes === undefined || !amongOthers) throw new Error('no attachment');
  return [{ segment: 'attachment', content: new Content(bytes) }];
}

function piecesOfPacket(packet: string, knownTexts: readonly string[], limit: number): Piece[] {
  const header = FRAME.exec(packet);
  if (header !== null) {
    const value: unknown = JSON.parse(packet.slice(header[0].length));
    return valuesOf(value, header[1] === '4', knownTexts, limit);
  }
  // Engine.IO alone: the message is a text of its own. Probes, pings and the rest say nothing.
  const isText = packet.startsWith('4') && packet.length > 2;
  return isText ? [{ segment: '', content: new Content(packet.slice(1)) }] : [];
}

function valuesOf(
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
