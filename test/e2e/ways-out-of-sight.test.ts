import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../lab/catalogue.mjs';
import { waitUntil } from './browsers/wait-until.ts';
import { addSite, ask, type Judged, waitForJudgement } from './support/extension-messages.ts';
import { browserName, type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, say } from './support/messenger.ts';

/** A messenger that really seals what it sends, and that with `?way=` also gives the text to somebody else. */
function decoy(way: string): CatalogueEntry {
  return {
    id: `decoy ${way}`,
    platform: 'added-site',
    url: `https://decoy.lab.test/${way === '' ? '' : `?way=${way}`}`,
    composerSelector: 'textarea[name=message]',
    sendSelector: 'button[name=send]',
    expected: { verdict: way === '' ? 'e2ee' : 'inconclusive' },
  };
}

const ways = [
  'worker',
  'port',
  'port-late',
  'shared-port',
  'part',
  'typing',
  'typing-blob',
  'shared-memory',
  'address',
  'frame',
  'blob-nested',
  'blob-module',
  // Firefox can't give streams away.
  ...(browserName === 'chromium' ? ['stream'] : []),
];

let labBrowser: LabBrowser;

/** What was said of the site before is forgotten: it would stay. */
async function sendOnce(way: string): Promise<{ state: Judged; text: string }> {
  const { browser } = labBrowser;
  const entry = decoy(way);
  await ask(browser, { kind: 'forget' });
  const page = await openMessenger(browser, entry);
  const text = freshSentence();
  await say(page, entry, text);
  const state = await waitForJudgement(browser, page, ({ counts }) => counts.sends > 0);
  await page.close();
  return { state, text };
}

beforeAll(async () => {
  labBrowser = await startLabBrowser();
  await addSite(labBrowser.browser, 'https://decoy.lab.test/');
});
afterAll(() => labBrowser.stop());

/** What the worker sent on, readable. */
function leaked(text: string): boolean {
  return labBrowser.lab.received.some(({ body }) => body?.toString().includes(text));
}

describe('a sealed message whose text also takes a way that can’t be watched', () => {
  test.each(ways)('%s: is not called end-to-end encrypted', async (way) => {
    const { state, text } = await sendOnce(way);
    const whole = way === 'part' ? text.slice(0, 20) : text;
    await waitUntil(async () => leaked(whole), { what: `the text to arrive by ${way}` });
    const { verdict, reasons } = state.conversation.judgement;
    expect(verdict, JSON.stringify(state.conversation.judgement)).not.toBe('e2ee');
    expect(reasons.length).toBeGreaterThan(0);
  });

  test.each(['blob', 'blob-import'])(
    '%s: a worker that the page made itself is looked into, and the text found',
    async (way) => {
      const { state, text } = await sendOnce(way);
      await waitUntil(async () => leaked(text), { what: `the text to arrive by ${way}` });
      const { judgement } = state.conversation;
      expect(judgement.verdict, JSON.stringify(judgement)).toBe('tls-only');
      expect(judgement.strength).toBe('proven');
    },
  );

  test('blob-sealed: a worker that seals what it sends leaves the message end-to-end encrypted', async () => {
    const { state, text } = await sendOnce('blob-sealed');
    expect(state.conversation.judgement.verdict, JSON.stringify(state.conversation)).toBe('e2ee');
    expect(leaked(text)).toBe(false);
  });

  test('the control, after all others: without such a way it is end-to-end encrypted', async () => {
    const { state, text } = await sendOnce('');
    expect(state.conversation.judgement.verdict, JSON.stringify(state.conversation)).toBe('e2ee');
    expect(leaked(text)).toBe(false);
  });
});
