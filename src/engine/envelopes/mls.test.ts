import { beforeAll, describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { type MlsMessages, mlsMessages } from '../../../test/corpus/makers/mls.ts';
import { findingOf } from '../../../test/corpus/outline.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
let real: MlsMessages;
let application: Uint8Array;

beforeAll(async () => {
  real = await mlsMessages();
  application = await real.application(text);
});

const envelopes = (bytes: Uint8Array) => findingOf(bytes).envelopes;

/** A copy with one byte changed. */
function altered(at: number, value: number): Uint8Array {
  const copy = Uint8Array.from(application);
  copy[at] = value;
  return copy;
}

/** Version and format, group id of ten bytes with its length, epoch. */
const TYPE_AT = 4 + 11 + 8;

it('recognises an application message, and measures its ciphertext alone', () => {
  const size = application.length - TYPE_AT - 1 - 1 - 29 - 2;
  expect(envelopes(application)).toEqual([
    {
      id: 'mls',
      path: '',
      role: 'message',
      ciphertext: { path: '', size, class: ciphertextClass },
    },
  ]);
});

it.each([
  ['a commit', () => real.commit],
  ['a proposal', () => real.proposal],
  ['a welcome', () => real.welcome],
  ['a key package', () => real.keyPackage],
  ['a group info', () => real.groupInfo],
  [
    'commit, group info and welcome in one',
    () => Buffer.concat([real.commit, real.groupInfo, real.welcome]),
  ],
])('takes %s for a key exchange', (_, make) => {
  expect(envelopes(make())).toMatchObject([{ id: 'mls-handshake', role: 'key-exchange' }]);
});

describe('a look-alike', () => {
  it.each([
    ['a public message', () => real.publicProposal],
    ['another version', () => altered(1, 2)],
    ['another wire format', () => altered(3, 6)],
    ['an unknown content type', () => altered(TYPE_AT, 4)],
    ['sender data of another size', () => altered(TYPE_AT + 2, 0x1b)],
    ['a group id without bytes', () => altered(4, 0)],
    ['one byte less', () => application.subarray(0, -1)],
    ['one byte more', () => Buffer.concat([application, Uint8Array.of(0)])],
    ['two messages in one', () => Buffer.concat([application, application])],
    ['a key package cut short', () => real.keyPackage.subarray(0, -1)],
    ['a welcome cut short', () => real.welcome.subarray(0, -1)],
  ])('with %s is none', (_, make) => {
    expect(envelopes(application)).toHaveLength(1);
    expect(envelopes(make())).toEqual([]);
  });

  it('with a length longer than need be is none', () => {
    const long = Buffer.concat([
      application.subarray(0, 4),
      Uint8Array.of(0x40, 10),
      application.subarray(5),
    ]);
    expect(envelopes(long)).toEqual([]);
  });

  it('around readable bytes is an envelope whose ciphertext is text', () => {
    const fake = Uint8Array.from(application);
    const clear = Buffer.from(text.repeat(9));
    const start = TYPE_AT + 1 + 1 + 29 + 2;
    fake.set(clear.subarray(0, fake.length - start), start);
    const finding = findingOf(fake, {}, { knownTexts: [{ id: 'draft', text }] });
    expect(finding.envelopes).toMatchObject([{ id: 'mls', ciphertext: { class: 'text' } }]);
    expect(finding.texts).toMatchObject([{ needle: 'draft', extent: 'whole' }]);
  });
});
