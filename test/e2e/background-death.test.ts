import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogueEntry } from './support/catalogue-entry.ts';
import { tabState, waitForJudgement } from './support/extension-messages.ts';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, say, watch } from './support/messenger.ts';

const entry = catalogueEntry('tiktok');

let labBrowser: LabBrowser;

beforeAll(async () => {
  labBrowser = await startLabBrowser();
});
afterAll(() => labBrowser.stop());

test("verdict, badge and counters survive the background's death, and counting goes on", async () => {
  const { browser } = labBrowser;
  await watch(browser, entry);
  const page = await openMessenger(browser, entry);
  await say(page, entry, freshSentence());
  const before = await waitForJudgement(browser, page, ({ counts }) => counts.sends === 1);
  const badgeBefore = await browser.badge(page);

  await browser.killBackground();
  expect(await browser.badge(page)).toEqual(badgeBefore);
  const after = await tabState(browser, page);
  expect(after).toMatchObject({
    state: 'judged',
    conversation: before.conversation,
    counts: before.counts,
  });

  // And the first thing that wakes it may be the page itself.
  await browser.killBackground();
  await say(page, entry, freshSentence());
  const later = await waitForJudgement(browser, page, ({ counts }) => counts.sends === 2);
  expect(later.counts.payloads).toBeGreaterThan(before.counts.payloads);
  expect(later.conversation.judgement.verdict).toBe(before.conversation.judgement.verdict);
  expect(await browser.badge(page)).toEqual(badgeBefore);
});

test('a platform stays switched on', async () => {
  const { browser } = labBrowser;
  await browser.killBackground();
  const page = await openMessenger(browser, entry);
  await say(page, entry, freshSentence());
  const state = await waitForJudgement(browser, page);
  expect(state.conversation.judgement.verdict).toBe('tls-only');
});
