/**
 * Proteus, Wire's double ratchet (wireapp/proteus, `message/Envelope` and its parts), in CBOR with the shortest lengths:
 * {0: 1, 1: {0: MAC 32 B}, 2: message}. A message is 1 and {0 session tag 16 B, 1 counter, 2 previous counter,
 * 3 {0: ratchet key 32 B}, 4 ciphertext}; to begin a session 2 and {0 pre-key id, 1 {0: base key}, 2 {0: {0: identity
 * key}}, 3 the former}. The cipher is a stream: its ciphertext has the text's length.
 */

import type { ByteEnvelope, EnvelopeParts } from './envelope.ts';
import { FormReader } from './form-reader.ts';

const MAC_SIZE = 32;
const KEY_SIZE = 32;
const TAG_SIZE = 16;
const MAP = 5;
const BYTES = 2;
const CIPHER_MESSAGE = 1;
const PRE_KEY_MESSAGE = 2;
const MAX_PRE_KEY_ID = 65_535;

export const proteus: ByteEnvelope = {
  id: 'proteus',
  opens: (first) => first === 0xa3,
  recognise({ isString, bytes }) {
    return isString || bytes[0] !== 0xa3 ? undefined : proteusEnvelope(bytes);
  },
};

export function proteusEnvelope(bytes: Uint8Array): EnvelopeParts | undefined {
  const reader = new FormReader(bytes);
  readMap(reader, 3);
  readKey(reader, 0);
  reader.expect(readNumber(reader) === 1);
  readKey(reader, 1);
  readMap(reader, 1);
  readKey(reader, 0);
  const mac = readBytes(reader, MAC_SIZE);
  readKey(reader, 2);
  const message = new FormReader(readBytes(reader));
  if (!reader.complete) return undefined;
  const type = readNumber(message);
  const parts = [{ name: 'mac', bytes: mac }];
  if (type === PRE_KEY_MESSAGE) readPreKey(message, parts);
  else message.expect(type === CIPHER_MESSAGE);
  const ciphertext = readCipherMessage(message, parts);
  if (!message.complete || ciphertext.length === 0) return undefined;
  return type === PRE_KEY_MESSAGE
    ? { id: 'proteus-prekey', role: 'message', ciphertext, parts }
    : { id: 'proteus', role: 'message', ciphertext, parts };
}

function readPreKey(reader: FormReader, parts: EnvelopeParts['parts']): void {
  readMap(reader, 4);
  readKey(reader, 0);
  reader.expect(readNumber(reader) <= MAX_PRE_KEY_ID);
  readKey(reader, 1);
  parts.push({ name: 'base-key', bytes: readPublicKey(reader) });
  readKey(reader, 2);
  readMap(reader, 1);
  readKey(reader, 0);
  parts.push({ name: 'identity-key', bytes: readPublicKey(reader) });
  readKey(reader, 3);
}

function readCipherMessage(reader: FormReader, parts: EnvelopeParts['parts']): Uint8Array {
  readMap(reader, 5);
  readKey(reader, 0);
  parts.push({ name: 'session-tag', bytes: readBytes(reader, TAG_SIZE) });
  readKey(reader, 1);
  readNumber(reader);
  readKey(reader, 2);
  readNumber(reader);
  readKey(reader, 3);
  parts.push({ name: 'ratchet-key', bytes: readPublicKey(reader) });
  readKey(reader, 4);
  return readBytes(reader);
}

function readPublicKey(reader: FormReader): Uint8Array {
  readMap(reader, 1);
  readKey(reader, 0);
  return readBytes(reader, KEY_SIZE);
}

function readMap(reader: FormReader, size: number): void {
  reader.expect(readHead(reader, MAP) === size);
}

function readKey(reader: FormReader, key: number): void {
  reader.expect(readNumber(reader) === key);
}

function readNumber(reader: FormReader): number {
  return readHead(reader, 0);
}

function readBytes(reader: FormReader, size?: number): Uint8Array {
  const length = readHead(reader, BYTES);
  reader.expect(size === undefined || length === size);
  return reader.bytes(length);
}

/** Major type and argument of at most 32 bits, as short as can be (RFC 8949 §3, §4.2.1). */
function readHead(reader: FormReader, major: number): number {
  const first = reader.number(1);
  const short = first & 31;
  reader.expect(first >> 5 === major && short <= 26);
  if (short < 24) return short;
  const value = reader.number(2 ** (short - 24));
  reader.expect(value >= ([24, 256, 65_536][short - 24] ?? 0));
  return value;
}
