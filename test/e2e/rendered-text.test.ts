import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Observation } from '../../src/messages/observation.ts';
import type { CatalogueEntry } from '../lab/catalogue.mjs';
import type { Page } from './browsers/browser.ts';
import { waitUntil } from './browsers/wait-until.ts';
import { catalogueEntry } from './support/catalogue-entry.ts';
import { tabState, waitForJudgement } from './support/extension-messages.ts';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, watch } from './support/messenger.ts';

/** Nobody types here: another person writes, and the page shows it. */
let labBrowser: LabBrowser;

beforeAll(async () => {
  labBrowser = await startLabBrowser();
  for (const id of ['plain-https', 'plain-http', 'matrix-clear']) {
    await watch(labBrowser.browser, catalogueEntry(id));
  }
});
afterAll(() => labBrowser.stop());

function at(id: string, url: string): CatalogueEntry {
  return { ...catalogueEntry(id), url };
}

/** Opens the messenger, lets Robin write, and waits until the page shows it. */
async function receive(entry: CatalogueEntry, site: string, room: string): Promise<Page> {
  const { browser, lab } = labBrowser;
  const page = await openMessenger(browser, entry);
  const text = freshSentence();
  await lab.say(site, text, room);
  await page.waitFor(
    (wanted) =>
      [...document.querySelectorAll('[data-lab=timeline] p.in')].some(
        ({ textContent }) => textContent === wanted,
      ),
    [text],
    { what: 'the page to show what Robin wrote', timeout: 30_000 },
  );
  return page;
}

/** True for a payload that was searched for what the page showed: the control of "nothing was found". */
const wasSearched = ({ wire, finding }: Observation) =>
  wire.direction === 'in' && finding.searched.some((needle) => needle.startsWith('rendered:'));

test.each([
  ['https', 'plain-https', 'tls-only'],
  ['http', 'plain-http', 'plaintext'],
])(
  'on an added %s site, what is shown and stood readable is readable',
  async (scheme, id, verdict) => {
    const room = `rendered-${scheme}`;
    const url = `${scheme}://chat.lab.test/?transport=ws&room=${room}`;
    const page = await receive(at(id, url), 'plain', room);
    const { conversation, payloads } = await waitForJudgement(labBrowser.browser, page);
    expect(conversation.judgement).toMatchObject({
      verdict,
      strength: 'strong',
      reasons: [
        {
          rule: 'received-rendered',
          path: 'message',
          host: expect.stringMatching(/^chat\.lab\.test/),
        },
      ],
    });
    expect(payloads.filter(({ rendered }) => rendered)).toHaveLength(1);
    await page.close();
  },
);

test('the same site with sealed messages: nothing is readable', async () => {
  const { browser } = labBrowser;
  const room = 'sealed-rendered';
  const url = `https://chat.lab.test/?transport=ws&room=${room}`;
  const page = await receive(at('plain-https', url), 'plain', room);
  const state = await waitUntil(
    async () => {
      const now = await tabState(browser, page);
      return 'payloads' in now && now.payloads.some(wasSearched) ? now : undefined;
    },
    { what: 'the payload to be searched', timeout: 20_000 },
  );
  expect(state.payloads.filter(({ rendered }) => rendered)).toEqual([]);
  if (state.state === 'judged') {
    const { rule } = state.conversation.judgement.reasons[0] ?? {};
    expect(rule).not.toBe('received-rendered');
  }
  await page.close();
});

test('where the page shows hundreds of other lines a second, the message is found among them', async () => {
  const room = 'rendered-busy';
  const url = `https://chat.lab.test/?transport=ws&busy=1&room=${room}`;
  const page = await receive(at('plain-https', url), 'plain', room);
  const { conversation } = await waitForJudgement(labBrowser.browser, page);
  expect(conversation.judgement.reasons[0]).toMatchObject({ rule: 'received-rendered' });
  await page.close();
});

test('Matrix without encryption: the text stands in the event that brought it', async () => {
  const room = '!clear-rendered:matrix.org';
  const url = `https://app.element.io/?mode=clear#/room/${room}`;
  const page = await receive(at('matrix-clear', url), 'matrix', room);
  const found = await waitUntil(
    async () => {
      const now = await tabState(labBrowser.browser, page);
      return 'payloads' in now ? now.payloads.find(({ rendered }) => rendered) : undefined;
    },
    { what: 'the text in the event', timeout: 20_000 },
  );
  expect(found.rendered?.[0]?.path).toMatch(/content\.body$/);
  await page.close();
});

test('Matrix with Megolm: what is shown was decrypted here, and stood readable nowhere', async () => {
  const { browser } = labBrowser;
  const room = '!encrypted-rendered:matrix.org';
  const url = `https://app.element.io/?mode=encrypted#/room/${room}`;
  const page = await receive(at('matrix-encrypted', url), 'matrix', room);
  const state = await waitUntil(
    async () => {
      const now = await tabState(browser, page);
      return 'payloads' in now && now.payloads.some(wasSearched) ? now : undefined;
    },
    { what: 'the payload to be searched', timeout: 20_000 },
  );
  expect(state.payloads.filter(({ rendered }) => rendered)).toEqual([]);
  if (state.state === 'judged') {
    expect(['plaintext', 'tls-only']).not.toContain(state.conversation.judgement.verdict);
  }
  await page.close();
});
