import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { hex } from './hex.ts';

const digits = (size: number) => Buffer.from(seededBytes(4)(size)).toString('hex');

it('undoes digits of either case, but no mixture', () => {
  const text = Buffer.from('hello world!').toString('hex');
  expect(decodeAlone(hex, text)).toEqual([['', 'hello world!']]);
  expect(decodeAlone(hex, text.toUpperCase())).toEqual([['', 'hello world!']]);
  expect(decodeAlone(hex, `AA${text}`)).toBeUndefined();
});

it('leaves the lengths of digests to the identifiers, unless they are readable', () => {
  expect(decodeAlone(hex, digits(32))).toBeUndefined();
  expect(decodeAlone(hex, digits(33))).toBeDefined();
  expect(decodeAlone(hex, Buffer.from('exactly sixteen!').toString('hex'))).toBeDefined();
});

it('finds two pictographs in the length of a digest', () => {
  expect(decodeAlone(hex, Buffer.from('😂😂').toString('hex'))).toEqual([['', '😂😂']]);
});

it.each(['123456789012345678', 'deadbeefdeadbee', 'not hex digits', 'a'.repeat(36)])(
  'leaves %s alone',
  (text) => {
    expect(decodeAlone(hex, text)).toBeUndefined();
  },
);
