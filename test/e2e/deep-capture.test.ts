import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CatalogueEntry, catalogue } from '../lab/catalogue.mjs';
import type { Page } from './browsers/browser.ts';
import { waitUntil } from './browsers/wait-until.ts';
import {
  captureDeeply,
  deepCaptureBuild,
  openDeeply,
  waitForDeepCapture,
} from './support/deep-capture.ts';
import { addSite, ask, type Judged, waitForJudgement } from './support/extension-messages.ts';
import { browserName, type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, say, waitReady, watch } from './support/messenger.ts';
import { platformRow, recordRow } from './support/platform-rows.ts';

let labBrowser: LabBrowser;

const decoy: CatalogueEntry = {
  id: 'decoy',
  platform: 'added-site',
  url: 'https://decoy.lab.test/',
  composerSelector: 'textarea[name=message]',
  sendSelector: 'button[name=send]',
  expected: { verdict: 'e2ee' },
};

beforeAll(async () => {
  labBrowser = await startLabBrowser(
    browserName === 'chromium' ? { extension: deepCaptureBuild } : {},
  );
  await addSite(labBrowser.browser, decoy.url);
});
afterAll(() => labBrowser.stop());

/** Sends a sentence and waits until its Send is settled. What was said before is forgotten: it would stay. */
async function sendOnce(page: Page, entry = decoy): Promise<{ state: Judged; text: string }> {
  const { browser } = labBrowser;
  await ask(browser, { kind: 'forget' });
  const text = freshSentence();
  await say(page, entry, text);
  const state = await waitForJudgement(browser, page, ({ counts }) => counts.sends > 0);
  return { state, text };
}

async function goTo(page: Page, way: string): Promise<void> {
  await page.goto(`${decoy.url}?way=${way}`);
  await waitReady(page, decoy);
}

const reasonsOf = ({ coverage }: Judged): string[] => coverage.map(({ reason }) => reason);

if (browserName === 'firefox') {
  test('Firefox has no debugger for extensions: deep capture is not offered, and asking for it does nothing', async () => {
    const { browser } = labBrowser;
    const page = await openMessenger(browser, decoy);
    await waitForDeepCapture(browser, page, { state: 'absent' });
    await ask(browser, { kind: 'deep-capture', tabId: page.tabId, on: true });
    await waitForDeepCapture(browser, page, { state: 'absent' });
    await page.close();
  });
} else {
  const platforms = catalogue.filter(({ deep }) => deep !== undefined);

  describe('messengers that send from workers', () => {
    test.each(platforms)('$id is judged $deep.verdict', async (entry) => {
      const { browser } = labBrowser;
      const { verdict, strength, or = [] } = entry.deep ?? entry.expected;
      await watch(browser, entry);
      const page = await openDeeply(browser, entry);
      let { state } = await sendOnce(page, entry);
      // One real ciphertext in a hundred fails a uniformity test.
      for (let more = 0; more < 12 && isUnlucky(state); more += 1) {
        const { sends } = state.counts;
        await say(page, entry, freshSentence());
        state = await waitForJudgement(browser, page, ({ counts }) => counts.sends > sends);
      }
      recordRow(platformRow(entry, browserName, state, 'deep'));
      const { judgement } = state.conversation;
      expect([verdict, ...or], JSON.stringify(judgement)).toContain(judgement.verdict);
      if (strength && judgement.verdict === verdict) expect(judgement.strength).toBe(strength);
      if (strength === 'proven') expect(judgement.reasons.some(({ path }) => path)).toBe(true);
      expect(reasonsOf(state)).toContain('deep-capture');
      const { title } = await browser.badge(page);
      expect(title).toContain('Deep capture is on');
      await page.close();
    });
  });

  describe('whatever way a text takes into a worker', () => {
    let page: Page;
    beforeAll(async () => {
      page = await openDeeply(labBrowser.browser, decoy);
    });
    afterAll(() => page.close());

    const leaking = ['worker', 'module', 'port', 'typing-blob', 'shared-memory', 'stream'];
    test.each([...leaking, 'address', 'frame', 'blob', 'blob-nested'])(
      '%s: what it sends on is found',
      async (way) => {
        await goTo(page, way);
        const { state, text } = await sendOnce(page);
        const { verdict, strength } = state.conversation.judgement;
        expect(labBrowser.lab.received.some(({ body }) => body?.toString().includes(text))).toBe(
          true,
        );
        expect([verdict, strength], JSON.stringify(state.conversation.judgement)).toEqual([
          'tls-only',
          'proven',
        ]);
      },
    );

    test.each(['worker-sealed', 'module-sealed', 'blob-sealed'])(
      '%s: what it seals leaves the message end-to-end encrypted',
      async (way) => {
        await goTo(page, way);
        const { state, text } = await sendOnce(page);
        const { judgement } = state.conversation;
        expect(judgement.verdict, JSON.stringify([judgement, state.coverage])).toBe('e2ee');
        expect(labBrowser.lab.received.some(({ body }) => body?.toString().includes(text))).toBe(
          false,
        );
      },
    );

    test('a shared worker that ran before it was reached is told, and after a reload looked into', async () => {
      await goTo(page, 'shared-port');
      const late = await sendOnce(page);
      const settled = await waitForJudgement(labBrowser.browser, page, (state) =>
        reasonsOf(state).includes('attached-late'),
      );
      expect(late.state.conversation.judgement.verdict).not.toBe('e2ee');
      expect(settled.conversation.judgement.verdict).not.toBe('e2ee');
      await goTo(page, 'shared-port');
      const { state } = await sendOnce(page);
      expect(state.conversation.judgement.verdict).toBe('tls-only');
      expect(reasonsOf(state)).not.toContain('attached-late');
    });
  });

  describe('where it does not see all', () => {
    test('another tab of the site: a worker’s sealed message is not called sealed', async () => {
      const { browser } = labBrowser;
      const page = await openDeeply(browser, decoy);
      const other = await openMessenger(browser, decoy);
      await goTo(page, 'worker-sealed');
      const { state } = await sendOnce(page);
      expect(reasonsOf(state)).toContain('other-tab');
      expect(state.conversation.judgement.verdict).not.toBe('e2ee');
      await other.close();
      await page.goto(`${decoy.url}?way=worker-sealed&again`);
      await waitReady(page, decoy);
      const control = await sendOnce(page);
      expect(control.state.conversation.judgement.verdict).toBe('e2ee');
      await page.close();
    });

    test('switched off: the page works on, and workers are out of sight again', async () => {
      const { browser, lab } = labBrowser;
      const page = await openDeeply(browser, decoy);
      await goTo(page, 'worker-sealed');
      const before = await sendOnce(page);
      expect(before.state.conversation.judgement.verdict).toBe('e2ee');
      await ask(browser, { kind: 'deep-capture', tabId: page.tabId, on: false });
      await waitForDeepCapture(browser, page, { state: 'off' });
      // What was handed over may be anywhere from now on.
      await waitForJudgement(browser, page, (state) => reasonsOf(state).includes('capture-ended'));
      const sent = lab.received.length;
      const { state } = await sendOnce(page);
      expect(lab.received.length).toBeGreaterThan(sent);
      expect(state.conversation.judgement.verdict).not.toBe('e2ee');
      const { title } = await browser.badge(page);
      expect(title).not.toContain('Deep capture');
      await page.close();
    });

    test('the background dies: said as such, and whole again after a reload', async () => {
      const { browser } = labBrowser;
      const page = await openDeeply(browser, decoy);
      await goTo(page, 'worker-sealed');
      await browser.killBackground();
      await waitForDeepCapture(browser, page, { state: 'on' });
      const broken = await sendOnce(page);
      expect(broken.state.conversation.judgement.verdict).not.toBe('e2ee');
      await page.goto(`${decoy.url}?way=worker-sealed&again`);
      await waitReady(page, decoy);
      const { state } = await sendOnce(page);
      expect(state.conversation.judgement.verdict, JSON.stringify(state.coverage)).toBe('e2ee');
      await page.close();
    });
  });

  describe('when it ends', () => {
    test('a page of a site that is not switched on ends it', async () => {
      const { browser } = labBrowser;
      const page = await openDeeply(browser, decoy);
      await page.goto('https://chat.lab.test/');
      await page.goto(decoy.url);
      await waitForDeepCapture(browser, page, { state: 'off', ended: 'left-site' });
      await page.close();
    });

    test('a tab that is debugged already is left alone, with a word why', async () => {
      const { browser } = labBrowser;
      const page = await openMessenger(browser, decoy);
      await browser.extensionEvaluate(
        (tabId) => chrome.debugger.attach({ tabId }, '1.3'),
        page.tabId,
      );
      await ask(browser, { kind: 'deep-capture', tabId: page.tabId, on: true });
      await waitForDeepCapture(browser, page, { state: 'off', ended: 'conflict' });
      await browser.extensionEvaluate((tabId) => chrome.debugger.detach({ tabId }), page.tabId);
      await captureDeeply(browser, page, decoy);
      await waitForDeepCapture(browser, page, { state: 'on' });
      await page.close();
    });

    test('a closed tab leaves nothing behind', async () => {
      const { browser } = labBrowser;
      const page = await openDeeply(browser, decoy);
      const { tabId } = page;
      await page.close();
      const kept = () =>
        browser.extensionEvaluate(
          async (id) => Object.keys(await chrome.storage.session.get(null)).includes(`deep:${id}`),
          tabId,
        );
      await waitUntil(async () => !(await kept()), { what: 'the tab’s state to be gone' });
    });
  });

  // The last: they go on running for a while, and so would be attached late where others follow.
  test('service workers: what they send on is found, what they seal is end-to-end encrypted', async () => {
    const { browser, lab } = labBrowser;
    const page = await openDeeply(browser, decoy);
    await goTo(page, 'service-worker');
    const leaking = await sendOnce(page);
    expect(lab.received.some(({ body }) => body?.toString().includes(leaking.text))).toBe(true);
    const { verdict, strength } = leaking.state.conversation.judgement;
    expect([verdict, strength]).toEqual(['tls-only', 'proven']);
    await goTo(page, 'service-worker-sealed');
    const { state, text } = await sendOnce(page);
    expect(state.conversation.judgement.verdict, JSON.stringify(state)).toBe('e2ee');
    expect(lab.received.some(({ body }) => body?.toString().includes(text))).toBe(false);
    await page.close();
  });
}

function isUnlucky({ conversation }: Judged): boolean {
  return conversation.judgement.reasons.some(({ rule }) => rule === 'ciphertext-not-uniform');
}
