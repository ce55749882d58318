import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { profiles } from '../../../src/platforms/registry.ts';
import { catalogue } from '../../lab/catalogue.mjs';
import { currentRows, platformResults } from './platform-results.ts';
import type { PlatformRow } from './platform-rows.ts';

const docs = new URL('../../../docs/', import.meta.url);
const rows: PlatformRow[] = JSON.parse(readFileSync(new URL('platform-rows.json', docs), 'utf8'));
const nameOf = (platform: string) => profiles.find(({ id }) => id === platform)?.name ?? platform;

it('docs/platforms.md ends with the rows of the last run (else: npm run docs)', () => {
  const page = readFileSync(new URL('platforms.md', docs), 'utf8');
  expect(page.endsWith(platformResults(rows, nameOf))).toBe(true);
});

it('has rows of messengers that the lab has, each with a reason', () => {
  expect(rows.length).toBeGreaterThan(20);
  expect(currentRows(rows, catalogue)).toEqual(rows);
  expect(rows.filter(({ reason }) => reason === '')).toEqual([]);
});

it('never shows e2ee where the lab says that the service can read', () => {
  const isSealed = ({ id, capture }: PlatformRow) => {
    const entry = catalogue.find((one) => one.id === id);
    // Where workers are looked into, more can be told.
    const looked = capture === 'deep' || capture === 'worker scripts' ? entry?.deep : undefined;
    return (looked ?? entry?.expected)?.verdict === 'e2ee';
  };
  const claimed = rows.filter(({ verdict }) => verdict === 'e2ee');
  expect(claimed.length).toBeGreaterThan(3);
  expect(claimed.filter((row) => !isSealed(row))).toEqual([]);
});
