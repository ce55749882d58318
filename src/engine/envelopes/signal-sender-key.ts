/**
 * Group messages of the Signal protocol (signalapp/libsignal, rust/protocol/src/protocol.rs and wire.proto; WhatsApp's
 * older fields: tulir/libsignal-protocol-go).
 *
 * SenderKeyMessage: version byte ‖ protobuf ‖ 64 bytes of signature. WhatsApp's protobuf is {1 id, 2 iteration,
 * 3 ciphertext}; libsignal's {1 distribution UUID, 2 chain id, 3 iteration, 4 ciphertext}. SenderKeyDistributionMessage:
 * version byte ‖ {[1 distribution UUID,] id, iteration, chain key 32 B, signing key 33 B}. Whoever sees a distribution
 * can read the group's later messages, so that its chain key counts as a key in the clear (find-envelopes.ts).
 */
import type { ProtobufField } from '../decoders/protobuf-fields.ts';
import type { ByteEnvelope, EnvelopeParts } from './envelope.ts';
import {
  bytesField,
  fieldsByNumber,
  hasOnlyFields,
  isCbc,
  isCounter,
  isTypedKey,
} from './protobuf-shape.ts';

const VERSION = 0x33;
const SIGNATURE_SIZE = 64;
const UUID_SIZE = 16;
const CHAIN_KEY_SIZE = 32;

export const signalSenderKey: ByteEnvelope = {
  id: 'signal-sender-key',
  opens: (first) => first === VERSION,
  recognise({ isString, bytes }) {
    if (isString || bytes[0] !== VERSION || bytes.length < 1 + 18 + SIGNATURE_SIZE) {
      return undefined;
    }
    const body = bytes.subarray(1, bytes.length - SIGNATURE_SIZE);
    const opening = openingOf(body);
    if (opening === undefined) return undefined;
    const { fields, distribution, next } = opening;
    const ciphertext = bytesField(body, fields, next);
    if (!hasOnlyFields(fields, upTo(next)) || !isCbc(ciphertext)) return undefined;
    const signature = bytes.subarray(bytes.length - SIGNATURE_SIZE);
    const parts = [{ name: 'signature', bytes: signature }];
    if (distribution) parts.push({ name: 'distribution-id', bytes: distribution });
    return { id: 'signal-sender-key', role: 'message', ciphertext, parts };
  },
};

export const signalSenderKeyDistribution: ByteEnvelope = {
  id: 'signal-sender-key-distribution',
  opens: (first) => first === VERSION,
  recognise({ isString, bytes }): EnvelopeParts | undefined {
    if (isString || bytes[0] !== VERSION || bytes.length < 1 + 4 + 34 + 35) return undefined;
    const body = bytes.subarray(1);
    const opening = openingOf(body);
    if (opening === undefined) return undefined;
    const { fields, next } = opening;
    const chainKey = bytesField(body, fields, next, CHAIN_KEY_SIZE);
    const signingKey = bytesField(body, fields, next + 1);
    if (!hasOnlyFields(fields, upTo(next + 1))) return undefined;
    if (chainKey === undefined || !isTypedKey(signingKey)) return undefined;
    return {
      id: 'signal-sender-key-distribution',
      role: 'key-exchange',
      ciphertext: body.subarray(0, 0),
      parts: [
        { name: 'chain-key', bytes: chainKey },
        { name: 'signing-key', bytes: signingKey },
      ],
    };
  },
};

interface Opening {
  fields: Map<number, ProtobufField>;
  distribution?: Uint8Array;
  /** Number of the first field behind id and iteration. */
  next: number;
}

/** Id and iteration, and in libsignal's form a distribution UUID before them. */
function openingOf(body: Uint8Array): Opening | undefined {
  const fields = fieldsByNumber(body);
  if (fields === undefined) return undefined;
  const distribution = bytesField(body, fields, 1, UUID_SIZE);
  const numbers = distribution ? [2, 3] : [1, 2];
  if (!numbers.every((number) => isCounter(fields, number, true))) return undefined;
  return { fields, ...(distribution ? { distribution } : {}), next: distribution ? 4 : 3 };
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, at) => at + 1);
}
