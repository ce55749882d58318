import { randomInt } from 'node:crypto';
import type { CatalogueEntry } from '../../lab/catalogue.mjs';
import type { Browser, DocumentHandle, Page } from '../browsers/browser.ts';
import { addSite, ask, switchOn } from './extension-messages.ts';

const words =
  'amber basket copper dolphin ember falcon ginger harbour island jasmine kettle lantern marble nutmeg orchard pepper quarry ribbon saffron timber umbrella velvet walnut yellow zephyr'.split(
    ' ',
  );

/** A sentence that stands nowhere by chance: six words and a number. */
export function freshSentence(): string {
  const chosen = Array.from({ length: 6 }, () => words[randomInt(words.length)]);
  return `${chosen.join(' ')} ${randomInt(1e9)}`;
}

/**
 * Lets the extension watch a messenger: its platform is switched on, or, where the platform is a protocol that
 * anybody can host, its address is added.
 */
export async function watch(browser: Browser, entry: CatalogueEntry): Promise<void> {
  const services = await ask(browser, { kind: 'services' });
  const hasPages = services.some(
    ({ service }) => service.id === entry.platform && service.pages.length > 0,
  );
  if (hasPages) await switchOn(browser, entry.platform);
  else await addSite(browser, entry.url);
}

/** Waits until a messenger's page is ready for typing. */
export async function waitReady(page: DocumentHandle, entry: CatalogueEntry): Promise<void> {
  const ready = entry.readySelector ?? 'html[data-ready]';
  await page.waitFor((selector) => document.querySelector(selector) !== null, [ready], {
    what: `${entry.id} to be ready`,
    timeout: 60_000,
  });
}

/**
 * Opens a messenger and waits until it is ready for typing.
 * @param url the other person's page, where it isn't the entry's own.
 */
export async function openMessenger(
  browser: Browser,
  entry: CatalogueEntry,
  url = entry.url,
): Promise<Page> {
  const page = await browser.newPage(url);
  if (entry.firstClick) await page.click(entry.firstClick);
  await waitReady(page, entry);
  return page;
}

/** Types a text into the composer, key by key, and sends it as a person would. */
export async function say(
  page: DocumentHandle,
  entry: CatalogueEntry,
  text: string,
): Promise<void> {
  await page.type(entry.composerSelector, text);
  if (entry.sendSelector === 'Enter') await page.press('Enter');
  else await page.click(entry.sendSelector);
}
