import protobuf from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { libsignalMessages } from '../../../test/corpus/makers/libsignal.ts';
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
    { id: 'signal-sender-key', role: 'message', ciphertext: { size: 64, class: ciphertextClass } },
  ]);
});

it.each([
  ['a ciphertext that is no whole number of blocks', message(whatsApp(65))],
  ['a signature one byte short', message(whatsApp(64), 63)],
  ['an id that is no UUID', message(libsignal(15))],
])('refuses %s', (_, bytes) => {
  expect(findingOf(bytes).envelopes).toEqual([]);
});

describe('a distribution', () => {
  const key = () => Buffer.concat([Uint8Array.of(5), random(32)]);
  const writtenBy = {
    WhatsApp: (chainKey: number) =>
      protobuf.Writer.create()
        .uint32(8)
        .uint32(12345)
        .uint32(16)
        .uint32(0)
        .uint32(26)
        .bytes(random(chainKey))
        .uint32(34)
        .bytes(key())
        .finish(),
  };
  const distribution = (chainKey: number) =>
    Buffer.concat([Uint8Array.of(0x33), writtenBy.WhatsApp(chainKey)]);

  it('is a key in the clear, in either form', async () => {
    for (const bytes of [distribution(32), (await libsignalMessages()).distribution]) {
      expect(findingOf(bytes).envelopes).toMatchObject([
        { id: 'signal-sender-key-distribution', role: 'key-exchange', keyBeside: 'chain-key' },
      ]);
    }
    expect(findingOf(distribution(31)).envelopes).toEqual([]);
  });

  it('beside a message of the group is its key', () => {
    const body = {
      key: Buffer.from(distribution(32)).toString('base64'),
      content: Buffer.from(message(whatsApp(64))).toString('base64'),
    };
    expect(findingOf(JSON.stringify(body)).envelopes).toMatchObject([
      { id: 'signal-sender-key-distribution' },
      { id: 'signal-sender-key', role: 'message', keyBeside: 'key.chain-key' },
    ]);
  });
});
