import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CatalogueEntry, catalogue } from '../lab/catalogue.mjs';
import type { Browser } from './browsers/browser.ts';
import { temporaryFolder } from './browsers/temporary-folder.ts';
import { waitUntil } from './browsers/wait-until.ts';
import { alteredBuild } from './support/altered-build.ts';
import { type Collected, findContent } from './support/content-search.ts';
import { tabState, waitForJudgement } from './support/extension-messages.ts';
import { dumpStorage, type StorageDump } from './support/extension-storage.ts';
import { type LabBrowser, startLabBrowser } from './support/lab-browser.ts';
import { openMessenger, say, watch } from './support/messenger.ts';

/** A word of random letters: it stands nowhere by chance, in no encoding. */
function freshWord(): string {
  return Array.from({ length: 14 }, () => String.fromCharCode(97 + randomInt(26))).join('');
}

const needles = [freshWord(), freshWord(), freshWord()];
const phrase = `${needles[0]} ${needles[1]}`;
const draft = `${needles[2]} which is never sent`;

/** What was found once with each verdict need not be found again on every platform. */
const wayOf = ({ platform, expected: { verdict } }: CatalogueEntry) =>
  verdict === 'inconclusive' ? verdict : `${platform} ${verdict}`;
const candidates = catalogue.filter(
  ({ id, needs }) => needs === undefined && !/leak|fake|keyed|https|wss|worker/.test(id),
);
/** Every way of sending once: readable, sealed, opaque, and over each interface. */
const entries = candidates.filter(
  (entry, at) =>
    /^(plain|telegram-a|google-messages)/.test(entry.id) ||
    candidates.findIndex((other) => wayOf(other) === wayOf(entry)) === at,
);

type Recorder = typeof globalThis & { recordedMessages?: string[] };

let labBrowser: LabBrowser;

/** Everything that content scripts and pages tell the background also reaches this document. */
function recordMessages(): void {
  const messages: string[] = [];
  (globalThis as Recorder).recordedMessages = messages;
  chrome.runtime.onMessage.addListener((message) => {
    messages.push(JSON.stringify(message));
  });
  chrome.runtime.onConnect.addListener((port) => {
    messages.push(port.name);
    port.onMessage.addListener((message) => {
      messages.push(JSON.stringify(message));
    });
  });
}

async function recordedMessages(): Promise<Collected> {
  const texts = await labBrowser.browser.extensionEvaluate(
    () => (globalThis as Recorder).recordedMessages ?? [],
  );
  return { texts, bytes: [] };
}

async function consoleTexts(browser: Browser): Promise<Collected> {
  const lines = await browser.consoleLines();
  return { texts: lines.flatMap(({ from, text }) => [from, text]), bytes: [] };
}

beforeAll(async () => {
  labBrowser = await startLabBrowser();
  const { browser, lab } = labBrowser;
  await browser.extensionEvaluate(recordMessages);
  for (const entry of entries) {
    await watch(browser, entry);
    const page = await openMessenger(browser, entry);
    // The other side writes too, where the lab lets it speak.
    await lab.say(entry.id.split('-')[0] ?? '', phrase).catch(() => undefined);
    await say(page, entry, phrase);
    await waitForJudgement(browser, page, () => true, { what: `a judgement of ${entry.id}` });
    // Typed and left: drafts are held in memory only.
    await page.type(entry.composerSelector, draft);
    const { counts } = (await waitForJudgement(browser, page)) as { counts: { payloads: number } };
    expect(counts.payloads).toBeGreaterThan(0);
  }
}, 900_000);
afterAll(() => labBrowser.stop());

test('the phrase really went out, and the draft really was typed', () => {
  const bodies = labBrowser.lab.received.flatMap(({ body }) => (body ? [body] : []));
  const texts = bodies.map((body) => body.toString('latin1'));
  expect(findContent({ texts, bytes: [] }, [phrase])).not.toEqual([]);
});

describe('the phrase and the draft stand nowhere', () => {
  test('in anything that the extension stores', async () => {
    const dump = await labBrowser.browser.extensionEvaluate(dumpStorage);
    const inDatabase = Object.entries(dump.places).filter(
      ([place, count]) => place.startsWith('indexedDB') && count > 0,
    );
    expect(inDatabase.length, JSON.stringify(dump.places)).toBeGreaterThan(0);
    expect(dump.places['storage.session']).toBeGreaterThan(0);
    expect(findContent(dump, needles)).toEqual([]);
  });

  test('in any message to the background', async () => {
    const messages = await recordedMessages();
    const said = messages.texts.join('\n');
    expect(said).toContain('"observations"');
    expect(said).toContain('"sent"');
    expect(findContent(messages, needles)).toEqual([]);
  });

  test('in the console of any page, worker or extension context', async () => {
    expect(findContent(await consoleTexts(labBrowser.browser), needles)).toEqual([]);
  });

  test('in the popup, the dashboard, and the exported findings', async () => {
    const { browser } = labBrowser;
    const dashboard = await browser.extensionPage('src/ui/dashboard/index.html');
    await dashboard.waitFor(() => document.querySelector('tr.platform .expand') !== null, [], {
      what: 'the dashboard to show a platform that was observed',
    });
    const shown = await dashboard.evaluate(() => document.documentElement.outerHTML);
    expect(shown).toContain('TikTok');
    expect(findContent({ texts: [shown], bytes: [] }, needles)).toEqual([]);

    await dashboard.click('.export button');
    const [file = ''] = await waitUntil(async () => {
      const files = await browser.downloads();
      return files.length > 0 ? files : undefined;
    });
    const exported = await readFile(file, 'utf8');
    expect(exported.split('\n').length).toBeGreaterThan(entries.length);
    expect(findContent({ texts: [exported], bytes: [] }, needles)).toEqual([]);
    await dashboard.close();
  });
});

describe('the control: planted content is found', () => {
  const [word = ''] = needles;

  test.each(['local', 'session'] as const)(
    'in storage.%s, as base64 inside a longer text',
    async (area) => {
      const planted = `x${btoa(`ab${word}c`)}`;
      const { browser } = labBrowser;
      await browser.extensionEvaluate(
        (where, text) => chrome.storage[where].set({ planted: { deep: [text] } }),
        area,
        planted,
      );
      const dump: StorageDump = await browser.extensionEvaluate(dumpStorage);
      await browser.extensionEvaluate((where) => chrome.storage[where].remove('planted'), area);
      expect(findContent(dump, needles)).toContainEqual(expect.stringContaining(`${word}, base64`));
    },
  );

  test('in IndexedDB, as UTF-16 bytes', async () => {
    const { browser } = labBrowser;
    await browser.extensionEvaluate(async (text) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('planted', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('rows');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const units = Uint16Array.from(text, (letter) => letter.charCodeAt(0));
      const writing = database.transaction('rows', 'readwrite');
      writing.objectStore('rows').put({ bytes: new Uint8Array(units.buffer) }, 1);
      await new Promise((resolve) => {
        writing.oncomplete = resolve;
      });
      database.close();
    }, word);
    const dump: StorageDump = await browser.extensionEvaluate(dumpStorage);
    await browser.extensionEvaluate(() => void indexedDB.deleteDatabase('planted'));
    expect(findContent(dump, needles)).toContainEqual(expect.stringContaining(`${word}, utf-16le`));
  });

  test('in a message from another page of ours', async () => {
    const { browser } = labBrowser;
    const page = await browser.extensionPage('icons/icon-32.png');
    await page.evaluate((text) => {
      // Nobody answers a message of an unknown kind.
      chrome.runtime.sendMessage({ kind: 'planted', text }).catch(() => undefined);
    }, word);
    await waitUntil(async () => findContent(await recordedMessages(), needles).length > 0, {
      what: 'the planted message to be recorded',
    });
    await page.close();
  });

  test('in the console of a page, deep inside an object', async () => {
    const { browser } = labBrowser;
    const page = await browser.newPage('https://www.tiktok.com/messages');
    expect((await tabState(browser, page)).state).toBe('waiting');
    await page.evaluate((text) => console.log({ nested: { text } }), word);
    await waitUntil(async () => findContent(await consoleTexts(browser), [word]).length > 0, {
      what: 'the planted console line to be recorded',
    });
    await page.close();
  });

  test('in the console of the background', async () => {
    const folder = await temporaryFolder('no-content');
    const code = `console.info({ nested: { text: '${word}' } });`;
    const extension = await alteredBuild(folder.path, code);
    const { browser, stop } = await startLabBrowser({ extension });
    try {
      await waitUntil(async () => findContent(await consoleTexts(browser), [word]).length > 0, {
        what: 'the planted console line to be recorded',
      });
    } finally {
      await stop();
      await folder.remove();
    }
  });
});
