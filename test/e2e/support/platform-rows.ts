/**
 * What the tests found, platform by platform: the rows of the table in docs/platforms.md. Each run writes its own
 * over what earlier runs left in out/; `npm run docs` takes them from there.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { CatalogueEntry } from '../../lab/catalogue.mjs';
import type { BrowserName } from '../browsers/browser.ts';
import type { Judged } from './extension-messages.ts';

/**
 * `standard`: the extension as it is installed. `request bodies`: the same, where the message was only seen by the second
 * witness. `worker scripts`: looking into workers was switched on. `deep`: deep capture was switched on for the tab.
 */
export type CaptureMode = 'standard' | 'request bodies' | 'worker scripts' | 'deep';

export interface PlatformRow {
  /** Of the lab's catalogue. */
  id: string;
  /** Id of the profile. */
  platform: string;
  chat: string;
  browser: BrowserName;
  capture: CaptureMode;
  coverage: string;
  verdict: string;
  strength: string;
  /** The first reason as a person reads it. */
  reason: string;
}

const folder = new URL('../../../out/', import.meta.url);
const file = new URL('platform-rows.json', folder);

/** `seen`, or what of the page's channels was not. */
export function coverageWords(coverage: Judged['coverage']): string {
  const unseen = coverage.filter(({ state }) => state !== 'seen');
  const words = unseen.map(({ channel, state }) =>
    state === 'unknown' ? `${channel} unknown` : `${channel} seen to exist`,
  );
  return [...new Set(words)].sort().join(', ') || 'seen';
}

/** The row of a judged messenger; undefined for one that stands for no platform's chat, such as a twin. */
export function platformRow(
  { id, platform, chat }: CatalogueEntry,
  browser: BrowserName,
  { conversation: { judgement, sentences }, coverage }: Judged,
  capture: CaptureMode = 'standard',
): PlatformRow | undefined {
  if (chat === undefined) return undefined;
  const { verdict, strength } = judgement;
  const reason = sentences[0] ?? '';
  const words = coverageWords(coverage);
  const witnessed = coverage.some((report) => report.reason === 'message-outside');
  const mode = capture === 'standard' && witnessed ? 'request bodies' : capture;
  return { id, platform, chat, browser, capture: mode, coverage: words, verdict, strength, reason };
}

function readRows(): PlatformRow[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}

/** Writes a row in the place of what an earlier run wrote of the same messenger, browser and choice of the person. */
export function recordRow(row: PlatformRow | undefined): void {
  if (row === undefined) return;
  const key = ({ id, browser, capture }: PlatformRow): string =>
    `${id} ${browser} ${capture === 'request bodies' ? 'standard' : capture}`;
  const others = readRows().filter((one) => key(one) !== key(row));
  const rows = [...others, row].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
}
