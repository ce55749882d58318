#!/usr/bin/env node
// The command line, built on first use and after a change of the sources.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'dist/cli/sealcheck.mjs');

function newest(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .reduce((latest, { parentPath, name }) => {
      return Math.max(latest, statSync(join(parentPath, name)).mtimeMs);
    }, 0);
}

function isCurrent() {
  const made = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return made > newest('src') && made > statSync(join(root, 'package.json')).mtimeMs;
}

if (!isCurrent()) {
  // The output belongs to the findings alone.
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build-command-line.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    console.error('sealcheck: the command line could not be built; see above');
    process.exit(2);
  }
}
await import(pathToFileURL(built).href);
