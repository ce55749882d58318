import { describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { sodiumBoxes } from '../../../test/corpus/makers/sodium.ts';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const text = 'Meet me at the old bridge at nine, and bring the second key with you';
const random = seededBytes(81);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const envelopes = (value: object) => findingOf(JSON.stringify(value)).envelopes;

it('names a nonce and a box in the usual fields', async () => {
  const boxes = await sodiumBoxes(1);
  const size = text.length;
  expect(envelopes({ to: 'bob', sealed: boxes.secretbox(text) })).toEqual([
    {
      id: 'secretbox-fields',
      path: 'sealed.ciphertext',
      role: 'message',
      ciphertext: { path: 'sealed.ciphertext', size, class: ciphertextClass },
    },
  ]);
  const nonce = Buffer.from(random(24)).toString('hex');
  const box = Buffer.from(random(90)).toString('hex');
  expect(envelopes({ nonce, box })).toMatchObject([{ id: 'secretbox-fields', path: 'box' }]);
});

describe('says nothing of', () => {
  it.each<[string, object]>([
    ['a nonce of another size', { nonce: base64(random(12)), ciphertext: base64(random(90)) }],
    ['a tag alone', { nonce: base64(random(24)), ciphertext: base64(random(16)) }],
    [
      'fields of different objects',
      { a: { nonce: base64(random(24)) }, ciphertext: base64(random(90)) },
    ],
    ['a field of another name', { nonce: base64(random(24)), data: base64(random(90)) }],
    ['a session', { session: { nonce: base64(random(24)), ciphertext: base64(random(90)) } }],
  ])('%s', (_, value) => expect(envelopes(value)).toEqual([]));

  it('bytes with a nonce in front, or a sealed box: they have no form', async () => {
    const boxes = await sodiumBoxes(1);
    for (const bytes of [boxes.combined(text), boxes.sealedBox(text)]) {
      expect(findingOf(bytes).envelopes).toEqual([]);
      expect(envelopes({ ciphertext: base64(bytes) })).toEqual([]);
    }
  });
});

it('leaves the class of readable text as it is', () => {
  const ciphertext = base64(Buffer.from(text));
  expect(envelopes({ nonce: base64(random(24)), ciphertext })).toMatchObject([
    { ciphertext: { class: 'text' } },
  ]);
});
