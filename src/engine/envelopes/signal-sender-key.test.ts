import protobuf from 'protobufjs/minimal.js';
import { expect, it } from 'vitest';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const random = seededBytes(11);

/** Version byte, protobuf, signature: what libsignal's and whatsmeow's writers put together. */
function message(body: Uint8Array, signatureSize = 64): Uint8Array {
  return Buffer.concat([Uint8Array.of(0x33), body, random(signatureSize)]);
}

const whatsApp = (size: number) =>
  protobuf.Writer.create()
    .uint32(8)
    .uint32(12345)
    .uint32(16)
    .uint32(7)
    .uint32(26)
    .bytes(random(size))
    .finish();
const libsignal = (uuidSize: number) =>
  protobuf.Writer.create()
    .uint32(10)
    .bytes(random(uuidSize))
    .uint32(16)
    .uint32(9)
    .uint32(24)
    .uint32(3)
    .uint32(34)
    .bytes(random(64))
    .finish();

it.each([
  ['WhatsApp', whatsApp(64)],
  ['libsignal', libsignal(16)],
])("recognises %s's form", (_, body) => {
  expect(findingOf(message(body)).envelopes).toMatchObject([
    { id: 'signal-sender-key', role: 'message', ciphertext: { size: 64, class: 'opaque' } },
  ]);
});

it.each([
  ['a ciphertext that is no whole number of blocks', message(whatsApp(65))],
  ['a signature one byte short', message(whatsApp(64), 63)],
  ['an id that is no UUID', message(libsignal(15))],
])('refuses %s', (_, bytes) => {
  expect(findingOf(bytes).envelopes).toEqual([]);
});
