import coder from 'bs58';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { base58 } from './base58.ts';

it.each(['hello there you', 'Grüße aus dem Süden', `a long text, ${'on and on '.repeat(30)}`])(
  'reads %s',
  (text) => {
    expect(decodeAlone(base58, coder.encode(Buffer.from(text)))).toEqual([['', text]]);
  },
);

it('does not begin with longer ones', () => {
  expect(decodeAlone(base58, coder.encode(Buffer.from('words '.repeat(80))))).toBeUndefined();
});

it('leaves random bytes alone: nobody can tell them from an id', () => {
  const random = seededBytes(52);
  for (const size of [12, 20, 32]) {
    const found = Array.from({ length: 3000 }, () =>
      decodeAlone(base58, coder.encode(random(size))),
    );
    expect(found.filter(Boolean)).toEqual([]);
  }
});
