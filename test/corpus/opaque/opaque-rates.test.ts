import { expect, test } from 'vitest';
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
