import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogueEntry } from './support/catalogue-entry.ts';
import { ask, tabState, waitForJudgement } from './support/extension-messages.ts';
import { browserName, type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { freshSentence, openMessenger, say } from './support/messenger.ts';

const tiktok = catalogueEntry('tiktok');
const added = catalogueEntry('plain-http');

let labBrowser: LabBrowser;

/**
 * Through the real pages, by clicks. Firefox gets the build as it ships and grants the hosts on the click;
 * Chrome's prompt can't be answered by automation, so there they are granted before.
 */
beforeAll(async () => {
  labBrowser = await startLabBrowser({ granted: browserName === 'firefox' ? 'none' : 'all' });
});
afterAll(() => labBrowser.stop());

const grantedOrigins = () =>
  labBrowser.browser.extensionEvaluate(
    async () => (await chrome.permissions.getAll()).origins ?? [],
  );

test('before anything is switched on, nothing is watched', async () => {
  const { browser } = labBrowser;
  const page = await openMessenger(browser, tiktok);
  const { state } = await tabState(browser, page);
  if (browserName === 'firefox') {
    expect(await grantedOrigins()).toEqual([]);
    // Without a permission, and without a click on the toolbar, we are not even told the address.
    expect(state).toBe('no-site');
  } else expect(state).toBe('off');
  await page.close();
});

test('a click on the onboarding page switches all platforms on, and a message is judged', async () => {
  const { browser } = labBrowser;
  const onboarding = await browser.extensionPage('src/ui/onboarding/index.html');
  await onboarding.click('.site-switches button[data-kind=main]');
  await onboarding.waitFor(
    () => {
      const rows = [...document.querySelectorAll<HTMLElement>('.site-switches li')];
      return rows.length > 4 && rows.every((row) => row.dataset.on !== undefined);
    },
    [],
    { what: 'all platforms to be on' },
  );
  expect((await grantedOrigins()).length).toBeGreaterThan(0);
  const page = await openMessenger(browser, tiktok);
  await say(page, tiktok, freshSentence());
  const state = await waitForJudgement(browser, page);
  expect(state.conversation.judgement.verdict).toBe('tls-only');
  await page.close();
});

test('a site is added by its address, and taken off again', async () => {
  const { browser } = labBrowser;
  const onboarding = await browser.extensionPage('src/ui/onboarding/index.html');
  await onboarding.type('.add-site input', 'http://chat.lab.test');
  await onboarding.click('.add-site button');
  await onboarding.waitFor(
    () => document.querySelector('.add-site p')?.textContent?.includes('was added'),
    [],
    { what: 'the site to be added' },
  );
  const page = await openMessenger(browser, added);
  await say(page, added, freshSentence());
  const state = await waitForJudgement(browser, page);
  expect(state.conversation.judgement.verdict).toBe('plaintext');
  await page.close();

  await ask(browser, { kind: 'remove-site', origin: 'http://chat.lab.test' });
  const later = await openMessenger(browser, added);
  expect((await tabState(browser, later)).state).toBe('unsupported');
  await later.close();
});

test('an address that is none is refused with a reason', async () => {
  const onboarding = await labBrowser.browser.extensionPage('src/ui/onboarding/index.html');
  await onboarding.type('.add-site input', 'file:///etc/passwd');
  await onboarding.click('.add-site button');
  const said = await onboarding.waitFor(
    () => document.querySelector('.add-site p.problem')?.textContent,
    [],
  );
  expect(said.length).toBeGreaterThan(10);
});
