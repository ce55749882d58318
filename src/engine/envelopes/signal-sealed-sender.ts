/**
 * A Signal message with a sealed sender, version 1 (signalapp/libsignal, rust/protocol/src/sealed_sender.rs and
 * sealed_sender.proto): version byte 11 ‖ {1 ephemeral key 33 B, 2 encrypted identity key, 3 encrypted message}. The
 * identity key's ciphertext has its 33 bytes and ten of MAC, the message's has certificate, message and ten of MAC.
 * Version 2 has no fields, so nothing to tell it from other bytes: it is not recognised.
 */
import type { ByteEnvelope } from './envelope.ts';
import { bytesField, fieldsByNumber, hasOnlyFields, isTypedKey } from './protobuf-shape.ts';

const VERSION = 0x11;
const MAC_SIZE = 10;
const ENCRYPTED_KEY_SIZE = 33 + MAC_SIZE;
/** A sender's certificate has two signatures of 64 bytes and three keys of 33. */
const MIN_CERTIFICATE = 227;

export const signalSealedSender: ByteEnvelope = {
  id: 'signal-sealed-sender',
  opens: (first) => first === VERSION,
  recognise({ isString, bytes }) {
    if (isString || bytes[0] !== VERSION) return undefined;
    const body = bytes.subarray(1);
    const fields = fieldsByNumber(body);
    if (fields === undefined || !hasOnlyFields(fields, [1, 2, 3])) return undefined;
    const ephemeralKey = bytesField(body, fields, 1);
    const identityKey = bytesField(body, fields, 2, ENCRYPTED_KEY_SIZE);
    const message = bytesField(body, fields, 3);
    if (!isTypedKey(ephemeralKey) || identityKey === undefined || message === undefined) {
      return undefined;
    }
    const ciphertext = message.subarray(0, Math.max(0, message.length - MAC_SIZE));
    if (ciphertext.length < MIN_CERTIFICATE) return undefined;
    const parts = [
      { name: 'ephemeral-key', bytes: ephemeralKey },
      { name: 'identity-key', bytes: identityKey },
      { name: 'mac', bytes: message.subarray(ciphertext.length) },
    ];
    return { id: 'signal-sealed-sender', role: 'message', ciphertext, parts };
  },
};
