import { afterAll, beforeAll, test } from 'vitest';
import { browserName, type LabBrowser, startLabBrowser } from '../e2e/support/lab-browser.ts';
import { bundle } from '../lab/server/bundle.ts';

/**
 * What the watch over shown texts costs the page's main thread (docs/method/rendered-text.md). The code itself runs in a
 * page, so that its time can be taken. `SEALCHECK_BROWSER=firefox` measures Firefox.
 */
let bare: LabBrowser;

beforeAll(async () => {
  bare = await startLabBrowser({ withExtension: false });
});
afterAll(() => bare?.stop());

test('cost of rendered text', async () => {
  const code = await bundle(new URL('rendered-text-page.ts', import.meta.url));
  const page = await bare.browser.newPage('about:blank');
  await page.evaluate((source) => {
    new Function(source)();
  }, code);
  const result = await page.evaluate(() =>
    (
      globalThis as unknown as { measureRenderedText(): Promise<Record<string, number>> }
    ).measureRenderedText(),
  );
  const lines = Object.entries(result).map(([name, value]) => `| ${name} | ${value.toFixed(2)} |`);
  console.log(`${browserName}\n${lines.join('\n')}`);
});
