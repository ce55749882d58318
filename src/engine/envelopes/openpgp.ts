/**
 * Encrypted messages of OpenPGP (RFC 9580 §10.3): one or more session key packets, then one encrypted data packet.
 * A signed or compressed message has none of them: readable, so no envelope.
 */
import { hasPrefix } from '../content.ts';
import { armoredBytes } from '../openpgp/armor.ts';
import { type OpenPgpPacket, openPgpPackets, tagOf } from '../openpgp/packets.ts';
import type { ByteEnvelope, EnvelopeParts } from './envelope.ts';

const PUBLIC_KEY_SESSION = 1;
const SYMMETRIC_SESSION = 3;
const PLAIN_ENCRYPTED = 9;
const MARKER = 10;
const PROTECTED = 18;
const AEAD_DRAFT = 20;
const PADDING = 21;
/** RSA, Elgamal, ECDH, X25519, X448, and the post-quantum ones (draft-ietf-openpgp-pqc). */
const KEY_ALGORITHMS: ReadonlySet<number> = new Set([1, 2, 16, 18, 25, 26, 35, 36]);
/** Tags of the first packet: of a session, or one that may stand anywhere. */
const OPENING_TAGS: ReadonlySet<number> = new Set([
  PUBLIC_KEY_SESSION,
  SYMMETRIC_SESSION,
  MARKER,
  PADDING,
]);
const S2K_KINDS: ReadonlySet<number> = new Set([0, 1, 3, 4]);

export const openpgp: ByteEnvelope = {
  id: 'openpgp',
  written: true,
  opens: (first) => first === 0x2d || OPENING_TAGS.has(tagOf(first)),
  recognise(content) {
    if (hasPrefix(content, '-----BEGIN PGP')) return message(armoredBytes(content.text ?? ''));
    return content.isString ? undefined : message(content.bytes);
  },
};

function message(bytes: Uint8Array | undefined): EnvelopeParts | undefined {
  if (bytes === undefined || ((bytes[0] ?? 0) & 0x80) === 0) return undefined;
  const packets = openPgpPackets(bytes)?.filter(({ tag }) => tag !== MARKER && tag !== PADDING);
  const data = packets?.at(-1);
  const sessions = packets?.slice(0, -1) ?? [];
  if (data === undefined || sessions.length === 0 || !sessions.every(isSession)) return undefined;
  const ciphertext = ciphertextOf(data);
  if (ciphertext === undefined) return undefined;
  const parts = sessions.map(({ body }) => ({ name: 'session-key', bytes: body }));
  return { id: 'openpgp', role: 'message', ciphertext, parts };
}

function isSession({ tag, body }: OpenPgpPacket): boolean {
  const version = body[0];
  if (tag === PUBLIC_KEY_SESSION) {
    if (version === 3) return body.length > 20 && KEY_ALGORITHMS.has(body[9] ?? 0);
    return version === 6 && body.length > 20;
  }
  if (tag !== SYMMETRIC_SESSION) return false;
  if (version === 4) return body.length >= 4 && S2K_KINDS.has(body[2] ?? 255);
  return (version === 5 || version === 6) && body.length > 20;
}

/** Behind the packet's own header; undefined when that is none. */
function ciphertextOf({ tag, body }: OpenPgpPacket): Uint8Array | undefined {
  if (tag === PLAIN_ENCRYPTED) return body.length > 18 ? body : undefined;
  if (tag === AEAD_DRAFT) return body[0] === 1 && body.length > 36 ? body.subarray(4) : undefined;
  if (tag !== PROTECTED) return undefined;
  if (body[0] === 1) return body.length > 40 ? body.subarray(1) : undefined;
  // Version 2: cipher, AEAD mode, chunk size, 32 bytes of salt.
  const known =
    body[0] === 2 && (body[2] ?? 0) >= 1 && (body[2] ?? 0) <= 3 && (body[3] ?? 99) <= 16;
  return known && body.length > 36 + 32 ? body.subarray(36) : undefined;
}
