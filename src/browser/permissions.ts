import type { Manifest, Permissions } from 'webextension-polyfill';
import { extension } from './extension.ts';
import { socketPatterns } from './match-pattern.ts';

/** Those of the match patterns that the browser grants us. */
export async function grantedPatterns(patterns: readonly string[]): Promise<string[]> {
  const granted = await Promise.all(
    patterns.map((pattern) => extension.permissions.contains({ origins: [pattern] })),
  );
  return patterns.filter((_, index) => granted[index]);
}

/**
 * Asks the person for hosts. Call it from the click itself, before anything is awaited: Firefox forgets the
 * click otherwise. Resolves to false when the person declined.
 */
export async function requestPatterns(patterns: readonly string[]): Promise<boolean> {
  return extension.permissions.request({ origins: patterns.flatMap(withSockets) });
}

/** Gives hosts back. Patterns that were never granted are left alone. */
export async function removePatterns(patterns: readonly string[]): Promise<void> {
  const granted = await grantedPatterns(patterns);
  if (granted.length > 0) {
    await extension.permissions.remove({ origins: granted.flatMap(withSockets) });
  }
}

/** Calls `listener` whenever the person or the browser gave or took a permission. */
export function onPermissionChange(listener: () => Promise<void>): void {
  extension.permissions.onAdded.addListener(async () => listener());
  extension.permissions.onRemoved.addListener(async () => listener());
}

/** What looking into workers takes: to change answers on their way, also service workers' scripts. Firefox does not ask. */
const FOR_WORKERS = ['webRequestBlocking', 'webRequestFilterResponse.serviceWorkerScript'];

/** True in a browser that lets an extension change the scripts of workers. */
export function canLookIntoWorkers(): boolean {
  const { optional_permissions = [] } = extension.runtime.getManifest();
  return FOR_WORKERS.every((name) => (optional_permissions as string[]).includes(name));
}

export async function looksIntoWorkers(): Promise<boolean> {
  return canLookIntoWorkers() && extension.permissions.contains(forWorkers());
}

/** Call it from the click itself, as for hosts. Resolves to false when the browser refused. */
export async function requestWorkers(): Promise<boolean> {
  return extension.permissions.request(forWorkers());
}

export async function removeWorkers(): Promise<void> {
  await extension.permissions.remove(forWorkers());
}

function forWorkers(): Permissions.Permissions {
  return { permissions: FOR_WORKERS as Manifest.OptionalPermission[] };
}

/** A host's WebSockets are a permission of their own, though the same line in the browser's question. */
function withSockets(pattern: string): string[] {
  return [pattern, ...socketPatterns(pattern)];
}
