import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies a built extension and moves its optional hosts to the granted ones: the one difference between what
 * is tested and what is shipped, because Chrome's permission prompt can't be answered by automation.
 */
export async function copyWithGrantedHosts(built: string, target: string): Promise<void> {
  await cp(built, target, { recursive: true });
  const path = join(target, 'manifest.json');
  const { optional_host_permissions, ...manifest } = JSON.parse(await readFile(path, 'utf8'));
  const host_permissions = [
    ...(manifest.host_permissions ?? []),
    ...(optional_host_permissions ?? []),
  ];
  await writeFile(path, JSON.stringify({ ...manifest, host_permissions }, null, 2));
}
