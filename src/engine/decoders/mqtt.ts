/**
 * MQTT packets, one or several in a payload. What a PUBLISH carries stands under its topic: `chat/42/say` reads
 * `chat.42.say`, with names that may be content masked as keys are. Meta's web clients used it until 2026 (topics
 * `/ls_req`, `/ls_resp`; platforms fact sheet 3.3).
 */
import { Content } from '../content.ts';
import { keySegment } from '../field-path.ts';
import type { Decoder, Piece } from './decoder.ts';
import { CONNECT, type MqttPacket, mqttPacketSize, mqttPackets } from './mqtt-packets.ts';

export const mqtt: Decoder = {
  id: 'mqtt',
  opens: (first) => first >= 0x10 && first <= 0xf0,
  fit({ isString, bytes }, context) {
    if (isString || context.parent !== '') return -1;
    return packetsFill(bytes) ? 0.88 : -1;
  },
  decode({ bytes }, context, budget) {
    const packets = mqttPackets(bytes);
    if (packets === undefined) return undefined;
    const pieces = packets.flatMap((packet) => piecesOf(packet, context.knownTexts));
    const kept = pieces.slice(0, budget.leavesLeft);
    const omitted = pieces.length - kept.length;
    return omitted > 0 ? { pieces: kept, omitted } : { pieces: kept };
  },
};

/** By their sizes alone: what most bytes fail at, without an exception, which would cost more than all the rest. */
function packetsFill(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    const size = mqttPacketSize(bytes, at);
    if (size === undefined || size === 0) return false;
    at += size;
  }
  return at > 0 && at === bytes.length;
}

function piecesOf({ type, topic, fields, payload }: MqttPacket, known: readonly string[]): Piece[] {
  const base = type === CONNECT ? 'connect.' : 'subscriptions[].';
  const pieces: Piece[] = fields.map(({ name, value }) => ({
    segment: base + name,
    content: new Content(value),
  }));
  if (topic !== undefined) pieces.push({ segment: 'topic', content: new Content(topic) });
  if (payload !== undefined) {
    pieces.push({ segment: topicPath(topic ?? '', known), content: new Content(payload) });
  }
  return pieces;
}

function topicPath(topic: string, knownTexts: readonly string[]): string {
  const levels = topic.split('/').filter((level) => level !== '');
  return levels.map((level) => keySegment(level, knownTexts)).join('.') || 'payload';
}
