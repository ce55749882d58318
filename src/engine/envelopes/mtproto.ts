/**
 * Telegram's MTProto without obfuscation: the opening bytes of a framing and its packets, `full` packets with their
 * checksums, or the unencrypted packets of a key negotiation, which stand in clear and are named. Encryption between
 * client and server: never proof of more.
 */
import type { ByteEnvelope, EnvelopeParts } from './envelope.ts';
import {
  type MtprotoPacket,
  mtprotoOpening,
  readNegotiation,
  readPackets,
} from './mtproto-packets.ts';

const NOTHING = new Uint8Array(0);
const MIN_SIZE = 24;

export const mtproto: ByteEnvelope = {
  id: 'mtproto',
  recognise({ isString, bytes }, context) {
    if (isString || context.parent !== '' || bytes.length < MIN_SIZE) return undefined;
    const bare = readNegotiation(bytes);
    if (bare !== undefined) return partsOf(NOTHING, [bare]);
    const opening = mtprotoOpening(bytes);
    if (opening !== undefined) {
      const packets = readPackets(opening.framing, bytes, opening.size);
      if (packets !== undefined) return partsOf(bytes.subarray(0, opening.size), packets);
    }
    return unopened(bytes);
  },
};

/** Without opening bytes, encrypted packets look like any uniform bytes, but for those with a checksum. */
function unopened(bytes: Uint8Array): EnvelopeParts | undefined {
  const checked = readPackets('full', bytes, 0);
  if (checked !== undefined) return partsOf(NOTHING, checked);
  // Behind lengths of one to four bytes, all of these belong to the key id that is not there yet.
  for (let at = 4; at < 9; at += 1) if (bytes[at] !== 0) return undefined;
  for (const framing of ['abridged', 'intermediate', 'padded'] as const) {
    const packets = readPackets(framing, bytes, 0);
    if (packets?.some(({ kind }) => kind === 'negotiation')) return partsOf(NOTHING, packets);
  }
  return undefined;
}

function partsOf(opening: Uint8Array, packets: readonly MtprotoPacket[]): EnvelopeParts {
  const parts: EnvelopeParts['parts'] = [];
  if (opening.length > 0) parts.push({ name: 'opening', bytes: opening });
  let ciphertext: Uint8Array = NOTHING;
  for (const { kind, constructorName, header, body } of packets) {
    parts.push({ name: 'header', bytes: header });
    if (kind === 'negotiation') parts.push({ name: constructorName ?? 'unencrypted', bytes: body });
    else if (kind === 'encrypted' && body.length > ciphertext.length) ciphertext = body;
  }
  return { id: 'mtproto', role: 'transport', ciphertext, parts };
}
