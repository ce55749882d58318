import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CatalogueEntry } from '../lab/catalogue.mjs';
import { catalogueEntry } from './support/catalogue-entry.ts';
import { ask, type Judged, waitForJudgement } from './support/extension-messages.ts';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, say, watch } from './support/messenger.ts';

const readable = catalogueEntry('tiktok');
const sealed = catalogueEntry('tiktok-sealed');

/** Twins of one conversation: what is sent in it is readable, or sealed. */
function inConversation(id: string) {
  const at = (entry: CatalogueEntry): CatalogueEntry => {
    const url = new URL(entry.url);
    url.searchParams.set('u', `0:1:6800000000000000001:68000000000000000${id}`);
    return { ...entry, url: url.href };
  };
  return { readable: at(readable), sealed: at(sealed) };
}

let labBrowser: LabBrowser;

beforeAll(async () => {
  labBrowser = await startLabBrowser();
  await watch(labBrowser.browser, readable);
});
afterAll(() => labBrowser.stop());

const verdictOf = (state: Judged) => state.conversation.judgement.verdict;

test('two tabs with two conversations of one platform have each their own verdict and badge', async () => {
  const { browser } = labBrowser;
  const one = await openMessenger(browser, inConversation('31').readable);
  const other = await openMessenger(browser, inConversation('32').sealed);
  await say(one, readable, freshSentence());
  await say(other, sealed, freshSentence());
  const first = await waitForJudgement(browser, one);
  const second = await waitForJudgement(browser, other);
  expect(verdictOf(first)).toBe('tls-only');
  expect(verdictOf(second)).toBe('inconclusive');
  expect(first.conversation.conversation).not.toBe(second.conversation.conversation);
  expect(await browser.badge(one)).not.toEqual(await browser.badge(other));
  await one.close();
  await other.close();
});

test('a conversation that was readable once does not turn better when it goes sealed', async () => {
  const { browser } = labBrowser;
  const same = inConversation('33');
  const before = await openMessenger(browser, same.readable);
  await say(before, readable, freshSentence());
  const seen = await waitForJudgement(browser, before);
  await before.close();

  const after = await openMessenger(browser, same.sealed);
  await say(after, sealed, freshSentence());
  const state = await waitForJudgement(browser, after, ({ counts }) => counts.sends > 0);
  expect(state.conversation.conversation).toBe(seen.conversation.conversation);
  expect(verdictOf(state)).toBe('tls-only');
  await after.close();
});

test('what was forgotten is forgotten: the sealed conversation then stands for itself', async () => {
  const { browser } = labBrowser;
  await ask(browser, { kind: 'forget' });
  const page = await openMessenger(browser, inConversation('33').sealed);
  await say(page, sealed, freshSentence());
  expect(verdictOf(await waitForJudgement(browser, page))).toBe('inconclusive');
  await page.close();
});
