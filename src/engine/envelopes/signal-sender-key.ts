/**
 * Group messages of the Signal protocol: version byte ‖ protobuf ‖ 64 bytes of signature. WhatsApp's form is
 * {1 id, 2 iteration, 3 ciphertext}; libsignal's {1 distribution UUID, 2 chain id, 3 iteration, 4 ciphertext}.
 */
import type { ByteEnvelope } from './envelope.ts';
import { bytesField, fieldsByNumber, hasOnlyFields, isCbc, isCounter } from './protobuf-shape.ts';

const VERSION = 0x33;
const SIGNATURE_SIZE = 64;

export const signalSenderKey: ByteEnvelope = {
  id: 'signal-sender-key',
  recognise({ isString, bytes }) {
    if (isString || bytes[0] !== VERSION || bytes.length < 1 + 18 + SIGNATURE_SIZE)
      return undefined;
    const body = bytes.subarray(1, bytes.length - SIGNATURE_SIZE);
    const fields = fieldsByNumber(body);
    if (fields === undefined) return undefined;
    const distribution = bytesField(body, fields, 1, 16);
    const numbers = distribution ? [2, 3] : [1, 2];
    const place = distribution ? 4 : 3;
    const ciphertext = bytesField(body, fields, place);
    if (!hasOnlyFields(fields, [1, ...numbers, place]) || !isCbc(ciphertext)) return undefined;
    if (!numbers.every((number) => isCounter(fields, number))) return undefined;
    const signature = bytes.subarray(bytes.length - SIGNATURE_SIZE);
    const parts = [{ name: 'signature', bytes: signature }];
    if (distribution) parts.push({ name: 'distribution-id', bytes: distribution });
    return { id: 'signal-sender-key', role: 'message', ciphertext, parts };
  },
};
