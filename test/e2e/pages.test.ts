import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from './browsers/browser.ts';
import { waitUntil } from './browsers/wait-until.ts';
import { catalogueEntry } from './support/catalogue-entry.ts';
import { type Judged, waitForJudgement } from './support/extension-messages.ts';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, say, watch } from './support/messenger.ts';

const entry = catalogueEntry('tiktok');

let labBrowser: LabBrowser;
let messenger: Page;
let judged: Judged;

beforeAll(async () => {
  labBrowser = await startLabBrowser();
  const { browser } = labBrowser;
  await watch(browser, entry);
  messenger = await openMessenger(browser, entry);
  await say(messenger, entry, freshSentence());
  judged = await waitForJudgement(browser, messenger);
});
afterAll(() => labBrowser.stop());

const textOf = (page: Page) => page.evaluate(() => document.body.textContent);

describe('the popup', () => {
  let popup: Page;
  beforeAll(async () => {
    const { browser } = labBrowser;
    popup = await browser.extensionPage(`src/ui/popup/index.html?tab=${messenger.tabId}`);
    await popup.waitFor(() => document.querySelector('.verdict') !== null, []);
  });

  test('says the verdict in a sentence, with the reason and the field path', async () => {
    const shown = await textOf(popup);
    expect(await popup.evaluate(() => document.querySelector('h1')?.textContent)).toContain('read');
    expect(shown).toContain('8.100.4.text');
    const marked = await popup.evaluate(
      () => document.querySelector<HTMLElement>('.verdict')?.dataset.verdict,
    );
    expect(marked).toBe('tls-only');
  });

  test('says what the vendor documents, with its source', async () => {
    const sources = judged.claims.map(({ source }) => source);
    const links = await popup.evaluate(() =>
      [...document.querySelectorAll('a')].map(({ href }) => href),
    );
    for (const source of sources) expect(links).toContain(source);
  });

  test('lists coverage and the last payloads', async () => {
    const payloads = await popup.evaluate(() => document.querySelectorAll('.payloads > li').length);
    expect(payloads).toBeGreaterThan(0);
    expect(await textOf(popup)).toContain('im-api.tiktok.com');
  });

  test('follows the conversation while it is open', async () => {
    const before = await popup.evaluate(() => document.querySelectorAll('.payloads > li').length);
    await say(messenger, entry, freshSentence());
    await popup.waitFor(
      (count) => document.querySelectorAll('.payloads > li').length > count,
      [before],
      { what: 'the popup to show the next payload' },
    );
  });
});

describe('the dashboard', () => {
  let dashboard: Page;
  beforeAll(async () => {
    dashboard = await labBrowser.browser.extensionPage('src/ui/dashboard/index.html');
    await dashboard.waitFor(() => document.querySelector('tr.platform .expand') !== null, []);
  });

  test('has a row with verdict, reason, claim and number of payloads', async () => {
    const row = await dashboard.evaluate(() => {
      const found = document.querySelector<HTMLElement>('tr.platform[data-verdict]');
      return {
        verdict: found?.dataset.verdict,
        text: found?.textContent ?? '',
        payloads: Number(found?.querySelector('.number')?.textContent),
      };
    });
    expect(row.verdict).toBe('tls-only');
    expect(row.text).toContain('TikTok');
    // Sent or received: which of the two is named depends on what was judged first.
    expect(row.text).toMatch(/8\.(100\.4|6\.500\.5\.8)\.text/);
    const claimed = new URL(judged.claims[0]?.source ?? 'https://missing.invalid').host;
    expect(row.text).toContain(claimed);
    expect(row.payloads).toBeGreaterThan(0);
  });

  test('saves findings of a documented, versioned form, one a line', async () => {
    await dashboard.click('.export button');
    const [file = ''] = await waitUntil(async () => {
      const files = await labBrowser.browser.downloads();
      return files.length > 0 ? files : undefined;
    });
    expect(file).toMatch(/\.ndjson$/);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line));
    expect(records.length).toBeGreaterThan(1);
    for (const record of records) expect(record).toHaveProperty('schema');
    const schemas = new Set(records.map(({ schema }) => schema));
    for (const schema of schemas) expect(schema).toMatch(/^sealcheck\/[\w-]+@\d+$/);
    expect(JSON.stringify(records)).toContain('8.100.4.text');
  });
});
