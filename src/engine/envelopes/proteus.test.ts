import { beforeAll, describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import {
  type ProteusMessages,
  proteusMessages,
  wireOtrMessage,
} from '../../../test/corpus/makers/proteus.ts';
import { findingOf, layersOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
const random = seededBytes(31);
const protobuf = { contentType: 'application/x-protobuf' };
let real: ProteusMessages;
let message: Uint8Array;

beforeAll(async () => {
  real = await proteusMessages();
  message = real.message(text);
});

const envelopes = (bytes: Uint8Array) => findingOf(bytes).envelopes;

function altered(at: number, value: number): Uint8Array {
  const copy = Uint8Array.from(message);
  copy[at] = value;
  return copy;
}

describe('a Proteus message', () => {
  it('is recognised, its ciphertext as long as the text', () => {
    expect(envelopes(message)).toEqual([
      {
        id: 'proteus',
        path: '',
        role: 'message',
        ciphertext: { path: '', size: text.length, class: ciphertextClass },
      },
    ]);
  });

  it('is recognised at every length, and where it begins a session', () => {
    for (const size of [1, 23, 24, 255, 256, 65_535, 65_536]) {
      expect(envelopes(real.message('a'.repeat(size)))).toMatchObject([
        { id: 'proteus', ciphertext: { size } },
      ]);
    }
    expect(envelopes(real.preKey(text))).toMatchObject([{ id: 'proteus-prekey', role: 'message' }]);
  });

  it.each([
    ['another version', () => altered(2, 2)],
    ['a shorter MAC', () => altered(7, 31)],
    ['another type', () => altered(43, 3)],
    ['one byte less', () => message.subarray(0, -1)],
    ['one byte more', () => Buffer.concat([message, Uint8Array.of(0)])],
  ])('with %s is none', (_, change) => {
    expect(envelopes(change())).toEqual([]);
  });
});

describe("Wire's protobuf around it", () => {
  it('has a message for every client', () => {
    const body = wireOtrMessage([message, real.message(text)]);
    const finding = findingOf(body, protobuf);
    expect(finding.envelopes.map(({ id, path }) => [id, path])).toEqual([
      ['proteus', '2.2.2'],
      ['proteus', '2.2.2'],
    ]);
    expect(layersOf(finding).filter(({ keyLike }) => keyLike)).toEqual([]);
  });

  it('explains the ids of its users, which have the size of a key', () => {
    const body = Buffer.from(wireOtrMessage([message]));
    const at = body.indexOf(Buffer.from('9f1d2c3b4a5948778695a4b3c2d1e0f1', 'hex'));
    // Bits of no version of a UUID.
    body[at + 6] = 0xff;
    const finding = findingOf(Uint8Array.from(body), protobuf);
    expect(finding.envelopes).toHaveLength(1);
    expect(finding.envelopes[0]).not.toHaveProperty('keyBeside');
    const stray = Uint8Array.from([...body, 0x7a, 16, ...random(16)]);
    expect(findingOf(stray, protobuf).envelopes[0]).toHaveProperty('keyBeside', '15');
  });

  it('with a large message apart from its keys is one', () => {
    const keys = real.message('a key and a hash of 64 bytes altogether, for the blob beside it.');
    const finding = findingOf(wireOtrMessage([keys], random(16 + 320)), protobuf);
    expect(finding.envelopes).toMatchObject([
      {
        id: 'wire-otr',
        path: '4',
        role: 'message',
        ciphertext: { size: 320, class: ciphertextClass },
      },
      { id: 'proteus' },
    ]);
    expect(finding.envelopes[0]).not.toHaveProperty('keyBeside');
  });

  it.each([
    ['a blob that is no whole number of blocks', () => wireOtrMessage([message], random(337))],
    ['a key in the clear', () => wireOtrMessage([random(32)], random(336))],
    ['one key of two in the clear', () => wireOtrMessage([message, random(32)], random(336))],
    ['no clients', () => wireOtrMessage([], random(336))],
  ])('with %s is none', (_, make) => {
    const ids = findingOf(make(), protobuf).envelopes.map(({ id }) => id);
    expect(ids).not.toContain('wire-otr');
  });

  it('with a key in the clear says so', () => {
    const body = wireOtrMessage([message, random(32)], random(336));
    expect(findingOf(body, protobuf).envelopes).toMatchObject([
      { id: 'proteus', keyBeside: '2.2.2' },
    ]);
  });
});
