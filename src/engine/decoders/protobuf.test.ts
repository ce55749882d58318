import protobufjs from 'protobufjs/minimal.js';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { protobuf } from './protobuf.ts';

const { Writer } = protobufjs;
const inside = { parent: 'protobuf' };

it('names fields by number', () => {
  const bytes = Writer.create()
    .uint32(8)
    .uint32(100)
    .uint32(18)
    .string('text')
    .uint32(26)
    .bytes(Uint8Array.of(255, 254))
    .uint32(33)
    .double(1)
    .uint32(45)
    .float(1)
    .finish();
  expect(decodeAlone(protobuf, bytes)).toEqual([
    ['1', '100'],
    ['2', 'text'],
    ['3', 'fffe'],
    ['4', '000000000000f03f'],
    ['5', '0000803f'],
  ]);
});

it.each([
  ['a length beyond the end', '0a0568'],
  ['field number 0', '0201'],
  ['a group', '0b100c'],
  ['a varint in a longer form than needed', '088100'],
  ['a varint of eleven bytes', '08ffffffffffffffffffff01'],
  ['a lone small number', '0801'],
])('refuses %s', (_, hex) => {
  expect(decodeAlone(protobuf, Uint8Array.from(Buffer.from(hex, 'hex')))).toBeUndefined();
});

it('takes readable text for text, unless a line feed opens a field of exactly that length', () => {
  const bytes = Writer.create().uint32(10).string('nine char').finish();
  expect(Buffer.from(bytes).toString()).toBe('\n\tnine char');
  expect(decodeAlone(protobuf, bytes, inside)).toEqual([['1', 'nine char']]);
  expect(decodeAlone(protobuf, new TextEncoder().encode('\n\tnine chars'), inside)).toBeUndefined();
  expect(decodeAlone(protobuf, new TextEncoder().encode('"(quoted'), inside)).toBeUndefined();
});

it('does not take keys for messages', () => {
  const random = seededBytes(7);
  for (const size of [16, 24, 32]) {
    const taken = Array.from({ length: 2000 }, () => decodeAlone(protobuf, random(size), inside));
    expect(taken.filter(Boolean)).toEqual([]);
  }
});

it('takes other random bytes for messages in less than one of a thousand cases', () => {
  const random = seededBytes(8);
  let taken = 0;
  for (let run = 0; run < 10_000; run += 1) {
    if (decodeAlone(protobuf, random(40 + (run % 100)), inside)) taken += 1;
  }
  expect(taken).toBeLessThan(10);
});
