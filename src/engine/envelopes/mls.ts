/**
 * Messages of MLS (RFC 9420 §6): version 1 ‖ wire format ‖ content, in TLS presentation language with lengths as QUIC
 * varints (§2.1.2), to the last byte.
 *
 * A PrivateMessage with an application message is a message. PrivateMessages with proposals and commits, Welcome,
 * GroupInfo and KeyPackage only move keys. A PublicMessage is signed and readable, so no envelope. Delivery services
 * take a commit with its GroupInfo and Welcome in one body: several messages one after the other.
 */

import type { ByteEnvelope, EnvelopeParts } from './envelope.ts';
import { FormReader } from './form-reader.ts';

const VERSION = 1;
const PRIVATE_MESSAGE = 2;
const WELCOME = 3;
const GROUP_INFO = 4;
const KEY_PACKAGE = 5;

const APPLICATION = 1;
const COMMIT = 3;
/** Leaf, generation and reuse guard of 4 bytes each, sealed by an AEAD with a tag of 16 (§6.3.2, §17.1). */
const SENDER_DATA_SIZE = 12 + 16;
/** An empty application message: its own length, a signature's length and 64 bytes of it, a tag. */
const MIN_CIPHERTEXT = 1 + 2 + 64 + 16;
/** Ids and associated data are readable to the service. Larger ones could be a text, in a form that is not searched. */
const MAX_GROUP_ID = 255;
const MAX_ASSOCIATED_DATA = 64;
const MAX_MESSAGES = 8;

export const mls: ByteEnvelope = {
  id: 'mls',
  opens: (first) => first === 0,
  recognise({ isString, bytes }) {
    if (isString || bytes[0] !== 0 || bytes[1] !== VERSION || bytes[2] !== 0) return undefined;
    const reader = new FormReader(bytes);
    const first = readMessage(reader);
    if (reader.complete) return first;
    for (let count = 1; reader.left > 0 && count < MAX_MESSAGES; count += 1) {
      const next = readMessage(reader);
      if (first?.role === 'message' || next?.role === 'message') return undefined;
    }
    return reader.complete ? keyExchange() : undefined;
  },
};

function readMessage(reader: FormReader): EnvelopeParts | undefined {
  reader.expect(reader.number(2) === VERSION);
  const format = reader.number(2);
  if (format === PRIVATE_MESSAGE) return readPrivateMessage(reader);
  if (format === WELCOME) readWelcome(reader);
  else if (format === GROUP_INFO) readGroupInfo(reader);
  else if (format === KEY_PACKAGE) readKeyPackage(reader);
  else reader.fail();
  return reader.failed ? undefined : keyExchange();
}

/** §6.3.1 */
function readPrivateMessage(reader: FormReader): EnvelopeParts | undefined {
  const groupId = readGroupId(reader);
  reader.bytes(8);
  const type = reader.number(1);
  const associated = readVector(reader);
  const senderData = readVector(reader);
  const ciphertext = readVector(reader);
  reader.expect(type >= APPLICATION && type <= COMMIT);
  reader.expect(associated.length <= MAX_ASSOCIATED_DATA);
  reader.expect(senderData.length === SENDER_DATA_SIZE && ciphertext.length >= MIN_CIPHERTEXT);
  if (reader.failed) return undefined;
  const parts = [
    { name: 'group-id', bytes: groupId },
    { name: 'associated-data', bytes: associated },
    { name: 'sender-data', bytes: senderData },
  ];
  return type === APPLICATION
    ? { id: 'mls', role: 'message', ciphertext, parts }
    : { id: 'mls-handshake', role: 'key-exchange', ciphertext, parts };
}

/** §12.4.3.1 */
function readWelcome(reader: FormReader): void {
  readCipherSuite(reader);
  const secrets = new FormReader(readVector(reader));
  reader.expect(secrets.left > 0);
  while (secrets.left > 0) {
    // Reference of a key package (a hash), then KEM output and ciphertext.
    secrets.expect(readVector(secrets).length >= 32);
    secrets.expect(readVector(secrets).length >= 32);
    secrets.expect(readVector(secrets).length > 16);
  }
  reader.expect(secrets.complete);
  reader.expect(readVector(reader).length > 16);
}

/** §12.4.3 */
function readGroupInfo(reader: FormReader): void {
  reader.expect(reader.number(2) === VERSION);
  readCipherSuite(reader);
  readGroupId(reader);
  reader.bytes(8);
  reader.expect(readVector(reader).length >= 32);
  // Of the first epoch there is no transcript yet.
  readVector(reader);
  readVector(reader);
  readVector(reader);
  reader.expect(readVector(reader).length >= 32);
  reader.bytes(4);
  reader.expect(readVector(reader).length >= 64);
}

/** §10 and §7.2 */
function readKeyPackage(reader: FormReader): void {
  reader.expect(reader.number(2) === VERSION);
  readCipherSuite(reader);
  for (let key = 0; key < 3; key += 1) reader.expect(readVector(reader).length >= 32);
  // Credential: a name or certificates.
  reader.expect(reader.number(2) > 0);
  reader.expect(readVector(reader).length > 0);
  for (let list = 0; list < 5; list += 1) readVector(reader);
  // Source "key package", and from when to when it is valid.
  reader.expect(reader.number(1) === 1);
  reader.bytes(16);
  readVector(reader);
  reader.expect(readVector(reader).length >= 64);
  readVector(reader);
  reader.expect(readVector(reader).length >= 64);
}

function readCipherSuite(reader: FormReader): void {
  reader.expect(reader.number(2) > 0);
}

function readGroupId(reader: FormReader): Uint8Array {
  const id = readVector(reader);
  reader.expect(id.length > 0 && id.length <= MAX_GROUP_ID);
  return id;
}

/** Bytes behind their length: a QUIC varint (RFC 9000 §16) of 1, 2 or 4 bytes, as short as can be. */
function readVector(reader: FormReader): Uint8Array {
  const first = reader.number(1);
  const kind = first >> 6;
  reader.expect(kind < 3);
  const more = [0, 1, 3][kind] ?? 0;
  const length = (first & 63) * 256 ** more + reader.number(more);
  reader.expect(length >= ([0, 64, 16_384][kind] ?? 0));
  return reader.bytes(length);
}

function keyExchange(): EnvelopeParts {
  return { id: 'mls-handshake', role: 'key-exchange', ciphertext: new Uint8Array(0), parts: [] };
}
