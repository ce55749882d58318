import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../lab/catalogue.mjs';
import type { Browser } from './browsers/browser.ts';
import { waitUntil } from './browsers/wait-until.ts';
import { audit } from './support/audit.ts';
import { catalogueEntry } from './support/catalogue-entry.ts';
import { addSite, ask, type Judged, waitForJudgement } from './support/extension-messages.ts';
import { browserName, type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, say } from './support/messenger.ts';
import { platformRow, recordRow } from './support/platform-rows.ts';

/** "Look into workers": Firefox alone can change the scripts of workers on their way. */
const dashboard = 'src/ui/dashboard/index.html';

let labBrowser: LabBrowser;

beforeAll(async () => {
  labBrowser = await startLabBrowser();
  await addSite(labBrowser.browser, 'https://decoy.lab.test/');
});
afterAll(() => labBrowser.stop());

/** By the real switch on the dashboard. */
async function lookIntoWorkers(browser: Browser, on: boolean): Promise<void> {
  const page = await browser.extensionPage(dashboard);
  await page.waitFor(() => document.querySelector('.worker-switch button:not([disabled])'), []);
  const isOn = () => document.querySelector('.worker-switch[data-on]') !== null;
  if ((await page.evaluate(isOn)) !== on) await page.click('.worker-switch button');
  await page.waitFor(
    (wanted) => (document.querySelector('.worker-switch[data-on]') !== null) === wanted,
    [on],
    { what: `looking into workers to be ${on ? 'on' : 'off'}` },
  );
  await page.close();
}

function decoy(way: string): CatalogueEntry {
  return {
    id: `decoy ${way}`,
    platform: 'added-site',
    url: `https://decoy.lab.test/${way === '' ? '' : `?way=${way}`}`,
    composerSelector: 'textarea[name=message]',
    sendSelector: 'button[name=send]',
    expected: { verdict: 'inconclusive' },
  };
}

async function sendOnce(way: string): Promise<{ state: Judged; text: string }> {
  const { browser } = labBrowser;
  const entry = decoy(way);
  await ask(browser, { kind: 'forget' });
  const page = await openMessenger(browser, entry);
  const text = freshSentence();
  await say(page, entry, text);
  const state = await waitForJudgement(browser, page, ({ counts }) => counts.sends > 0);
  // The next one shall be loaded again: the browser keeps a service worker's script as it came, with the tap or without.
  await page.evaluate(async () => {
    const all = await navigator.serviceWorker.getRegistrations();
    await Promise.all(all.map((one) => one.unregister()));
  });
  await page.close();
  return { state, text };
}

function leaked(text: string): boolean {
  return labBrowser.lab.received.some(({ body }) => body?.toString().includes(text));
}

/** Platforms that send from workers, each with its twin: what is said of them where workers are looked into. */
const platforms = [
  { id: 'whatsapp-worker', verdict: 'e2ee', rule: 'sealed-before-leaving' },
  { id: 'whatsapp-worker-newsletter', verdict: 'tls-only', rule: 'text-in-message' },
  { id: 'messenger-encrypted', verdict: 'e2ee', rule: 'sealed-before-leaving' },
  { id: 'messenger', verdict: 'tls-only', rule: 'text-in-message' },
  { id: 'teams', verdict: 'tls-only', rule: 'text-in-message' },
  // The service holds the keys of what the worker sends.
  { id: 'telegram-a', verdict: 'inconclusive', rule: 'opaque-transport' },
  { id: 'telegram-k', verdict: 'inconclusive', rule: 'opaque-transport' },
];

if (browserName === 'chromium') {
  test('a browser that can’t change scripts does not offer it', async () => {
    const page = await labBrowser.browser.extensionPage(dashboard);
    await page.waitFor(() => document.querySelector('.site-switches'), []);
    expect(await page.evaluate(() => document.querySelector('.worker-switch'))).toBeNull();
    await page.close();
  });
} else {
  const sealed = ['worker-sealed', 'module-sealed', 'shared-sealed', 'service-worker-sealed'];

  describe('before it is switched on', () => {
    test.each(sealed)('%s: what goes into such a worker is lost from sight', async (way) => {
      const { judgement } = (await sendOnce(way)).state.conversation;
      expect(judgement.verdict, JSON.stringify(judgement)).toBe('inconclusive');
    });
  });

  describe('switched on', () => {
    beforeAll(() => lookIntoWorkers(labBrowser.browser, true));

    test.each(['worker', 'module', 'shared', 'service-worker'])(
      '%s: the text that leaves there is found',
      async (way) => {
        const { state, text } = await sendOnce(way);
        await waitUntil(async () => leaked(text), { what: `the text to arrive by ${way}` });
        const { judgement } = state.conversation;
        expect(judgement.verdict, JSON.stringify(judgement)).toBe('tls-only');
        expect(judgement.strength).toBe('proven');
      },
    );

    test.each(sealed)(
      '%s: what seals there leaves the message end-to-end encrypted',
      async (way) => {
        const { state, text } = await sendOnce(way);
        expect(state.conversation.judgement.verdict, JSON.stringify(state.conversation)).toBe(
          'e2ee',
        );
        expect(leaked(text)).toBe(false);
      },
    );

    test.each(['module-import', 'port', 'shared-memory', 'blob-nested'])(
      '%s: what can’t be watched is still not called end-to-end encrypted',
      async (way) => {
        const { state, text } = await sendOnce(way);
        await waitUntil(async () => leaked(text), { what: `the text to arrive by ${way}` });
        const { judgement } = state.conversation;
        expect(judgement.verdict, JSON.stringify(judgement)).not.toBe('e2ee');
      },
    );

    test.each(platforms)(
      '$id: a typed message is judged $verdict',
      async ({ id, verdict, rule }) => {
        const entry = catalogueEntry(id);
        const { page, state } = await audit(labBrowser.browser, entry);
        recordRow(platformRow(entry, browserName, state, 'worker scripts'));
        const { judgement } = state.conversation;
        expect(judgement.verdict, JSON.stringify(judgement)).toBe(verdict);
        expect(judgement.reasons[0]?.rule).toBe(rule);
        await page.close();
      },
    );
  });

  describe('switched off again', () => {
    beforeAll(() => lookIntoWorkers(labBrowser.browser, false));

    test('what goes into a worker is lost from sight, as before', async () => {
      const { judgement } = (await sendOnce('worker-sealed')).state.conversation;
      expect(judgement.verdict, JSON.stringify(judgement)).toBe('inconclusive');
    });
  });
}
