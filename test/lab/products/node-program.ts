import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The Lounge needs Node 22 or later with `node:sqlite`, which came without a flag in 22.13. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}

/**
 * The Node that runs The Lounge: the running one, else the one from npm that setup.mjs installed.
 * @throws Error when there is none.
 */
export function nodeProgram(): string {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const name = `node_modules/node-linux-${process.arch}/bin/node`;
  const path = fileURLToPath(new URL(name, import.meta.url));
  if (!existsSync(path))
    throw new Error(`${path} is missing: run node test/lab/products/setup.mjs`);
  return path;
}
