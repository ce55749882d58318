/**
 * Keys of OMEMO 2 (XEP-0384 §"Protobuf schemas"): OMEMOAuthenticatedMessage {1 MAC 16 B, 2 OMEMOMessage}, or, to begin a
 * session, OMEMOKeyExchange {1 pre-key id, 2 signed pre-key id, 3 identity key, 4 ephemeral key, 5 the former}.
 * OMEMOMessage is {1 n, 2 pn, 3 ratchet key, 4 ciphertext}.
 */
import { bytesField, fieldsByNumber, hasOnlyFields, isCbc, isCounter } from './protobuf-shape.ts';

const KEY_SIZE = 32;
const MAC_SIZE = 16;

export function isOmemo2Key(bytes: Uint8Array | undefined, exchange: boolean): boolean {
  if (bytes === undefined) return false;
  return exchange ? isKeyExchange(bytes) : isAuthenticatedMessage(bytes);
}

function isKeyExchange(bytes: Uint8Array): boolean {
  const fields = fieldsByNumber(bytes);
  if (fields === undefined || !hasOnlyFields(fields, [1, 2, 3, 4, 5])) return false;
  const message = bytesField(bytes, fields, 5);
  return (
    isCounter(fields, 1, true) &&
    isCounter(fields, 2, true) &&
    bytesField(bytes, fields, 3, KEY_SIZE) !== undefined &&
    bytesField(bytes, fields, 4, KEY_SIZE) !== undefined &&
    message !== undefined &&
    isAuthenticatedMessage(message)
  );
}

function isAuthenticatedMessage(bytes: Uint8Array): boolean {
  const fields = fieldsByNumber(bytes);
  if (fields === undefined || !hasOnlyFields(fields, [1, 2])) return false;
  const message = bytesField(bytes, fields, 2);
  if (bytesField(bytes, fields, 1, MAC_SIZE) === undefined || message === undefined) return false;
  const inner = fieldsByNumber(message);
  return (
    inner !== undefined &&
    hasOnlyFields(inner, [1, 2, 3, 4]) &&
    isCounter(inner, 1) &&
    isCounter(inner, 2) &&
    bytesField(message, inner, 3, KEY_SIZE) !== undefined &&
    (!inner.has(4) || isCbc(bytesField(message, inner, 4)))
  );
}
