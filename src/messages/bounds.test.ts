import { describe, expect, it } from 'vitest';
import { withinBounds } from './bounds.ts';

const bounds = { depth: 3, values: 10, characters: 20 };

describe('a message', () => {
  it.each([
    ['plain values', { a: 1, b: 'text', c: null, d: [true] }],
    ['nesting up to the limit', [[[1]]]],
    ['as many values', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['as many characters', { ten: 'seventeen letters' }],
    ['a harmless key', JSON.parse('{"constructor":1}')],
  ])('with %s is within', (_, message) => {
    expect(withinBounds(message, bounds)).toBe(true);
  });

  it.each([
    ['nesting beyond the limit', [[[[1]]]]],
    ['too many values', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['too many characters in values', ['x'.repeat(11), 'y'.repeat(10)]],
    ['too many characters in keys', { ['x'.repeat(21)]: 1 }],
    ['a key that reaches the prototype', JSON.parse('{"a":{"__proto__":1}}')],
  ])('with %s is not', (_, message) => {
    expect(withinBounds(message, bounds)).toBe(false);
  });

  it('of any depth is refused without a stack', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    expect(withinBounds(deep)).toBe(false);
  });
});
