/**
 * Outer forms of Telegram's MTProto (core.telegram.org/mtproto, "Transports", "Description", "Creating an
 * Authorization Key"): how packets are framed, and what a packet shows without its key.
 */
import { crc32 } from './crc32.ts';

export type MtprotoFraming = 'abridged' | 'intermediate' | 'padded' | 'full';

export interface MtprotoPacket {
  /** Unencrypted packets negotiate the key; `error` and `ack` are four bytes of the transport's own. */
  kind: 'encrypted' | 'negotiation' | 'error' | 'ack';
  /** Name of what a negotiation packet is, such as `req_pq_multi`. */
  constructorName?: string;
  /** Clear bytes in front: key id and message key, or key id, message id and length. */
  header: Uint8Array;
  /** Ciphertext, or what is negotiated. */
  body: Uint8Array;
}

const KEY_ID = 8;
const PLAIN_HEADER = 20;
const SEALED_HEADER = 24;
/** Salt, session, message id, sequence number and length: no encrypted message is shorter. */
const MIN_SEALED = 32;
const MAX_PADDING = 15;
const BLOCK = 16;
const FULL_OVERHEAD = 12;

const CONSTRUCTORS: ReadonlyMap<number, string> = new Map([
  [0x60469778, 'req_pq'],
  [0xbe7e8ef1, 'req_pq_multi'],
  [0x05162463, 'resPQ'],
  [0xd712e4be, 'req_DH_params'],
  [0x79cb045d, 'server_DH_params_fail'],
  [0xd0e8075c, 'server_DH_params_ok'],
  [0xf5045f1f, 'set_client_DH_params'],
  [0x3bcbf734, 'dh_gen_ok'],
  [0x46dc1fb9, 'dh_gen_retry'],
  [0xa69dae02, 'dh_gen_fail'],
  [0x62d6b459, 'msgs_ack'],
]);

/** The framing that the first bytes of a connection name, and how many they are. `full` has no such bytes. */
export function mtprotoOpening(
  bytes: Uint8Array,
): { framing: MtprotoFraming; size: number } | undefined {
  const first = bytes[0];
  if (first === 0xef) return { framing: 'abridged', size: 1 };
  const framing = first === undefined ? undefined : FRAMING_BY_TAG.get(first);
  const repeated = bytes.length >= 4 && [1, 2, 3].every((at) => bytes[at] === first);
  return framing && repeated ? { framing, size: 4 } : undefined;
}

/** By the byte that is written four times, in clear or inside obfuscated2. */
export const FRAMING_BY_TAG: ReadonlyMap<number, MtprotoFraming> = new Map([
  [0xef, 'abridged'],
  [0xee, 'intermediate'],
  [0xdd, 'padded'],
]);

/** Where the packet that begins at `at` starts and ends; undefined while too few bytes are there to tell. */
export function packetBounds(
  framing: MtprotoFraming,
  bytes: Uint8Array,
  at: number,
): { start: number; end: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (framing === 'abridged') {
    // The top bit asks for a quick acknowledgement.
    const words = first & 0x7f;
    if (words < 0x7f) return { start: at + 1, end: at + 1 + words * 4 };
    if (at + 4 > bytes.length) return undefined;
    return { start: at + 4, end: at + 4 + (u32(bytes, at) >>> 8) * 4 };
  }
  if (at + 4 > bytes.length) return undefined;
  if (framing === 'full') return { start: at, end: at + u32(bytes, at) };
  return { start: at + 4, end: at + 4 + (u32(bytes, at) & 0x7fffffff) };
}

/** What a packet is, as far as it shows; undefined when it has no form of MTProto. */
export function readPacket(framing: MtprotoFraming, framed: Uint8Array): MtprotoPacket | undefined {
  const packet = framing === 'full' ? unwrapFull(framed) : framed;
  if (packet === undefined) return undefined;
  if (packet.length === 4) {
    const isError = u32(packet, 0) > 0x80000000;
    return isError ? { kind: 'error', header: packet, body: packet.subarray(4) } : undefined;
  }
  const slack = framing === 'padded' ? MAX_PADDING : 0;
  const negotiation = readNegotiation(packet, slack);
  if (negotiation !== undefined) return negotiation;
  const sealed = packet.length - SEALED_HEADER;
  if (sealed < MIN_SEALED || (sealed % BLOCK) - slack > 0) return undefined;
  if (isZero(packet, KEY_ID)) return undefined;
  const header = packet.subarray(0, SEALED_HEADER);
  const body = packet.subarray(SEALED_HEADER, packet.length - (sealed % BLOCK));
  return { kind: 'encrypted', header, body };
}

/** All packets from `start` on, when they fill the bytes exactly. */
export function readPackets(
  framing: MtprotoFraming,
  bytes: Uint8Array,
  start: number,
): MtprotoPacket[] | undefined {
  const packets: MtprotoPacket[] = [];
  for (let at = start; at < bytes.length; ) {
    const bounds = packetBounds(framing, bytes, at);
    if (bounds === undefined || bounds.end > bytes.length || bounds.end <= at) return undefined;
    const packet = readPacket(framing, bytes.subarray(bounds.start, bounds.end));
    if (packet === undefined) return undefined;
    packets.push(packet);
    at = bounds.end;
  }
  return packets.length > 0 ? packets : undefined;
}

/** Eight zero bytes for the key that is not there yet, message id, length, and a value of the TL language. */
export function readNegotiation(packet: Uint8Array, slack = 0): MtprotoPacket | undefined {
  if (packet.length < PLAIN_HEADER + 4 || !isZero(packet, KEY_ID)) return undefined;
  const length = u32(packet, 16);
  const padding = packet.length - PLAIN_HEADER - length;
  if (length < 4 || padding < 0 || padding > slack) return undefined;
  const constructorName = CONSTRUCTORS.get(u32(packet, PLAIN_HEADER));
  return {
    kind: 'negotiation',
    ...(constructorName === undefined ? {} : { constructorName }),
    header: packet.subarray(0, PLAIN_HEADER),
    body: packet.subarray(PLAIN_HEADER, PLAIN_HEADER + length),
  };
}

/** Length, sequence number, packet, checksum. */
function unwrapFull(framed: Uint8Array): Uint8Array | undefined {
  const end = framed.length - 4;
  if (framed.length <= FULL_OVERHEAD || u32(framed, 0) !== framed.length) return undefined;
  return crc32(framed.subarray(0, end)) === u32(framed, end) ? framed.subarray(8, end) : undefined;
}

function isZero(bytes: Uint8Array, size: number): boolean {
  for (let at = 0; at < size; at += 1) if (bytes[at] !== 0) return false;
  return true;
}

/** Little-endian; bytes behind the end count as zero. */
function u32(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  return (low | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}
