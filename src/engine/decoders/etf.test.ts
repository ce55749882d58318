import { deflateSync } from 'node:zlib';
import { pack } from 'etf.js';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { etf } from './etf.ts';

const message = {
  op: 1,
  d: { content: 'Hello, Erlang', tags: ['a', 'bc'], none: null, yes: true },
};

function packed(value: unknown): Uint8Array {
  return Uint8Array.from(pack(value) as Uint8Array);
}

it('reads what a library for chat gateways writes', () => {
  expect(decodeAlone(etf, packed(message))).toEqual([
    ['op', '1'],
    ['d.content', 'Hello, Erlang'],
    ['d.tags[]', 'a'],
    ['d.tags[]', 'bc'],
    ['d.none', ''],
    ['d.yes', 'true'],
  ]);
});

it('reads a heartbeat, whose only words are two names', () => {
  expect(decodeAlone(etf, packed({ op: 1, d: 7 }))).toEqual([
    ['op', '1'],
    ['d', '7'],
  ]);
});

it('reads a compressed term of the right size only', () => {
  const term = packed(message).subarray(1);
  const whole = (size: number) => Uint8Array.of(131, 80, 0, 0, 0, size, ...deflateSync(term));
  expect(decodeAlone(etf, whole(term.length))?.[1]).toEqual(['d.content', 'Hello, Erlang']);
  expect(decodeAlone(etf, whole(term.length + 1))).toBeUndefined();
  expect(decodeAlone(etf, whole(term.length - 1))).toBeUndefined();
});

it('reads tuples, atoms, large integers and proper lists', () => {
  const atom = [119, 5, ...Buffer.from('reply')];
  const big = [110, 8, 1, 1, 0, 0, 0, 0, 0, 0, 1];
  const list = [108, 0, 0, 0, 1, 107, 0, 4, ...Buffer.from('text'), 106];
  expect(decodeAlone(etf, Uint8Array.of(131, 104, 3, ...atom, ...big, ...list))).toEqual([
    ['[0]', 'reply'],
    ['[1]', String(-(2n ** 56n) - 1n)],
    ['[2][]', 'text'],
  ]);
});

it('refuses what does not end with the term', () => {
  expect(decodeAlone(etf, Uint8Array.of(...packed(message), 0))).toBeUndefined();
  expect(decodeAlone(etf, packed(message).subarray(0, -1))).toBeUndefined();
});

it('finds nothing in random bytes behind the version', () => {
  const random = seededBytes(43);
  const found = Array.from({ length: 5000 }, () =>
    decodeAlone(etf, Uint8Array.of(131, ...random(40))),
  );
  expect(found.filter(Boolean)).toEqual([]);
});
