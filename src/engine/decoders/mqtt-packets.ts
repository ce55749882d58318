/**
 * Control packets of MQTT 3.1, 3.1.1 and 5 (OASIS, "MQTT Version 3.1.1" and "MQTT Version 5.0", chapters 2 and 3).
 * Only CONNECT names the version, so every other packet is read as version 5 where its properties are valid, else as
 * version 3: properties begin with their length, which the first byte of most payloads is not.
 */
import { Content } from '../content.ts';
import { ByteReader } from './byte-reader.ts';

export interface MqttPacket {
  type: number;
  topic?: string;
  /** Named values in the order in which they stand. */
  fields: { name: string; value: Uint8Array }[];
  payload?: Uint8Array;
}

export const CONNECT = 1;
export const PUBLISH = 3;
const SUBSCRIBE = 8;
const UNSUBSCRIBE = 10;
/** Flags that a packet's type fixes (3.1.1 §2.2.2); PUBLISH sets its own. */
const FLAGS = [-1, 0, 0, -1, 0, 0, 2, 0, 2, 0, 2, 0, 0, 0, 0, 0];
/** Type of each property (5.0 §2.2.2.2): 1, 2, 4 bytes; v variable integer; b bytes; s text; p pair of texts. */
const PROPERTIES: ReadonlyMap<number, string> = new Map([
  ...[1, 23, 25, 36, 37, 40, 41, 42].map((id) => [id, '1'] as const),
  ...[19, 33, 34, 35].map((id) => [id, '2'] as const),
  ...[2, 17, 24, 39].map((id) => [id, '4'] as const),
  ...[9, 22].map((id) => [id, 'b'] as const),
  ...[3, 8, 18, 21, 26, 28, 31].map((id) => [id, 's'] as const),
  [11, 'v'],
  [38, 'p'],
]);
const TOPIC_ALIAS = 35;
const ACKNOWLEDGE_CODES: ReadonlySet<number> = new Set([
  0, 1, 2, 0x11, 0x80, 0x83, 0x87, 0x8f, 0x91, 0x97, 0x9e, 0xa1, 0xa2,
]);

/** Size of the packet that starts at `at`; 0 while its header is incomplete; undefined when none starts there. */
export function mqttPacketSize(bytes: Uint8Array, at: number): number | undefined {
  const first = bytes[at];
  if (first === undefined) return 0;
  const type = first >> 4;
  const flags = first & 15;
  if (type === PUBLISH ? (flags & 6) === 6 : FLAGS[type] !== flags) return undefined;
  let size = 0;
  for (let digit = 0; digit < 4; digit += 1) {
    const byte = bytes[at + 1 + digit];
    if (byte === undefined) return 0;
    size += (byte & 127) * 128 ** digit;
    if (byte < 128) return 2 + digit + size;
  }
  return undefined;
}

/** All packets, when they fill the bytes exactly. Throws or gives undefined for anything else. */
export function mqttPackets(bytes: Uint8Array): MqttPacket[] | undefined {
  const packets: MqttPacket[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = mqttPacketSize(bytes, at);
    if (size === undefined || size === 0 || at + size > bytes.length) return undefined;
    packets.push(readPacket(bytes.subarray(at, at + size)));
    at += size;
  }
  return packets.length > 0 ? packets : undefined;
}

function readPacket(bytes: Uint8Array): MqttPacket {
  const first = bytes[0] ?? 0;
  const lengthDigits = bytes.subarray(1).findIndex((byte) => byte < 128) + 1;
  const body = new ByteReader(bytes, 1 + lengthDigits);
  const packet: MqttPacket = { type: first >> 4, fields: [] };
  if (packet.type === CONNECT) readConnect(body, packet);
  else if (packet.type === PUBLISH) readPublish(body, packet, (first & 6) !== 0);
  else if (packet.type === SUBSCRIBE || packet.type === UNSUBSCRIBE) readTopics(body, packet);
  else readControl(body, packet);
  if (body.left > 0) throw new Error('bytes behind the packet');
  return packet;
}

function readConnect(body: ByteReader, packet: MqttPacket): void {
  const name = readText(body);
  const level = body.u8() & 127;
  const known = name === 'MQIsdp' ? level === 3 : name === 'MQTT' && (level === 4 || level === 5);
  const flags = body.u8();
  if (!known || flags & 1) throw new Error('another protocol');
  body.u16();
  if (level === 5) readProperties(body);
  add(packet, 'clientId', readBytes(body));
  if (flags & 4) {
    if (level === 5) readProperties(body);
    add(packet, 'willTopic', readBytes(body));
    add(packet, 'willPayload', readBytes(body));
  }
  if (flags & 128) add(packet, 'username', readBytes(body));
  if (flags & 64) add(packet, 'password', readBytes(body));
}

function readPublish(body: ByteReader, packet: MqttPacket, numbered: boolean): void {
  packet.topic = readText(body);
  if (/[#+]/.test(packet.topic)) throw new Error('a filter is no topic');
  if (numbered && body.u16() === 0) throw new Error('packet ids are not zero');
  const properties = triedProperties(body);
  // Version 5 may name a topic by number once both sides know it.
  if (packet.topic === '' && !properties?.has(TOPIC_ALIAS)) throw new Error('no topic');
  packet.payload = body.rest();
}

function readTopics(body: ByteReader, packet: MqttPacket): void {
  if (body.u16() === 0) throw new Error('packet ids are not zero');
  const start = body.at;
  try {
    readTopicList(body, packet);
  } catch {
    // A first topic of no length is the properties of version 5.
    packet.fields = [];
    body.at = start;
    readProperties(body);
    readTopicList(body, packet);
  }
}

function readTopicList(body: ByteReader, packet: MqttPacket): void {
  do {
    const topic = readText(body);
    if (topic === '') throw new Error('no topic');
    add(packet, 'topic', new TextEncoder().encode(topic));
    if (packet.type === SUBSCRIBE && body.u8() > 0x2f) throw new Error('no subscription options');
  } while (body.left > 0);
}

/** Acknowledgements and the like: packet ids, codes and properties, nothing of a message. */
function readControl(body: ByteReader, packet: MqttPacket): void {
  const { type } = packet;
  if (type === 12 || type === 13) return;
  const acknowledges = type !== 2 && type < 12;
  if (type === 2 && body.u8() > 1) throw new Error('no acknowledge flags');
  if (acknowledges && body.u16() === 0) throw new Error('packet ids are not zero');
  if (type === 9 || type === 11) {
    const start = body.at;
    if (areCodes(body.rest())) return;
    body.at = start;
    readProperties(body);
    if (!areCodes(body.rest())) throw new Error('no reason codes');
    return;
  }
  if (body.left > 0) body.u8();
  if (body.left > 0) readProperties(body);
}

/** Granted qualities of service and refusals (3.1.1 §3.9.3; 5.0 §3.9.3, §3.11.3). */
function areCodes(bytes: Uint8Array): boolean {
  return bytes.every((code) => ACKNOWLEDGE_CODES.has(code));
}

/** The ids of the properties that stand here, or undefined, having read nothing, when none do. */
function triedProperties(body: ByteReader): Set<number> | undefined {
  const start = body.at;
  try {
    return readProperties(body);
  } catch {
    body.at = start;
    return undefined;
  }
}

function readProperties(body: ByteReader): Set<number> {
  const ids = new Set<number>();
  const inner = new ByteReader(body.take(readVariable(body)));
  while (inner.left > 0) {
    const id = inner.u8();
    const kind = PROPERTIES.get(id);
    if (kind === undefined) throw new Error('no such property');
    if (kind === 'v') readVariable(inner);
    else if (kind === 'b') readBytes(inner);
    else if (kind === 's') readText(inner);
    else if (kind === 'p') [readText(inner), readText(inner)];
    else inner.take(Number(kind));
    ids.add(id);
  }
  return ids;
}

function readVariable(body: ByteReader): number {
  let value = 0;
  for (let digit = 0; digit < 4; digit += 1) {
    const byte = body.u8();
    value += (byte & 127) * 128 ** digit;
    if (byte < 128) return value;
  }
  throw new Error('an integer has four bytes at most');
}

function readBytes(body: ByteReader): Uint8Array {
  return body.take(body.u16());
}

/** UTF-8 without control characters (3.1.1 §1.5.3). */
function readText(body: ByteReader): string {
  const text = new Content(readBytes(body)).text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (text === undefined || /[\0-\x1f\x7f]/.test(text)) throw new Error('no text');
  return text;
}

function add(packet: MqttPacket, name: string, value: Uint8Array): void {
  packet.fields.push({ name, value });
}
