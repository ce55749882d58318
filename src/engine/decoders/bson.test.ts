import { Binary, BSON, Long, ObjectId } from 'bson';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { bson } from './bson.ts';

const message = {
  _id: new ObjectId('65a000000000000000000001'),
  text: 'Grüße aus dem Süden',
  sealed: new Binary(Uint8Array.of(1, 2, 255)),
  list: ['a', 'b'],
  at: new Date(1e12),
  count: Long.fromNumber(5),
  ratio: 0.5,
  yes: true,
  none: null,
  nested: { pattern: /x+/i },
};

it('reads what the MongoDB driver writes', () => {
  expect(decodeAlone(bson, BSON.serialize(message))).toEqual([
    ['_id', '65a000000000000000000001'],
    ['text', 'Grüße aus dem Süden'],
    ['sealed', '0102ff'],
    ['list[]', 'a'],
    ['list[]', 'b'],
    ['at', '1000000000000'],
    ['count', '5'],
    ['ratio', '0.5'],
    ['yes', 'true'],
    ['none', ''],
    ['nested.pattern', '/x+/i'],
  ]);
});

it('refuses another length, and a document that ends elsewhere', () => {
  const bytes = BSON.serialize(message);
  expect(decodeAlone(bson, Uint8Array.of(...bytes, 0))).toBeUndefined();
  const short = Uint8Array.from(bytes);
  short[4] = 0;
  expect(decodeAlone(bson, short)).toBeUndefined();
});
