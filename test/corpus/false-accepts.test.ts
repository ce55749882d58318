/**
 * How often uniform bytes, as ciphertext is, are taken for a format: raw, and as base64 in JSON. The figures are those of
 * docs/method/formats.md. Slow: `npx vitest run --project corpus false-accepts`.
 */
import { expect, it } from 'vitest';
import type { Layer } from '../../src/engine/finding.ts';
import { findingOf } from './outline.ts';
import { seededBytes } from './seeded-bytes.ts';

const SAMPLES = 20_000;
const SIZES = [32, 64, 128, 256];
/** Formats that say so little about themselves that uniform bytes pass now and then, and in how many cases at most. */
const LOOSE = new Map([
  ['protobuf', 8e-4],
  ['mqtt', 2e-4],
]);

/** The format of the innermost layer that wraps the bytes; '' when they are a leaf. */
function formatOf(layer: Layer | undefined): string {
  return layer === undefined || layer.format === 'leaf' ? '' : layer.format;
}

it('uniform bytes are hardly ever taken for a format', { timeout: 600_000 }, () => {
  const random = seededBytes(20_261_121);
  const rows: string[] = [];
  const tooMany: string[] = [];
  for (const size of SIZES) {
    const raw = new Map<string, number>();
    const written = new Map<string, number>();
    const count = (counts: Map<string, number>, format: string) =>
      counts.set(format, (counts.get(format) ?? 0) + 1);
    for (let left = SAMPLES; left > 0; left -= 1) {
      const bytes = random(size);
      count(raw, formatOf(findingOf(bytes).anatomy));
      const text = Buffer.from(bytes).toString('base64');
      const [base64] = findingOf(JSON.stringify({ d: text })).anatomy.children;
      expect(base64?.format).toBe('base64');
      count(written, formatOf(base64?.children[0]));
    }
    for (const [kind, counts] of [
      ['raw', raw],
      ['base64 in JSON', written],
    ] as const) {
      const opened = [...counts].filter(([format]) => format !== '');
      rows.push(`${size} B, ${kind}: ${opened.map((pair) => pair.join(' ')).join(', ') || 'none'}`);
      expect(counts.get('')).toBeGreaterThan(SAMPLES * 0.99);
      for (const [format, found] of opened) {
        if (found > (LOOSE.get(format) ?? 0) * SAMPLES)
          tooMany.push(`${format} at ${size} B: ${found}`);
      }
    }
  }
  console.log(rows.join('\n'));
  expect(tooMany).toEqual([]);
});
