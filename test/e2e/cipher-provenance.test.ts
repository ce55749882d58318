import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CatalogueEntry } from '../lab/catalogue.mjs';
import { addSite, ask, waitForJudgement } from './support/extension-messages.ts';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, say } from './support/messenger.ts';

/** What is said of a message that the page encrypts by `crypto.subtle`; see the lab's cipher-page.ts. */
const cases: { cipher: string; verdict: string; rule: string }[] = [
  { cipher: 'own', verdict: 'inconclusive', rule: 'encrypted-by-page' },
  { cipher: 'delivered', verdict: 'tls-only', rule: 'key-from-service' },
  { cipher: 'derived', verdict: 'tls-only', rule: 'key-from-service' },
  { cipher: 'sent', verdict: 'tls-only', rule: 'key-from-service' },
  { cipher: 'noise-readable', verdict: 'tls-only', rule: 'text-in-message' },
  { cipher: 'noise-sealed', verdict: 'e2ee', rule: 'sealed-before-leaving' },
  { cipher: 'noise-unseen', verdict: 'inconclusive', rule: 'opaque-transport' },
];

let labBrowser: LabBrowser;

beforeAll(async () => {
  labBrowser = await startLabBrowser();
  await addSite(labBrowser.browser, 'https://decoy.lab.test/');
});
afterAll(() => labBrowser.stop());

test.each(cases)('$cipher: $verdict, by $rule', async ({ cipher, verdict, rule }) => {
  const { browser } = labBrowser;
  await ask(browser, { kind: 'forget' });
  const entry: CatalogueEntry = {
    id: `cipher ${cipher}`,
    platform: 'added-site',
    url: `https://decoy.lab.test/?cipher=${cipher}`,
    composerSelector: 'textarea[name=message]',
    sendSelector: 'button[name=send]',
    expected: { verdict: 'inconclusive' },
  };
  const page = await openMessenger(browser, entry);
  await say(page, entry, freshSentence());
  const state = await waitForJudgement(browser, page, ({ counts }) => counts.sends > 0);
  const { judgement } = state.conversation;
  expect(judgement.verdict, JSON.stringify(judgement)).toBe(verdict);
  expect(judgement.reasons.map((reason) => reason.rule)).toContain(rule);
  await page.close();
});
