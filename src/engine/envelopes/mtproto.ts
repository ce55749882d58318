/**
 * Telegram's MTProto without obfuscation (core.telegram.org/mtproto, "Transports"): `ef` abridged, `ee` × 4
 * intermediate, then length-framed packets; or the unencrypted packets of a key negotiation: 8 zero bytes, message id,
 * u32 length. Encryption between client and server: never proof of more.
 */
import type { ByteEnvelope, EnvelopeParts } from './envelope.ts';

const KEY_ID = 8;
const PLAIN_HEADER = 20;

export const mtproto: ByteEnvelope = {
  id: 'mtproto',
  recognise({ isString, bytes }, context) {
    if (isString || context.parent !== '' || bytes.length < PLAIN_HEADER) return undefined;
    const opening = openingSize(bytes);
    const packet = packetBehind(bytes, opening);
    if (packet === undefined) return undefined;
    if (isNegotiation(packet)) return found(bytes, packet.subarray(PLAIN_HEADER), packet);
    // Without the opening bytes an encrypted packet looks like any uniform bytes.
    const encrypted = opening > 0 && packet.length >= 40 && (packet.length - KEY_ID) % 16 === 0;
    return encrypted ? found(bytes, packet.subarray(KEY_ID + 16), packet) : undefined;
  },
};

function openingSize(bytes: Uint8Array): number {
  if (bytes[0] === 0xef) return 1;
  return [0, 1, 2, 3].every((at) => bytes[at] === 0xee) ? 4 : 0;
}

/** The one packet behind the opening, its length abridged (in words of four bytes) or u32. */
function packetBehind(bytes: Uint8Array, opening: number): Uint8Array | undefined {
  const rest = bytes.subarray(opening);
  if (isNegotiation(rest)) return rest;
  const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength);
  if (opening !== 1 && view.getUint32(0, true) === rest.length - 4) return rest.subarray(4);
  const words = rest[0] ?? 0;
  if (opening !== 4 && words < 0x7f && words * 4 === rest.length - 1) return rest.subarray(1);
  const long = words === 0x7f && (view.getUint32(0, true) >>> 8) * 4 === rest.length - 4;
  return opening !== 4 && long ? rest.subarray(4) : undefined;
}

function isNegotiation(packet: Uint8Array): boolean {
  if (packet.length <= PLAIN_HEADER) return false;
  for (let at = 0; at < KEY_ID; at += 1) if (packet[at] !== 0) return false;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  return view.getUint32(16, true) === packet.length - PLAIN_HEADER;
}

function found(all: Uint8Array, ciphertext: Uint8Array, packet: Uint8Array): EnvelopeParts {
  const framing = all.subarray(0, all.length - packet.length);
  const header = packet.subarray(0, packet.length - ciphertext.length);
  return {
    id: 'mtproto',
    role: 'transport',
    ciphertext,
    parts: [
      { name: 'framing', bytes: framing },
      { name: 'header', bytes: header },
    ],
  };
}
