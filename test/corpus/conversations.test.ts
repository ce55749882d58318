import { expect, test } from 'vitest';
import { profileOf } from '../../src/platforms/registry.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { replay } from '../fixtures/replay.ts';
import { type Family, families } from './families.ts';
import { buckets, sampleTexts } from './texts.ts';

const verdicts: readonly Verdict[] = ['plaintext', 'tls-only', 'e2ee', 'inconclusive'];

interface Result {
  family: Family;
  bucket: number;
  verdict: Verdict;
  proven: boolean;
}

async function judged(): Promise<Result[]> {
  const results: Result[] = [];
  for (const seed of [1, 2]) {
    for (const family of await families(seed)) {
      const profile = profileOf(family.platform);
      if (!profile) throw new Error(`no profile ${family.platform}`);
      for (const { bucket, text } of sampleTexts(seed)) {
        const events = await family.make(text);
        const { page, added } = family;
        const fixture = { description: '', source: '', page, added, draft: text, events };
        const { judgement } = replay(fixture, profile).state;
        const proven = judgement.strength === 'proven';
        results.push({ family, bucket, verdict: judgement.verdict, proven });
      }
    }
  }
  return results;
}

/** Verdicts by family and length of the text. */
function table(results: readonly Result[]): string {
  const names = [...new Set(results.map(({ family }) => family.name))];
  const rows = names.map((name) => {
    const cells = buckets.map((bucket) => {
      const here = results.filter((one) => one.family.name === name && one.bucket === bucket);
      const counts = verdicts.map(
        (verdict) => [verdict, here.filter((one) => one.verdict === verdict).length] as const,
      );
      return counts
        .filter(([, count]) => count > 0)
        .map(([verdict, count]) => `${count} ${verdict}`)
        .join(', ')
        .padEnd(28);
    });
    return `${name.padEnd(44)} ${cells.join(' ')}`;
  });
  return [
    `${'bytes of text, at least'.padEnd(44)} ${buckets.map((bucket) => String(bucket).padEnd(28)).join(' ')}`,
    ...rows,
  ].join('\n');
}

const share = (part: readonly Result[], whole: readonly Result[]) => part.length / whole.length;

test('payloads of real libraries and their look-alikes', { timeout: 240_000 }, async () => {
  const results = await judged();
  console.log(table(results));
  const of = (truth: Family['truth']) => results.filter(({ family }) => family.truth === truth);
  expect(results.length).toBeGreaterThan(1_400);

  const [readable, sealed, traps] = [of('readable'), of('sealed'), of('trap')];
  const falseSeals = [...readable, ...traps].filter(({ verdict }) => verdict === 'e2ee');
  expect(falseSeals.map(({ family, bucket }) => `${family.name} ${bucket}`)).toEqual([]);

  const found = readable.filter(({ verdict, proven }) => verdict === 'tls-only' && proven);
  expect(share(found, readable)).toBeGreaterThanOrEqual(0.98);
  const recalled = sealed.filter(({ verdict }) => verdict === 'e2ee');
  expect(share(recalled, sealed)).toBeGreaterThanOrEqual(0.95);
  // And nothing sealed may be called readable.
  expect(sealed.filter(({ proven }) => proven)).toEqual([]);
});
