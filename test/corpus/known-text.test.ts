/** Recall over all encodings, and false hits on random payloads. Slow: `npx vitest run --project corpus known-text`. */
import { beforeAll, expect, it } from 'vitest';
import { analyse } from '../../src/engine/analyse.ts';
import { encodings, needles, ready } from './known-text-encodings.ts';
import { seededBytes } from './seeded-bytes.ts';

const RANDOM_PAYLOADS = 100_000;
const known = needles.map((text, at) => ({ id: `n${at}`, text }));

beforeAll(() => ready());

it('finds each text in each encoding', () => {
  const missed: string[] = [];
  for (const [name, encode] of encodings) {
    for (const needle of known) {
      const written = encode(needle.text);
      const bytes = typeof written === 'string' ? new TextEncoder().encode(written) : written;
      const { finding } = analyse({ bytes }, { knownTexts: known, clock: () => 0 });
      const found = finding.texts.map((match) => match.needle);
      if (!found.includes(needle.id)) missed.push(`${name}: ${needle.id}`);
      expect(
        found.filter((id) => id !== needle.id),
        name,
      ).toEqual([]);
    }
  }
  const all = encodings.length * known.length;
  console.log(`${all - missed.length} of ${all} found`);
  expect(missed).toEqual([]);
  expect(encodings.length).toBeGreaterThanOrEqual(43);
});

it('finds none in random payloads', { timeout: 600_000 }, () => {
  const random = seededBytes(2026);
  let hits = 0;
  for (let run = 0; run < RANDOM_PAYLOADS; run += 1) {
    const bytes = random(16 + (run % 16) * 16);
    const body =
      run % 2 ? Buffer.from(JSON.stringify({ d: Buffer.from(bytes).toString('base64') })) : bytes;
    const { finding } = analyse({ bytes: body }, { knownTexts: known, clock: () => 0 });
    hits += finding.texts.length + (finding.hashes?.length ?? 0);
  }
  expect(hits).toBe(0);
});
