import { fileURLToPath } from 'node:url';
import type { CatalogueEntry } from '../../lab/catalogue.mjs';
import type { Browser, Page } from '../browsers/browser.ts';
import { waitUntil } from '../browsers/wait-until.ts';
import { ask } from './extension-messages.ts';
import { openMessenger, waitReady } from './messenger.ts';

/** Folder of the build that may use the browser's debugger. */
export const deepCaptureBuild = fileURLToPath(
  new URL('../../../dist/chrome-deep-capture', import.meta.url),
);

/** Switches deep capture on for a page, and waits until the page is there again. */
export async function captureDeeply(
  browser: Browser,
  page: Page,
  entry: CatalogueEntry,
): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-before', ''));
  await ask(browser, { kind: 'deep-capture', tabId: page.tabId, on: true });
  await page.waitFor(() => !document.documentElement.hasAttribute('data-before'), [], {
    what: 'the page to be loaded again',
  });
  await waitReady(page, entry);
}

/** Opens a messenger whose workers are looked into. */
export async function openDeeply(browser: Browser, entry: CatalogueEntry): Promise<Page> {
  const page = await openMessenger(browser, entry);
  await captureDeeply(browser, page, entry);
  return page;
}

/** Waits until the popup would say that deep capture of the tab is in that state. */
export async function waitForDeepCapture(
  browser: Browser,
  page: Page,
  wanted: { state: string; ended?: string },
): Promise<void> {
  await waitUntil(
    async () => {
      const state = await ask(browser, { kind: 'tab-state', tabId: page.tabId });
      const seen = 'deepCapture' in state ? state.deepCapture : undefined;
      if (seen?.state === wanted.state && seen.ended === wanted.ended) return true;
      throw new Error(`it is ${JSON.stringify(seen)}, the tab ${state.state}`);
    },
    { what: `deep capture to be ${JSON.stringify(wanted)}` },
  );
}
