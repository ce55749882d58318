import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InSequence } from './in-sequence.ts';

function through(numbers: readonly number[], key = 'a'): number[] {
  const inSequence = new InSequence<number>();
  const out = numbers.flatMap((seq) => inSequence.push(seq, { key, seq, size: 1 }));
  return [...out, ...inSequence.rest()];
}

it.each([
  [[0, 1, 2]],
  [[1, 2, 3]],
  [[0, 2, 1, 4, 3]],
  [[4, 3, 2, 1, 0]],
  [[3, 2, 1]],
  [[1, 0, 2]],
  [[70, 40, 55]],
])('puts %j in order', (numbers) => {
  expect(through(numbers)).toEqual(numbers.toSorted((a, b) => a - b));
});

it('hands on at once what comes in order', () => {
  const inSequence = new InSequence<number>();
  const push = (seq: number) => inSequence.push(seq, { key: 'a', seq, size: 1 });
  expect([push(0), push(1), push(3), push(2), push(4)]).toEqual([[0], [1], [], [2, 3], [4]]);
});

it('keeps connections apart', () => {
  const inSequence = new InSequence<string>();
  const push = (key: string, seq: number) => inSequence.push(`${key}${seq}`, { key, seq, size: 1 });
  expect([push('a', 0), push('b', 1), push('a', 1), push('b', 0)]).toEqual([
    ['a0'],
    [],
    ['a1'],
    ['b0', 'b1'],
  ]);
});

it('waits no longer than its limits for a frame that was not recorded', () => {
  const inSequence = new InSequence<number>();
  const push = (seq: number) => inSequence.push(seq, { key: 'a', seq, size: 1 });
  push(0);
  const later = Array.from({ length: 9000 }, (_, at) => at + 2);
  const out = later.flatMap(push);
  expect(out).toEqual(later);
  expect(push(20_000)).toEqual([20_000]);
});

it('bounds what waits by its size too', () => {
  const inSequence = new InSequence<number>();
  const push = (seq: number) => inSequence.push(seq, { key: 'a', seq, size: 30 * 1024 * 1024 });
  expect([push(0), push(2), push(3), push(4)]).toEqual([[0], [], [], [2, 3, 4]]);
});

it('loses nothing and gives nothing twice', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2, max: 30 }), { maxLength: 60 }), (numbers) => {
      expect(through(numbers).toSorted((a, b) => a - b)).toEqual(numbers.toSorted((a, b) => a - b));
    }),
  );
});
