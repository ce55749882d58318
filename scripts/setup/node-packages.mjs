import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runCommand } from '../run-command.mjs';

async function readPackages(path) {
  try {
    return JSON.parse(await readFile(join(root, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** True when every package of the lock file is installed in its version. Optional ones may be missing. */
async function isInstalled() {
  const wanted = await readPackages('package-lock.json');
  const present = await readPackages('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    return present[path] ? present[path].version === version : optional === true;
  });
}

/**
 * Brings node_modules to what the lock file says; does nothing when it is there already.
 *
 * `npm ci` refuses a lock file without the optional packages of other systems, and a registry mirror that has
 * not got them makes no other. `npm install` then takes the same versions, by the same hashes.
 */
export async function ensureNodePackages() {
  if (await isInstalled()) return;
  console.log('Installing the npm packages …');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  // Silent: when it fails, what is tried next says why.
  const { code } = await runCommand('npm', ['ci', ...quiet, '--loglevel=silent']);
  if (code === 0) return;
  console.log('npm ci refuses; installing what the lock file names …');
  await runCommand('npm', ['install', '--no-save', ...quiet]);
  if (!(await isInstalled())) throw new Error('the npm packages could not be installed; see above');
}
