import { expect, test } from 'vitest';
import { testUniformity } from '../../../src/engine/statistics/uniformity.ts';
import { seededBytes } from '../seeded-bytes.ts';
import { opaqueRates, tableOf, totalOf } from './rates.ts';

/** `SEALCHECK_OPAQUE_PAYLOADS=20000 npm run corpus` for the full size. */
const COUNT = Number(process.env.SEALCHECK_OPAQUE_PAYLOADS ?? 600);

test('what is called opaque', { timeout: 3_600_000 }, async () => {
  const rates = await opaqueRates(COUNT);
  console.log(tableOf(rates));
  const [cipher, compressed, media, encoded, structured] = (
    ['ciphertext', 'compressed', 'media', 'encoded', 'structured'] as const
  ).map((family) => totalOf(rates, family));
  expect(compressed?.opaque).toBe(0);
  expect(media?.opaque).toBe(0);
  expect(encoded?.opaque).toBe(0);
  expect(structured?.opaque).toBeLessThanOrEqual(Math.ceil(COUNT * 3e-5));
  // One per cent, and three standard deviations of the sample.
  const least = 0.99 - 3 * Math.sqrt(0.0099 / COUNT);
  expect((cipher?.opaque ?? 0) / (cipher?.payloads ?? 1)).toBeGreaterThan(least);
});

test.each([24, 28, 56, 100, 128, 160, 300, 700, 1024, 3000, 4096, 20_000])(
  'all uniformity tests together reject less than 1 %% of uniform bytes, %i of them',
  { timeout: 3_600_000 },
  (size) => {
    const random = seededBytes(size);
    const runs = COUNT * 4;
    let rejected = 0;
    for (let run = 0; run < runs; run += 1) {
      if (testUniformity(random(size)).failed.length > 0) rejected += 1;
    }
    const slack = 3 * Math.sqrt(0.01 / runs);
    expect(rejected / runs).toBeLessThan(0.01 + slack);
    expect(rejected / runs).toBeGreaterThan(0.003 - slack);
  },
);
