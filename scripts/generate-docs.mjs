/** Writes the pages of docs/ that are printed from the source: `npm run docs`. */
import { existsSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'vite';

const root = new URL('..', import.meta.url).pathname;
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
  const { platformResults } = await vite.ssrLoadModule('/test/e2e/support/platform-results.ts');
  const nameOf = (platform) => profiles.find(({ id }) => id === platform)?.name ?? platform;
  const results = platformResults(await platformRows(), nameOf);
  await writeFile(`${root}docs/platforms.md`, platformsPage(profiles) + results);
} finally {
  await vite.close();
}

/** What the last end-to-end runs on this machine found, if there were any; else what is committed. */
async function platformRows() {
  const kept = `${root}docs/platform-rows.json`;
  const fresh = `${root}out/platform-rows.json`;
  if (existsSync(fresh)) await copyFile(fresh, kept);
  return JSON.parse(await readFile(kept, 'utf8'));
}
