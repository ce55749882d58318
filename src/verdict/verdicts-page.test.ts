import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { states } from './states.ts';
import { table, verdictsPage } from './verdicts-page.ts';

it('docs/verdicts.md is what the table says (else: npm run docs)', () => {
  const page = readFileSync(new URL('../../docs/verdicts.md', import.meta.url), 'utf8');
  expect(page).toBe(verdictsPage());
  for (const { id } of states) expect(page).toContain(`\`${id}\``);
});

it('keeps a bar within its cell', () => {
  expect(table(['a'], [['x|y']])).toBe('| a |\n| --- |\n| x\\|y |');
});
