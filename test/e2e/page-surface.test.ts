import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from './browsers/browser.ts';
import { pageSurface, sendUnderReplacedBuiltins } from './page-surface.ts';
import { addSite, tabState } from './support/extension-messages.ts';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';

const address = 'https://odd.lab.test/';

let watched: LabBrowser;
let bare: LabBrowser;

beforeAll(async () => {
  watched = await startLabBrowser();
  bare = await startLabBrowser({ withExtension: false });
  await addSite(watched.browser, address);
});
afterAll(async () => {
  await watched.stop();
  await bare.stop();
});

async function inBoth<Result>(run: (page: Page) => Promise<Result>): Promise<[Result, Result]> {
  const pages = [await watched.browser.newPage(address), await bare.browser.newPage(address)];
  const [withUs, without] = [await run(pages[0] as Page), await run(pages[1] as Page)];
  return [withUs, without];
}

test('names, texts, attributes and errors of the interfaces are those of the browser', async () => {
  const [withUs, without] = await inBoth((page) => page.evaluate(pageSurface));
  expect(Object.keys(without).length).toBeGreaterThan(50);
  expect(withUs).toEqual(without);
});

test('a page that replaces builtins sees the calls that it sees without us, and is seen', async () => {
  const [withUs, without] = await inBoth((page) =>
    page.evaluate(sendUnderReplacedBuiltins, 'replaced builtins do not matter'),
  );
  expect(withUs).toEqual(without);
  const { browser } = watched;
  const page = await browser.newPage(address);
  await page.evaluate(sendUnderReplacedBuiltins, 'replaced builtins do not matter');
  await page.waitFor(() => true, []);
  let sent = 0;
  for (let turn = 0; turn < 100 && sent < 5; turn += 1) {
    const state = await tabState(browser, page);
    const payloads = 'payloads' in state ? state.payloads : [];
    sent = payloads.filter(
      ({ wire, unseen }) =>
        wire.path === '/echo' && wire.direction === 'out' && unseen === undefined,
    ).length;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(sent).toBe(5);
});
