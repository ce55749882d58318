// `npm start`: sets up, builds, starts the lab, and runs the first audit in a real browser.
// `npm start -- --browser firefox` takes Firefox instead of Chromium.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { quietEnvironment, runNode } from './run-command.mjs';
import { ensureNodePackages } from './setup/node-packages.mjs';
import { ensureProducts } from './setup/products.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';

const { values } = parseArgs({ options: { browser: { type: 'string', default: 'chromium' } } });
const browser = values.browser;
const targets = { chromium: 'chrome', firefox: 'firefox' };
if (!Object.hasOwn(targets, browser)) {
  console.error(`--browser is chromium or firefox, not ${browser}`);
  process.exit(2);
}
Object.assign(process.env, quietEnvironment);

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    console.log('\nEnding …');
    stopping.abort();
    // Whatever does not end in time is cleaned up on exit.
    setTimeout(() => process.exit(130), 15_000).unref();
  });
}

let vite;
try {
  await ensureNodePackages();
  await ensureSystemPackages([browser, 'fonts', 'prosody', 'ngircd']);
  await ensureProducts();
  const { code } = await runNode('scripts/build.mjs', [targets[browser]]);
  if (code !== 0) throw new Error('the build failed; see above');

  // Vite is there only now; it reads the audit, which is TypeScript.
  const { createServer } = await import('vite');
  vite = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  // It stays open for as long as the audit runs: the lab loads its larger libraries when somebody asks for them.
  const module = await vite.ssrLoadModule('/scripts/first-audit.ts');
  const headed = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const good = await module.firstAudit({ browser, headed, signal: stopping.signal });
  process.exitCode = stopping.signal.aborted ? 130 : good ? 0 : 1;
} catch (error) {
  if (stopping.signal.aborted) process.exit(130);
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await vite?.close();
}
