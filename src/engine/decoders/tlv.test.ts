import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { tlv } from './tlv.ts';

const record = (header: number[], value: string) => Buffer.from([...header, ...Buffer.from(value)]);

it.each([
  ['one byte each', (type: number, value: string) => record([type, value.length], value)],
  ['a length of two', (type: number, value: string) => record([type, 0, value.length], value)],
  ['two bytes each', (type: number, value: string) => record([0, type, 0, value.length], value)],
  ['a length of four', (t: number, value: string) => record([t, 0, 0, 0, value.length], value)],
])('reads records, %s', (_, make) => {
  const bytes = Buffer.concat([make(1, 'alice'), make(2, '\u0001'), make(3, 'hello there')]);
  expect(decodeAlone(tlv, bytes)).toEqual([
    ['1', 'alice'],
    ['2', '01'],
    ['3', 'hello there'],
  ]);
  expect(decodeAlone(tlv, bytes.subarray(0, -1))).toBeUndefined();
});

it('leaves records of bytes alone', () => {
  const bytes = Buffer.concat([
    record([1, 9], '\u0001'.repeat(9)),
    record([2, 5], 'alice'),
    record([3, 4], 'abcd'),
  ]);
  expect(decodeAlone(tlv, bytes)).toBeUndefined();
});
