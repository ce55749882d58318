import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../lab/catalogue.mjs';
import type { Browser } from './browsers/browser.ts';
import { launchBrowser } from './browsers/launch.ts';
import { browserName, type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { verdictTests } from './support/verdict-tests.ts';

/** Real products that nobody here wrote: The Lounge with ngircd, Converse.js with Prosody. */
const entries = catalogue.filter(({ needs }) => needs === 'products');

let labBrowser: LabBrowser;
let peer: Browser;

beforeAll(async () => {
  labBrowser = await startLabBrowser({ products: true });
  peer = await launchBrowser(browserName, { hosts: labBrowser.lab.hosts });
}, 240_000);
afterAll(async () => {
  await peer.close();
  await labBrowser.stop();
});

test('the products are there', () => {
  const ids = entries.map(({ id }) => id).join(' ');
  expect(ids).toContain('lounge');
  expect(ids).toContain('converse');
});

verdictTests(entries, () => ({ browser: labBrowser.browser, peer }));
