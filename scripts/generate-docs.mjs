/** Writes the pages of docs/ that are printed from the source: `npm run docs`. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'vite';
import { catalogue } from '../test/lab/catalogue.mjs';

const root = new URL('..', import.meta.url).pathname;
const platformRowsFile = `${root}docs/platform-rows.json`;
const vite = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { verdictsPage } = await vite.ssrLoadModule('/src/verdict/verdicts-page.ts');
  const { platformsPage } = await vite.ssrLoadModule('/src/platforms/platforms-page.ts');
  const { profiles } = await vite.ssrLoadModule('/src/platforms/registry.ts');
  await writeFile(`${root}docs/verdicts.md`, verdictsPage());
  const { currentRows, platformResults } = await vite.ssrLoadModule(
    '/test/e2e/support/platform-results.ts',
  );
  const nameOf = (platform) => profiles.find(({ id }) => id === platform)?.name ?? platform;
  const rows = currentRows(await platformRows(), catalogue);
  await writeFile(platformRowsFile, `${JSON.stringify(rows, null, 2)}\n`);
  const results = platformResults(rows, nameOf);
  await writeFile(`${root}docs/platforms.md`, platformsPage(profiles) + results);
} finally {
  await vite.close();
}

/** What the last end-to-end runs on this machine found, if there were any; else what is committed. */
async function platformRows() {
  const fresh = `${root}out/platform-rows.json`;
  return JSON.parse(await readFile(existsSync(fresh) ? fresh : platformRowsFile, 'utf8'));
}
