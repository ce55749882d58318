import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LeakLine } from '../../src/messages/messages.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import type { CatalogueEntry } from '../lab/catalogue.mjs';
import { audit } from './support/audit.ts';
import { catalogueEntry } from './support/catalogue-entry.ts';
import { type Judged, waitForJudgement } from './support/extension-messages.ts';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, say, watch } from './support/messenger.ts';

/** An encrypted room of its own whose page also leaks what is typed, in one way (test/lab/messengers/matrix/leaks.ts). */
function leaking(leak: string): CatalogueEntry {
  const url = `https://app.element.io/?mode=encrypted&leak=${leak}#/room/!encrypted-side-${leak}:matrix.org`;
  return { ...catalogueEntry('matrix-encrypted'), id: `side-leak-${leak}`, url };
}

let labBrowser: LabBrowser;

beforeAll(async () => {
  labBrowser = await startLabBrowser();
  await watch(labBrowser.browser, catalogueEntry('matrix-encrypted'));
});
afterAll(() => labBrowser.stop());

interface Case {
  leak: string;
  /** How the message ends. */
  more?: string;
  verdict: Verdict;
  line: Partial<LeakLine>;
  says: string;
}

const cases: readonly Case[] = [
  {
    leak: 'live',
    verdict: 'inconclusive',
    line: { host: 'matrix-client.matrix.org', field: 'draft', thirdParty: false, beforeSend: true },
    says: 'The beginning of what you typed went to',
  },
  {
    leak: 'pictures',
    verdict: 'inconclusive',
    line: { host: 'api.giphy.com', field: 'q', thirdParty: true, beforeSend: true },
    says: 'Words of what you typed went to api.giphy.com, in field q, before you pressed Send.',
  },
  {
    leak: 'link',
    more: 'https://pages.example/a-page-of-its-own',
    verdict: 'inconclusive',
    line: { host: 'matrix-client.matrix.org', field: 'url', thirdParty: false, beforeSend: true },
    says: 'A link from your message went to',
  },
  {
    leak: 'spelling',
    verdict: 'tls-only',
    line: { host: 'api.languagetool.org', field: 'text', thirdParty: true, beforeSend: true },
    says: 'What you typed went to api.languagetool.org, in field text, before you pressed Send.',
  },
  {
    leak: 'telemetry',
    verdict: 'tls-only',
    line: { host: 'posthog.element.io', thirdParty: false, beforeSend: false },
    says: 'The text of your message went to posthog.element.io, in field properties.composer_text, beside',
  },
  {
    leak: 'crash',
    verdict: 'tls-only',
    line: { host: 'o1.ingest.sentry.io', thirdParty: true, beforeSend: false },
    says: 'The text of your message went to o1.ingest.sentry.io',
  },
];

const leaksOf = ({ conversation }: Judged) => conversation.leaks;

test.each(cases)('$leak is told beside the sealed message', async (one) => {
  const { browser } = labBrowser;
  const entry = leaking(one.leak);
  const page = await openMessenger(browser, entry);
  // A moment's pause before Send, as people make: what waits for one goes out before.
  await page.type(entry.composerSelector, `${freshSentence()} ${one.more ?? 'at last'}`);
  await new Promise((resolve) => setTimeout(resolve, 600));
  await page.click(entry.sendSelector);
  const told = (state: Judged) =>
    state.counts.sends > 0 && leaksOf(state).some(({ host }) => host === one.line.host);
  const state = await waitForJudgement(browser, page, told, {
    timeout: 40_000,
    what: `the leak of ${one.leak}`,
  });
  const line = leaksOf(state).find(({ host }) => host === one.line.host);
  expect(line).toMatchObject(one.line);
  expect(line?.sentence).toContain(one.says);
  expect(line?.count).toBeGreaterThan(0);
  // What was sealed is still seen as sealed, and the verdict says that it is not the whole story.
  expect(state.conversation.judgement.verdict).toBe(one.verdict);
  expect(state.payloads.some(({ finding }) => finding.envelopes.length > 0)).toBe(true);
  const elsewhere = one.verdict === 'tls-only' && one.line.thirdParty ? one.line.host : undefined;
  expect(state.conversation.judgement.elsewhere).toBe(elsewhere);
  await page.close();
});

test('nothing is told of the same room without a leak, also with a link in the message', async () => {
  const { browser } = labBrowser;
  const entry = leaking('none');
  const { page, state } = await audit(browser, entry);
  expect(leaksOf(state)).toEqual([]);
  expect(state.conversation.judgement.verdict).toBe('e2ee');
  const { sends } = state.counts;
  await say(page, entry, `${freshSentence()} https://pages.example/no-leak`);
  const after = await waitForJudgement(browser, page, ({ counts }) => counts.sends > sends);
  expect(leaksOf(after)).toEqual([]);
  await page.close();
});
