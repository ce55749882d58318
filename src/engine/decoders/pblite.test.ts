import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { findingOf, outlineOf } from '../../../test/corpus/outline.ts';
import { pblite } from './pblite.ts';

const contentType = 'application/json+protobuf';

it('counts fields from 1, leaves out what is not set, and reads high fields', () => {
  const text = JSON.stringify(['a', null, [[7, 'b']], { 120: 'c', 121: ['d'] }]);
  expect(decodeAlone(pblite, text, { contentType })).toEqual([
    ['1', 'a'],
    ['3.1.1', '7'],
    ['3.1.2', 'b'],
    ['120', 'c'],
    ['121.1', 'd'],
  ]);
});

it('goes on with bytes in base64, behind the prefix against script inclusion', () => {
  const inner = Buffer.concat([Buffer.from([0x0a, 11]), Buffer.from('hello there')]);
  const text = `)]}'\n${JSON.stringify([null, [inner.toString('base64')]])}`;
  expect(outlineOf(findingOf(text, { contentType }))).toEqual([
    ': pblite',
    '2.1: base64',
    '2.1: protobuf',
    '2.1.1: text',
  ]);
});

it('gives long lists one path', () => {
  const text = JSON.stringify([Array.from({ length: 100 }, () => ['x'])]);
  expect(new Set(decodeAlone(pblite, text, { contentType })?.map(([path]) => path))).toEqual(
    new Set(['1[].1']),
  );
});

it('is for declared bodies only', () => {
  expect(decodeAlone(pblite, '["a"]')).toBeUndefined();
  expect(decodeAlone(pblite, '{"a":1}', { contentType })).toBeUndefined();
});
