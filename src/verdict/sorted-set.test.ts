import fc from 'fast-check';
import { expect, it } from 'vitest';
import { union } from './sorted-set.ts';

it('keeps each item once, whatever the order of its keys', () => {
  const items = union<object>([{ a: 1, b: 2 }], [{ b: 2, a: 1 }, { a: 1 }], 9);
  expect(items).toHaveLength(2);
});

it('keeps the first by rank, then by their JSON', () => {
  expect(union([3, 1], [2], 2, (item) => -item)).toEqual([3, 2]);
  expect(union(['b'], ['a', 'c'], 2)).toEqual(['a', 'b']);
});

it('gives the same for every order and grouping, cut or not', () => {
  const list = fc.array(fc.integer({ min: 0, max: 30 }));
  fc.assert(
    fc.property(list, list, list, (a, b, c) => {
      const rank = (item: number) => item % 3;
      const join = (x: readonly number[], y: readonly number[]) => union(x, y, 5, rank);
      expect(join(join(join([], a), b), c)).toEqual(join(join(join([], c), a), b));
    }),
  );
});
