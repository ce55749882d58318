// Sets up the real products: node test/lab/products/setup.mjs. Does nothing when all is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureSystemPackages } from '../../../scripts/setup/system-packages.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
// The Lounge needs a newer Node; on an older one npm brings it along (the only optional packages here).
const bringsNode = major < 22 || (major === 22 && minor < 13);

function packagesOf(file) {
  if (!existsSync(folder + file)) return undefined;
  return JSON.parse(readFileSync(folder + file, 'utf8')).packages;
}

/** True when npm has installed what the lock file says. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (wanted === undefined || present === undefined) return false;
  if (bringsNode && !existsSync(`${folder}node_modules/node-linux-${process.arch}/bin/node`)) {
    return false;
  }
  // An entry without version is a folder inside another package.
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' ||
      version === undefined ||
      optional === true ||
      present[path]?.version === version,
  );
}

try {
  await ensureSystemPackages(['prosody', 'ngircd']);
  if (!isInstalled()) {
    console.log('Installing The Lounge and Converse.js …');
    const optional = bringsNode ? '--include=optional' : '--omit=optional';
    // No install script of any package runs: none of them is needed.
    const { status } = spawnSync(
      'npm',
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', optional],
      {
        cwd: folder,
        stdio: 'inherit',
      },
    );
    if (status !== 0) throw new Error('npm ci failed in test/lab/products; see above');
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
