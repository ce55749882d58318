import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { platformsPage } from './platforms-page.ts';
import { profiles } from './registry.ts';

it('docs/platforms.md is what the profiles say (else: npm run docs)', () => {
  const page = readFileSync(new URL('../../docs/platforms.md', import.meta.url), 'utf8');
  expect(page).toBe(platformsPage(profiles));
  for (const { id } of profiles) expect(page).toContain(`src/platforms/${id}.json`);
});
