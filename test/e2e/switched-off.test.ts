import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueEntry } from './support/catalogue-entry.ts';
import { tabState, waitForJudgement } from './support/extension-messages.ts';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, say, watch } from './support/messenger.ts';

const watched = catalogueEntry('tiktok');
const other = catalogueEntry('plain-https');

type Recorder = typeof globalThis & { senders?: string[] };

let labBrowser: LabBrowser;

/** Every content script of ours says hello: the senders' addresses say where one ran. */
function recordSenders(): void {
  const senders: string[] = [];
  (globalThis as Recorder).senders = senders;
  chrome.runtime.onMessage.addListener((_, { url }) => {
    senders.push(url ?? '');
  });
}

/** Runs in the page: global names and attributes that could be ours. */
function marks(): string[] {
  const found = Object.getOwnPropertyNames(window).filter((name) => /seal|tap|check/i.test(name));
  const names = document.documentElement.getAttributeNames();
  return [...found, ...names.filter((name) => /seal|tap|check/i.test(name))];
}

/**
 * Runs in a page: true when the interfaces are wrapped. Where a wrapper calls the native and that throws, the
 * error's stack has one line more than that of a method that nobody wraps.
 */
function isHooked(): boolean {
  const depth = (name: 'setRequestHeader' | 'overrideMimeType'): number => {
    try {
      Reflect.apply(XMLHttpRequest.prototype[name] as () => void, {}, ['a', 'b']);
      return 0;
    } catch (error) {
      return String((error as Error).stack)
        .trim()
        .split('\n').length;
    }
  };
  return depth('setRequestHeader') > depth('overrideMimeType');
}

beforeAll(async () => {
  labBrowser = await startLabBrowser();
  await labBrowser.browser.extensionEvaluate(recordSenders);
  // All hosts are granted to this browser; one platform is switched on.
  await watch(labBrowser.browser, watched);
});
afterAll(() => labBrowser.stop());

const sendersAt = async (origin: string) => {
  const all = await labBrowser.browser.extensionEvaluate(
    () => (globalThis as Recorder).senders ?? [],
  );
  return all.filter((url) => url.startsWith(origin));
};

describe('on a site that is not switched on', () => {
  test('nothing of ours runs, and nothing is judged', async () => {
    const { browser, lab } = labBrowser;
    const page = await openMessenger(browser, other);
    const before = lab.received.length;
    await say(page, other, freshSentence());
    await page.waitFor(() => document.querySelector('p.out') !== null, []);
    expect(lab.received.slice(before).some(({ path }) => path.startsWith('/api/send'))).toBe(true);
    expect(await page.evaluate(isHooked)).toBe(false);
    expect(await tabState(browser, page)).toEqual({
      state: 'unsupported',
      origin: 'https://chat.lab.test',
    });
    expect(await sendersAt('https://chat.lab.test')).toEqual([]);
    await page.close();
  });
});

describe('the control, on a site that is', () => {
  test('the same looks see that it is watched', async () => {
    const { browser } = labBrowser;
    const page = await openMessenger(browser, watched);
    await say(page, watched, freshSentence());
    await waitForJudgement(browser, page);
    expect(await page.evaluate(isHooked)).toBe(true);
    expect(await sendersAt('https://www.tiktok.com')).not.toEqual([]);
    await page.close();
  });

  test('and the page is left without a name or an attribute of ours', async () => {
    const page = await openMessenger(labBrowser.browser, watched);
    expect(await page.evaluate(marks)).toEqual([]);
    await page.evaluate(() => {
      Object.assign(window, { sealcheckPlanted: 1 });
    });
    expect(await page.evaluate(marks)).toEqual(['sealcheckPlanted']);
    await page.close();
  });
});

test('a platform that is switched off again is left alone from the next load on', async () => {
  const { browser } = labBrowser;
  await browser.extensionEvaluate(
    (id) => chrome.runtime.sendMessage({ kind: 'set-platform', id, enabled: false }),
    watched.platform,
  );
  const before = (await sendersAt('https://www.tiktok.com')).length;
  const page = await openMessenger(browser, watched);
  expect(await page.evaluate(isHooked)).toBe(false);
  expect((await tabState(browser, page)).state).toBe('off');
  expect((await sendersAt('https://www.tiktok.com')).length).toBe(before);
  await page.close();
});
