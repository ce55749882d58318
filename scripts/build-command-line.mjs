// Builds dist/cli/sealcheck.mjs, the command line in one file. Installs the npm packages first where they are missing.
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './run-command.mjs';
import { ensureNodePackages } from './setup/node-packages.mjs';

await ensureNodePackages();
const { build } = await import('vite');
// Built beside its place and then moved there: another process may be starting the old one.
const made = join(root, `dist/cli-${process.pid}`);
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/cli/main.ts',
    target: 'node20',
    outDir: made,
    copyPublicDir: false,
    // `var` instead of `const` would hide from V8 that the engine's tables never change: twice the time.
    rolldownOptions: { output: { entryFileNames: 'sealcheck.mjs', topLevelVar: false } },
  },
});
await mkdir(join(root, 'dist/cli'), { recursive: true });
await rename(join(made, 'sealcheck.mjs'), join(root, 'dist/cli/sealcheck.mjs'));
await rm(made, { recursive: true });
