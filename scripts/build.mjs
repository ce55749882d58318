// Builds dist/chrome, dist/chrome-deep-capture and dist/firefox. `npm run build -- firefox` builds one of them.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url));
const asked = process.argv.slice(2);
for (const target of asked.length > 0 ? asked : ['chrome', 'chrome-deep-capture', 'firefox']) {
  const run = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TARGET: target },
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
  console.log(`built dist/${target}`);
}
