/**
 * The opening of WhatsApp's and Messenger's Noise sockets: `WA`, protocol 6, dictionary version; before it, at times,
 * routing: `ED 00 01`, u24 length, blob. Then frames with u24 lengths (platforms fact sheet 3.2). It encrypts between
 * client and server and so proves nothing about who can read a message.
 */
import type { ByteEnvelope } from './envelope.ts';

const PROTOCOL = 6;
const MAX_DICTIONARY = 9;

export const noise: ByteEnvelope = {
  id: 'noise',
  recognise({ isString, bytes }, context) {
    if (isString || context.parent !== '') return undefined;
    const start = routingEnd(bytes);
    const opens =
      bytes[start] === 0x57 &&
      bytes[start + 1] === 0x41 &&
      bytes[start + 2] === PROTOCOL &&
      (bytes[start + 3] ?? 255) <= MAX_DICTIONARY;
    if (!opens) return undefined;
    const header = { name: 'header', bytes: bytes.subarray(0, start + 4) };
    const ciphertext = bytes.subarray(start + 4);
    return { id: 'noise', role: 'transport', ciphertext, parts: [header] };
  },
};

function routingEnd(bytes: Uint8Array): number {
  const routed =
    bytes[0] === 0x45 && bytes[1] === 0x44 && bytes[2] === 0 && bytes[3] === 1 && bytes.length > 7;
  if (!routed) return 0;
  return 7 + (((bytes[4] ?? 0) << 16) | ((bytes[5] ?? 0) << 8) | (bytes[6] ?? 0));
}
