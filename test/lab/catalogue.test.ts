import { expect, it } from 'vitest';
import { catalogue } from './catalogue.mjs';

it('gives every twin another verdict than its original', () => {
  const byId = new Map(catalogue.map((entry) => [entry.id, entry]));
  expect(byId.size).toBe(catalogue.length);
  const twins = catalogue.filter(({ twinOf }) => twinOf !== undefined);
  expect(twins.length).toBeGreaterThan(10);
  for (const twin of twins) {
    const original = byId.get(twin.twinOf ?? '');
    expect(original, twin.id).toBeDefined();
    expect(twin.expected.verdict, twin.id).not.toBe(original?.expected.verdict);
  }
});
