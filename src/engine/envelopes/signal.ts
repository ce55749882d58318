/**
 * Messages of the Signal protocol between two devices, as libsignal, its older versions and the JavaScript ports of
 * WhatsApp clients and OMEMO write them (signalapp/libsignal, rust/protocol/src/protocol.rs and wire.proto).
 *
 * SignalMessage: version byte ‖ {1 ratchet key, 2 counter, 3 previous counter, 4 ciphertext, [5 post-quantum ratchet,
 * 6 addresses]} ‖ 8 bytes of MAC. PreKeySignalMessage: version byte ‖ {1 pre-key id, 2 base key, 3 identity key,
 * 4 SignalMessage, 5 registration id, 6 signed pre-key id, [7 Kyber pre-key id, 8 Kyber ciphertext]}.
 */
import type { ByteEnvelope, EnvelopeParts } from './envelope.ts';
import {
  bytesField,
  fieldsByNumber,
  hasOnlyFields,
  isCbc,
  isCounter,
  isTypedKey,
} from './protobuf-shape.ts';

const MAC_SIZE = 8;
/** Message version in the high half (3, or 4 with post-quantum keys), newest known version in the low half. */
const VERSIONS: ReadonlySet<number> = new Set([0x33, 0x34, 0x44]);
/** The post-quantum ratchet's header and chunk, and both sides' addresses, are far smaller; no text is to hide there. */
const MAX_PART_SIZE = 96;
/** ML-KEM-1024 and its draft Kyber-1024: a type byte and 1568 bytes (FIPS 203, table 3). */
const KYBER_TYPES: ReadonlySet<number> = new Set([0x08, 0x0a]);
const KYBER_SIZE = 1 + 1568;

export const signal: ByteEnvelope = {
  id: 'signal',
  opens: (first) => VERSIONS.has(first),
  recognise(content) {
    return content.isString ? undefined : signalMessage(content.bytes);
  },
};

export const signalPreKey: ByteEnvelope = {
  id: 'signal-prekey',
  opens: (first) => VERSIONS.has(first),
  recognise(content) {
    return content.isString ? undefined : signalPreKeyMessage(content.bytes);
  },
};

export function signalMessage(bytes: Uint8Array): EnvelopeParts | undefined {
  if (!VERSIONS.has(bytes[0] ?? 0) || bytes.length < 1 + 35 + 18 + MAC_SIZE) return undefined;
  const body = bytes.subarray(1, bytes.length - MAC_SIZE);
  const fields = fieldsByNumber(body);
  if (fields === undefined || !hasOnlyFields(fields, [1, 2, 3, 4, 5, 6])) return undefined;
  const ratchetKey = bytesField(body, fields, 1);
  const ciphertext = bytesField(body, fields, 4);
  if (!isTypedKey(ratchetKey) || !isCbc(ciphertext)) return undefined;
  if (!isCounter(fields, 2) || !isCounter(fields, 3)) return undefined;
  const parts = [
    { name: 'ratchet-key', bytes: ratchetKey },
    { name: 'mac', bytes: bytes.subarray(bytes.length - MAC_SIZE) },
  ];
  for (const [number, name] of [
    [5, 'post-quantum-ratchet'],
    [6, 'addresses'],
  ] as const) {
    if (!fields.has(number)) continue;
    const part = bytesField(body, fields, number);
    if (part === undefined || part.length > MAX_PART_SIZE) return undefined;
    parts.push({ name, bytes: part });
  }
  return { id: 'signal', role: 'message', ciphertext, parts };
}

export function signalPreKeyMessage(bytes: Uint8Array): EnvelopeParts | undefined {
  if (!VERSIONS.has(bytes[0] ?? 0) || bytes.length < 120) return undefined;
  const body = bytes.subarray(1);
  const fields = fieldsByNumber(body);
  if (fields === undefined || !hasOnlyFields(fields, [1, 2, 3, 4, 5, 6, 7, 8])) return undefined;
  const baseKey = bytesField(body, fields, 2);
  const identityKey = bytesField(body, fields, 3);
  const inner = bytesField(body, fields, 4);
  if (!isTypedKey(baseKey) || !isTypedKey(identityKey) || inner === undefined) return undefined;
  if (![1, 5, 6, 7].every((number) => isCounter(fields, number))) return undefined;
  if (inner[0] !== bytes[0]) return undefined;
  const message = signalMessage(inner);
  if (message === undefined) return undefined;
  const parts = [
    { name: 'base-key', bytes: baseKey },
    { name: 'identity-key', bytes: identityKey },
    ...message.parts,
  ];
  if (fields.has(7) || fields.has(8)) {
    const kyber = bytesField(body, fields, 8, KYBER_SIZE);
    if (!fields.has(7) || !kyber || !KYBER_TYPES.has(kyber[0] ?? 0)) return undefined;
    parts.push({ name: 'kyber-ciphertext', bytes: kyber });
  }
  return { ...message, id: 'signal-prekey', parts };
}
