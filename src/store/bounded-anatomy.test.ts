import { expect, it } from 'vitest';
import type { Layer } from '../engine/finding.ts';
import { leaf } from '../verdict/testing/examples.ts';
import { boundedAnatomy, KEPT_PATHS } from './bounded-anatomy.ts';

function wide(children: Layer[]): Layer {
  return { path: '', format: 'json', size: 9, children };
}

function count(layer: Layer): number {
  return 1 + layer.children.reduce((sum, child) => sum + count(child), 0);
}

it('keeps a small anatomy as it is', () => {
  const root = wide([
    leaf('a', 'text'),
    { ...wide([leaf('b.c', 'opaque')]), path: 'b', omitted: 2 },
  ]);
  expect(boundedAnatomy(root)).toEqual(root);
});

it('keeps the upper layers of a large one and counts what it leaves out', () => {
  const deep = wide(Array.from({ length: 50 }, (_, at) => leaf(`x.${at}`, 'text')));
  const root = wide([{ ...deep, path: 'x', omitted: 3 }, leaf('y', 'text')]);
  const kept = boundedAnatomy(root, 500);
  expect(kept.children.map(({ path }) => path)).toEqual(['x', 'y']);
  const [x] = kept.children;
  expect(x?.children.length).toBeGreaterThan(5);
  expect((x?.children.length ?? 0) + (x?.omitted ?? 0)).toBe(53);
  expect(count(root)).toBe(53);
});

it('is bounded whatever a page sends', () => {
  const root = wide(Array.from({ length: 2_000 }, (_, at) => leaf('n'.repeat(4_000) + at, 'text')));
  expect(JSON.stringify(root).length).toBeGreaterThan(8_000_000);
  expect(JSON.stringify(boundedAnatomy(root)).length).toBeLessThan(2 * KEPT_PATHS);
});
