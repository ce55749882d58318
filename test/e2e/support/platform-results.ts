/** Prints what the tests found as the last part of docs/platforms.md: `npm run docs`. */
import type { CatalogueEntry } from '../../lab/catalogue.mjs';
import type { PlatformRow } from './platform-rows.ts';

const browsers = { chromium: 'Chromium', firefox: 'Firefox' } as const;

/** Rows of messengers that the lab still has, as what they were recorded. */
export function currentRows(
  rows: readonly PlatformRow[],
  entries: readonly CatalogueEntry[],
): PlatformRow[] {
  const chats = new Map(entries.map(({ id, chat }) => [id, chat]));
  return rows.filter(({ id, chat }) => chats.get(id) === chat);
}

/** @param nameOf the name of a platform by its profile's id. */
export function platformResults(
  rows: readonly PlatformRow[],
  nameOf: (platform: string) => string,
): string {
  const cells = rows
    .map(({ platform, chat, browser, capture, coverage, verdict, strength, reason }) => [
      nameOf(platform),
      chat,
      browsers[browser],
      capture,
      coverage,
      `\`${verdict}\``,
      strength,
      reason,
    ])
    .map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
    .sort((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1));
  const head = [
    'platform',
    'chat',
    'browser',
    'capture',
    'coverage',
    'verdict',
    'strength',
    'first reason',
  ];
  const lines = [head, head.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`);
  return `
## What the tests find

Each row is an end-to-end test: a text is typed into a local messenger that frames it as the real client does, in the same kind of thread, and the built extension judges it (test/lab). The last run wrote them to docs/platform-rows.json.

${lines.join('\n')}
`;
}
