import { expect, it } from 'vitest';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { MaskFilter } from './mask-filter.ts';

const text = 'Meet me at the old bridge';
const bytes = new TextEncoder().encode(text);
const filter = new MaskFilter(text);
const buried = (inner: Uint8Array) =>
  Uint8Array.of(...seededBytes(1)(37), ...inner, ...seededBytes(2)(20));

it('finds the text under every mask', () => {
  for (let mask = 0; mask < 256; mask += 1) {
    expect(filter.matches(buried(bytes.map((byte) => byte ^ mask)))).toBe(true);
    expect(filter.matches(buried(bytes.map((byte) => byte + mask)))).toBe(true);
  }
});

it('finds no other text, and none under two bytes', () => {
  const other = new TextEncoder().encode(text.replace('old', 'new'));
  expect(filter.matches(buried(other.map((byte) => byte ^ 7)))).toBe(false);
  expect(filter.matches(buried(bytes.map((byte, at) => byte ^ (at & 1))))).toBe(false);
});

it('takes no run of one byte and no counter for a text', () => {
  expect(new MaskFilter('aaaaaaaaaaaaaaaa').matches(new Uint8Array(100))).toBe(false);
  const counter = Uint8Array.from({ length: 200 }, (_, at) => at);
  expect(new MaskFilter('abcdefghijklmnop').matches(counter)).toBe(false);
});
