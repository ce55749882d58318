/**
 * Olm and Megolm, Matrix's ratchets (Matrix specification, "Olm" and "Megolm"; libolm's and vodozemac's formats).
 *
 * Olm: 03 ‖ {1 ratchet key 32 B, 2 chain index, 4 ciphertext} ‖ MAC 8 B. Olm pre-key: 03 ‖ {1 one-time key, 2 base
 * key, 3 identity key, each 32 B, 4 an Olm message}. Megolm: 03 ‖ {1 index, 2 ciphertext} ‖ MAC 8 B ‖ signature 64 B.
 */
import type { ByteEnvelope, EnvelopeParts } from './envelope.ts';
import { bytesField, fieldsByNumber, hasOnlyFields, isCbc, isCounter } from './protobuf-shape.ts';

const VERSION = 3;
const KEY_SIZE = 32;
const MAC_SIZE = 8;
const SIGNATURE_SIZE = 64;

export const olm: ByteEnvelope = {
  id: 'olm',
  opens: (first) => first === VERSION,
  recognise(content) {
    return content.isString ? undefined : olmMessage(content.bytes);
  },
};

export const olmPreKey: ByteEnvelope = {
  id: 'olm-prekey',
  opens: (first) => first === VERSION,
  recognise({ isString, bytes }) {
    if (isString || bytes[0] !== VERSION || bytes.length < 160) return undefined;
    const body = bytes.subarray(1);
    const fields = fieldsByNumber(body);
    if (fields === undefined || !hasOnlyFields(fields, [1, 2, 3, 4])) return undefined;
    const oneTimeKey = bytesField(body, fields, 1, KEY_SIZE);
    const baseKey = bytesField(body, fields, 2, KEY_SIZE);
    const identityKey = bytesField(body, fields, 3, KEY_SIZE);
    const inner = bytesField(body, fields, 4);
    if (!oneTimeKey || !baseKey || !identityKey || !inner) return undefined;
    const message = olmMessage(inner);
    if (message === undefined) return undefined;
    const parts = [
      { name: 'one-time-key', bytes: oneTimeKey },
      { name: 'base-key', bytes: baseKey },
      { name: 'identity-key', bytes: identityKey },
      ...message.parts,
    ];
    return { ...message, id: 'olm-prekey', parts };
  },
};

export const megolm: ByteEnvelope = {
  id: 'megolm',
  opens: (first) => first === VERSION,
  recognise({ isString, bytes }) {
    const tail = MAC_SIZE + SIGNATURE_SIZE;
    if (isString || bytes[0] !== VERSION || bytes.length < 1 + 2 + 18 + tail) return undefined;
    const body = bytes.subarray(1, bytes.length - tail);
    const fields = fieldsByNumber(body);
    if (fields === undefined || !hasOnlyFields(fields, [1, 2])) return undefined;
    const ciphertext = bytesField(body, fields, 2);
    if (!isCounter(fields, 1, true) || !isCbc(ciphertext)) return undefined;
    const parts = [
      { name: 'mac', bytes: bytes.subarray(bytes.length - tail, bytes.length - SIGNATURE_SIZE) },
      { name: 'signature', bytes: bytes.subarray(bytes.length - SIGNATURE_SIZE) },
    ];
    return { id: 'megolm', role: 'message', ciphertext, parts };
  },
};

function olmMessage(bytes: Uint8Array): EnvelopeParts | undefined {
  if (bytes[0] !== VERSION || bytes.length < 1 + 34 + 2 + 18 + MAC_SIZE) return undefined;
  const body = bytes.subarray(1, bytes.length - MAC_SIZE);
  const fields = fieldsByNumber(body);
  if (fields === undefined || !hasOnlyFields(fields, [1, 2, 4])) return undefined;
  const ratchetKey = bytesField(body, fields, 1, KEY_SIZE);
  const ciphertext = bytesField(body, fields, 4);
  if (ratchetKey === undefined || !isCounter(fields, 2, true) || !isCbc(ciphertext))
    return undefined;
  const parts = [
    { name: 'ratchet-key', bytes: ratchetKey },
    { name: 'mac', bytes: bytes.subarray(bytes.length - MAC_SIZE) },
  ];
  return { id: 'olm', role: 'message', ciphertext, parts };
}
