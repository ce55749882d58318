import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogueEntry, catalogue } from '../catalogue.mjs';
import { type Lab, startLab } from '../start-lab.ts';
import { openLabBrowser } from './lab-browser.ts';

/** `LAB_PRODUCTS=0` leaves out what needs the real products. */
const products = process.env.LAB_PRODUCTS !== '0';
const entries = catalogue.filter(({ needs }) => products || needs === undefined);

let lab: Lab;
let browser: Browser;
/** Two people, each with a browser profile of their own. */
let person: BrowserContext;
let other: BrowserContext;

beforeAll(async () => {
  lab = await startLab({ products });
  browser = await openLabBrowser(lab);
  person = await browser.newContext({ ignoreHTTPSErrors: true });
  other = await browser.newContext({ ignoreHTTPSErrors: true });
});

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

async function open(
  who: BrowserContext,
  entry: Pick<CatalogueEntry, 'firstClick'>,
  url: string,
  ready = 'html[data-ready]',
): Promise<Page> {
  const page = await who.newPage();
  await page.goto(url);
  if (entry.firstClick !== undefined) await page.click(entry.firstClick);
  await page.waitForSelector(ready);
  return page;
}

/** Both people's pages; the other's first, where the order matters. */
async function openBoth(entry: CatalogueEntry): Promise<{ page: Page; peer: Page }> {
  const { url, peerUrl, readySelector } = entry;
  if (peerUrl !== undefined) {
    const peer = await open(other, entry, peerUrl);
    return { peer, page: await open(person, entry, url, readySelector) };
  }
  const [page, peer] = await Promise.all([
    open(person, entry, url, readySelector),
    open(other, entry, url, readySelector),
  ]);
  return { page, peer };
}

/** Types into the real composer and sends, as a person does. */
async function send(page: Page, entry: CatalogueEntry, text: string): Promise<void> {
  await page.click(entry.composerSelector);
  await page.keyboard.type(text);
  if (entry.sendSelector === 'Enter') await page.keyboard.press('Enter');
  else await page.click(entry.sendSelector);
}

/** Where the text was readable in what the lab's servers received; as it is, percent-encoded, or in base64. */
function readableIn(text: string): string[] {
  const percent = encodeURIComponent(text);
  const forms = [text, percent, percent.replaceAll('%20', '+'), encodeURIComponent(percent)];
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1);
  const hits = lab.received.filter(({ body, path }) =>
    [...forms, base64].some((form) => body?.includes(form) || path.includes(form)),
  );
  return hits.map(({ scheme, host }) => `${scheme}://${host}`);
}

/** Decodes every base64 string of what was received, and looks there. */
function readableInBase64(field: RegExp, text: string): boolean {
  return lab.received.some(({ body }) => {
    const found = field.exec(String(body ?? ''))?.[1];
    return found !== undefined && Buffer.from(found, 'base64').includes(text);
  });
}

const readableInMegolm = (text: string): boolean =>
  readableInBase64(/"ciphertext":"([^"]+)"/, text);
const readableInThrift = (text: string): boolean =>
  readableInBase64(/"encoded_message_create_event":"([^"]+)"/, text);

describe.each(entries)('$id', (entry) => {
  it('carries a typed message to the other side', async () => {
    const { page, peer } = await openBoth(entry);
    const text = `three words ${crypto.randomUUID().slice(0, 8)}`;
    lab.received.length = 0;

    await send(page, entry, text);

    // A twin that seals under a key of its own can't be read by anybody: there its envelope arrives.
    const own = /[?&](twin|encryption)=/.test(entry.url);
    const arrived = peer.locator(entry.arrivedSelector ?? '[data-lab=timeline] p.in');
    await (own ? arrived : arrived.filter({ hasText: text })).first().waitFor();
    if (entry.url.includes('leak=')) await page.waitForTimeout(400);
    const readable = readableIn(text);
    if (entry.sealed) expect(readable).toEqual([]);
    // Base64 that isn't aligned with the text's own has to be decoded first.
    else if (entry.id === 'matrix-fake') expect(readableInMegolm(text)).toBe(true);
    else if (entry.id === 'x-chat') expect(readableInThrift(text)).toBe(true);
    else expect(readable).not.toEqual([]);
    const scheme = new URL(entry.url).protocol === 'https:' ? /^(https|wss):/ : /^(http|ws):/;
    for (const place of readable) expect(place).toMatch(scheme);
    await Promise.all([peer.close(), page.close()]);
  });
});

it('has a device on the other side that opens encrypted messages and answers', async () => {
  const entry = catalogue.find(({ id }) => id === 'matrix-encrypted');
  if (entry === undefined) throw new Error('the catalogue lacks it');
  const page = await open(person, entry, entry.url);
  await send(page, entry, 'seventeen letters');
  await page.locator('p.in', { hasText: 'Robin read 17 characters' }).waitFor();
  await lab.say('matrix', 'an unprompted line');
  await page.locator('p.in', { hasText: 'an unprompted line' }).waitFor();
  await page.close();
});

it.each([
  ['tiktok', 'https://www.tiktok.com/messages'],
  ['x', 'https://x.com/messages'],
  ['x', 'https://x.com/i/chat'],
  ['instagram', 'https://www.instagram.com/direct/t/17840000000000001/'],
  ['discord', 'https://discord.com/channels/@me/900000000000000001'],
  ['plain', 'https://chat.lab.test/'],
  ['slack', 'https://app.slack.com/client/T0LAB00001/D0LAB00001'],
  ['linkedin', 'https://www.linkedin.com/messaging/thread/2-bGFi/'],
  ['reddit', 'https://chat.reddit.com/room/!lab1:reddit.com'],
  ['google-chat', 'https://chat.google.com/u/0/dm/AAAAlab0001'],
  ['bluesky', 'https://bsky.app/messages/3lablab000001'],
  ['mastodon', 'https://mastodon.social/conversations'],
  ['zulip', 'https://lab.zulipchat.com/#narrow/dm/9-Robin'],
  ['mattermost', 'https://community.mattermost.com/lab/messages/labchannel0000000000000001'],
  ['rocket-chat', 'https://open.rocket.chat/direct/labroom0001'],
])('lets the other side of %s speak first', async (id, url) => {
  const page = await open(person, {}, url);
  await lab.say(id, 'a line from Robin');
  await page.locator('p.in', { hasText: 'a line from Robin' }).waitFor();
  await page.close();
});
