import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../lab/catalogue.mjs';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { verdictTests } from './support/verdict-tests.ts';

/** The lab's own messengers; the products have a file of their own. */
const entries = catalogue.filter(({ needs }) => needs === undefined);

let labBrowser: LabBrowser;

beforeAll(async () => {
  labBrowser = await startLabBrowser();
});
afterAll(() => labBrowser.stop());

const judged = verdictTests(entries, () => ({ browser: labBrowser.browser }));

test('TikTok: the verdict names the field path in which the text stands', () => {
  const state = judged.get('tiktok');
  expect(state?.conversation.judgement.reasons[0]?.path).toBe('8.100.4.text');
  expect(state?.conversation.sentences[0]).toContain('8.100.4.text');
});
