import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The builds that are shipped. */
export const targets = ['chrome', 'chrome-deep-capture', 'firefox'] as const;
export type Target = (typeof targets)[number];

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

export const pageScripts = {
  tap: 'src/tap/tap.iife.js',
  content: 'src/content/content.iife.js',
} as const;

/** Paths of a build's files, relative and sorted. @throws when it was not built. */
export function filesOf(target: Target): string[] {
  return readdirSync(join(dist, target), { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(dist, target, path)).isFile())
    .sort();
}

export function readFrom(target: Target, path: string): string {
  return readFileSync(join(dist, target, path), 'utf8');
}

/** All scripts of a build, with their text. */
export function scriptsOf(target: Target): { path: string; code: string }[] {
  const paths = filesOf(target).filter((path) => path.endsWith('.js'));
  return paths.map((path) => ({ path, code: readFrom(target, path) }));
}
