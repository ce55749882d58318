import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { platformsPage } from './platforms-page.ts';
import { profiles } from './registry.ts';

it('docs/platforms.md is what the profiles say (else: npm run docs)', () => {
  const page = readFileSync(new URL('../../docs/platforms.md', import.meta.url), 'utf8');
  // What the tests find comes behind it: test/e2e/support/platform-results.ts.
  expect(page.startsWith(platformsPage(profiles))).toBe(true);
  for (const { id } of profiles) expect(page).toContain(`src/platforms/${id}.json`);
});

it('tells which published claims do not hold', () => {
  const page = platformsPage(profiles);
  const [, part = ''] = page.split('## Published claims that do not hold');
  expect(part).toContain('| Instagram | Press articles of March 2026');
  expect(part.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(
    2 + profiles.flatMap(({ outdated }) => outdated).length,
  );
});
