import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Observation } from '../../src/messages/observation.ts';
import { waitUntil } from './browsers/wait-until.ts';
import { addSite, tabState } from './support/extension-messages.ts';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';

const loads = 50;

/** What the page's very first inline script sends, each through another interface. */
const channels = ['beacon', 'fetch', 'websocket', 'xhr'];

/** `strict.lab.test` enforces Trusted Types too; both have a nonce policy. */
const pages = ['https://odd.lab.test/?race=1', 'https://strict.lab.test/?race=1'];

let labBrowser: LabBrowser;

beforeAll(async () => {
  labBrowser = await startLabBrowser();
});
afterAll(() => labBrowser.stop());

test.each(pages)(
  'nothing that the first inline script of %s sends is missed in 50 loads',
  {
    timeout: 300_000,
  },
  async (url) => {
    const { browser, lab } = labBrowser;
    await addSite(browser, url);
    const page = await browser.newPage();
    const seenPerLoad: string[] = [];
    for (let load = 0; load < loads; load += 1) {
      const arrivedBefore = lab.received.length;
      await page.goto(url);
      const raced = () =>
        lab.received.slice(arrivedBefore).filter(({ path }) => path.startsWith('/race/'));
      await waitUntil(async () => raced().length >= channels.length, {
        what: 'the lab to receive what the page sent',
      });
      // Only this load's payloads are in the tab's state: it starts anew with each navigation.
      const seen = async () => {
        const state = await tabState(browser, page);
        const payloads: Observation[] = 'payloads' in state ? state.payloads : [];
        return payloads
          .filter(({ wire }) => wire.direction === 'out' && wire.path.startsWith('/race/'))
          .map(({ wire }) => wire.channel)
          .sort();
      };
      await waitUntil(async () => (await seen()).length >= channels.length, {
        timeout: 5_000,
        what: 'all payloads to be observed',
      }).catch(() => undefined);
      seenPerLoad.push((await seen()).join(' '));
    }
    expect(seenPerLoad).toEqual(Array.from({ length: loads }, () => channels.join(' ')));
    await page.close();
  },
);

test('the control: on a page that is not switched on, the same search finds nothing', async () => {
  const { browser, lab } = labBrowser;
  const before = lab.received.length;
  const page = await browser.newPage('http://odd.lab.test/?race=1');
  await waitUntil(
    async () =>
      lab.received.slice(before).filter(({ path }) => path.startsWith('/race/')).length >= 4,
  );
  const state = await tabState(browser, page);
  expect(state.state).not.toBe('waiting');
  expect('payloads' in state).toBe(false);
});
