import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NetworkRequest } from './browsers/browser.ts';
import { type TemporaryFolder, temporaryFolder } from './browsers/temporary-folder.ts';
import { waitUntil } from './browsers/wait-until.ts';
import { alteredBuild } from './support/altered-build.ts';
import { catalogueEntry } from './support/catalogue-entry.ts';
import { waitForJudgement } from './support/extension-messages.ts';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, say, watch } from './support/messenger.ts';

const entry = catalogueEntry('tiktok');

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder('no-network');
});
afterAll(() => folder.remove());

/** A whole use of the extension: verdict, every page of ours, an export. */
async function useEverything({ browser }: LabBrowser): Promise<void> {
  await watch(browser, entry);
  const messenger = await openMessenger(browser, entry);
  await say(messenger, entry, freshSentence());
  await waitForJudgement(browser, messenger);
  await browser.extensionPage(`src/ui/popup/index.html?tab=${messenger.tabId}`);
  await browser.extensionPage('src/ui/onboarding/index.html');
  const dashboard = await browser.extensionPage('src/ui/dashboard/index.html');
  await dashboard.click('.export button');
  await waitUntil(async () => (await browser.downloads()).length > 0, { what: 'the export' });
  await browser.killBackground();
  await say(messenger, entry, freshSentence());
  await waitForJudgement(browser, messenger, ({ counts }) => counts.sends > 1);
}

/** Requests that the extension asked for, other than for its own files. */
function fromExtension(requests: NetworkRequest[], origin: string): NetworkRequest[] {
  const own = origin.replace(/\/$/, '');
  return requests.filter(
    ({ url, initiator }) => initiator === own && /^(https?|wss?|ftp):/.test(url),
  );
}

test('the extension asks the network for nothing', async () => {
  const labBrowser = await startLabBrowser();
  const { browser, lab } = labBrowser;
  let requests: NetworkRequest[];
  try {
    await useEverything(labBrowser);
  } finally {
    requests = await browser.closeAndReadRequests();
    await lab.stop();
  }
  // The same log does hold what the page sent.
  expect(requests.map(({ url }) => url)).toContainEqual(
    expect.stringContaining('im-api.tiktok.com/v1/message/send'),
  );
  expect(requests).toContainEqual(expect.objectContaining({ initiator: 'https://www.tiktok.com' }));
  expect(fromExtension(requests, browser.extensionOrigin)).toEqual([]);
});

test('the control: a background and a page that do ask are caught', async () => {
  const call = "fetch('https://odd.lab.test/echo?from=background').catch(() => 0);";
  const extension = await alteredBuild(folder.path, call);
  const { browser, lab } = await startLabBrowser({ extension });
  let requests: NetworkRequest[];
  try {
    const asked = (from: string) =>
      lab.received.some(({ path }) => path.startsWith('/echo') && path.includes(`from=${from}`));
    await waitUntil(async () => asked('background'), { what: 'the background to ask' });
    const page = await browser.extensionPage('icons/icon-32.png');
    await page.evaluate(() =>
      fetch('https://odd.lab.test/echo?from=page').then(
        () => true,
        () => false,
      ),
    );
    await waitUntil(async () => asked('page'), { what: 'the page to ask' });
  } finally {
    requests = await browser.closeAndReadRequests();
    await lab.stop();
  }
  const caught = fromExtension(requests, browser.extensionOrigin).map(({ url }) => url);
  expect(caught).toContainEqual(expect.stringContaining('from=background'));
  expect(caught).toContainEqual(expect.stringContaining('from=page'));
});

test('the policy of the pages refuses a request even when asked for one', async () => {
  const { browser, lab, stop } = await startLabBrowser();
  try {
    const refused = await browser.extensionEvaluate(() =>
      fetch('https://odd.lab.test/echo?from=refused').then(
        () => false,
        () => true,
      ),
    );
    expect(refused).toBe(true);
    expect(lab.received.some(({ path }) => path.includes('from=refused'))).toBe(false);
  } finally {
    await stop();
  }
});
