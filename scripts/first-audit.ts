/**
 * The first audit: the messengers of the lab are opened in a real browser with the built extension, a
 * sentence is typed and sent, and what the extension says of it is printed. Twins are for the tests.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserName, Page } from '../test/e2e/browsers/browser.ts';
import { builds, launchBrowser } from '../test/e2e/browsers/launch.ts';
import { audit } from '../test/e2e/support/audit.ts';
import { type CatalogueEntry, catalogue } from '../test/lab/catalogue.mjs';
import { startLab } from '../test/lab/start-lab.ts';
import { drawTable } from './draw-table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const messengers = catalogue.filter(
  ({ chat, twinOf }) => chat !== undefined || twinOf === undefined,
);

export interface FirstAuditOptions {
  browser: BrowserName;
  /** With a window; it stays open until the person closes it. */
  headed: boolean;
  /** Ends the audit and all that it started. */
  signal: AbortSignal;
}

interface Row {
  entry: CatalogueEntry;
  service: string;
  verdict: string;
  strength: string;
  reason: string;
}

function isExpected({ entry: { expected }, verdict }: Row): boolean {
  return [expected.verdict, ...(expected.or ?? [])].some((allowed) => allowed === verdict);
}

interface Attempt {
  row: Row;
  page?: Page;
}

/** A browser on a busy machine may lose a click, or answer late: there is a second attempt, on a new page. */
async function auditTwice(
  browser: Browser,
  entry: CatalogueEntry,
  peer: Browser,
): Promise<Attempt> {
  const first = await auditRow(browser, entry, peer);
  if (isExpected(first.row)) return first;
  console.log(`  ${entry.id.padEnd(22)} ${first.row.verdict}, again: ${first.row.reason}`);
  await first.page?.close();
  return auditRow(browser, entry, peer);
}

/** Audits one messenger. A failure is a row too: it says what went wrong. */
async function auditRow(browser: Browser, entry: CatalogueEntry, peer: Browser): Promise<Attempt> {
  try {
    const { page, state } = await audit(browser, entry, peer);
    const { judgement, sentences } = state.conversation;
    const row = {
      entry,
      service: state.service.name,
      verdict: judgement.verdict,
      strength: judgement.strength,
      reason: sentences[0] ?? '',
    };
    return { row, page };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { row: { entry, service: entry.platform, verdict: '–', strength: '', reason } };
  }
}

async function saveScreenshots(browser: Browser, shown: Page): Promise<string[]> {
  const folder = join(root, 'out');
  await mkdir(folder, { recursive: true });
  const views = [
    {
      name: 'popup',
      path: `src/ui/popup/index.html?tab=${shown.tabId}`,
      size: { width: 420, height: 760 },
    },
    {
      name: 'dashboard',
      path: 'src/ui/dashboard/index.html',
      size: { width: 1200, height: 1500 },
    },
  ];
  const saved: string[] = [];
  for (const { name, path, size } of views) {
    const page = await browser.extensionPage(path);
    await page.waitFor(() => document.querySelector('main[aria-busy=false]') !== null, []);
    const file = join(folder, `${name}.png`);
    await page.screenshot(file, size);
    saved.push(file);
    await page.close();
  }
  return saved;
}

/**
 * Runs the whole audit, prints its table, and shows popup and dashboard.
 * @returns false when a messenger could not be audited or was judged otherwise than it should be.
 */
export async function firstAudit({ browser: name, headed, signal }: FirstAuditOptions) {
  console.log('Starting the lab …');
  const lab = await startLab({ products: true });
  const stops: (() => Promise<void>)[] = [() => lab.stop()];
  let ending = Promise.resolve();
  // Called on Ctrl-C and at the end: the second call waits for the first, and for what was started meanwhile.
  const stop = () => {
    ending = ending.then(async () => {
      for (let end = stops.pop(); end; end = stops.pop()) await end().catch(() => undefined);
    });
    return ending;
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    console.log(`Starting ${name}${headed ? '' : ' without a window'} …`);
    const hosts = lab.hosts;
    const extension = join(root, builds[name]);
    const browser = await launchBrowser(name, { hosts, extension, granted: 'all', headed });
    stops.push(() => browser.close());
    const peer = await launchBrowser(name, { hosts });
    stops.push(() => peer.close());
    console.log(`${name} ${browser.version}. Typing and sending a message in each messenger:`);

    const rows: Row[] = [];
    let shown: Page | undefined;
    for (const entry of messengers) {
      if (signal.aborted) return false;
      const { row, page } = await auditTwice(browser, entry, peer);
      rows.push(row);
      console.log(`  ${entry.id.padEnd(22)} ${row.verdict}`);
      if (page && !shown) shown = page;
      else await page?.close();
    }
    await peer.close();

    const columns = ['platform', 'messenger', 'verdict', 'strength', 'reason'];
    const cells = rows.map(({ entry, service, verdict, strength, reason }) => [
      service,
      entry.id,
      verdict,
      strength,
      reason,
    ]);
    console.log(`\n${drawTable(columns, cells, process.stdout.columns ?? 120)}\n`);

    const other = rows.filter((row) => !isExpected(row));
    for (const { entry, verdict } of other) {
      console.log(`${entry.id}: ${verdict}, but should be ${entry.expected.verdict}`);
    }
    if (shown && headed) {
      await browser.extensionPage('src/ui/dashboard/index.html');
      await browser.extensionPage(`src/ui/popup/index.html?tab=${shown.tabId}`);
      console.log('Popup and dashboard are open. Close the browser, or press Ctrl-C, to end.');
      await browser.closed();
    } else if (shown) {
      console.log('No display here, so these were saved:');
      for (const file of await saveScreenshots(browser, shown)) console.log(`  ${file}`);
    }
    return other.length === 0;
  } finally {
    signal.removeEventListener('abort', stop);
    await stop();
  }
}
