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

it('takes bytes of the size of a key for a message when a text is somewhere inside', () => {
  const hex = '10011a020a00220612040a026f6b3802';
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
  expect(bytes).toHaveLength(16);
  expect(decodeAlone(protobuf, bytes, inside)?.map(([name]) => name)).toEqual(['2', '3', '4', '7']);
  // The same fields with bytes in place of `ok`.
  const silent = bytes.map((byte) => (byte === 0x6f || byte === 0x6b ? 0xff : byte));
  expect(decodeAlone(protobuf, silent, inside)).toBeUndefined();
});

it.each(['😂😂', '❤️', '好', 'ok'])('takes %s for a text there', (text) => {
  const inner = Writer.create().uint32(10).string(text).finish();
  const middle = Writer.create().uint32(18).bytes(inner).finish();
  const whole = Writer.create().uint32(16).uint32(1).uint32(34).bytes(middle);
  const filled = whole
    .uint32(58)
    .bytes(new Uint8Array(24 - 6 - middle.length))
    .finish();
  expect(filled).toHaveLength(24);
  expect(decodeAlone(protobuf, filled, inside)?.map(([name]) => name)).toEqual(['2', '4', '7']);
});

it('sees a message in bytes that are a text but for the tags and lengths before it', () => {
  const text = 'UQF6R3NzR1lwbHQ0R0RRSk1PbzhjMGtnU2EyT3JBMGV5WGJhYVk0blg0'.padEnd(64, 'x');
  const inner = Writer.create().uint32(10).string(text).finish();
  const bytes = Writer.create().uint32(18).bytes(inner).finish();
  expect(decodeAlone(protobuf, bytes, inside)?.map(([name]) => name)).toEqual(['2']);
  // A length that is not the right one leaves it a text.
  expect(decodeAlone(protobuf, bytes.subarray(0, -1), inside)).toBeUndefined();
});

it('hardly ever takes a key for a message, wherever it stands', () => {
  for (const size of [16, 24, 32]) {
    const random = seededBytes(size + 90);
    let found = 0;
    for (let left = 20_000; left > 0; left -= 1) {
      if (decodeAlone(protobuf, random(size), inside) !== undefined) found += 1;
    }
    expect(found).toBeLessThan(2);
  }
});
