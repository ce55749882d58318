/** Writes the pages of docs/ that are printed from the source: `npm run docs`. */
import { writeFile } from 'node:fs/promises';
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
  await writeFile(`${root}docs/platforms.md`, platformsPage(profiles));
} finally {
  await vite.close();
}
