import { appendFile, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './lab-browser.ts';

/**
 * Copies the build to `folder` without the policy of its pages, and with more code in its background: for
 * controls, which show that what the extension does not do would be seen.
 */
export async function alteredBuild(folder: string, backgroundCode: string): Promise<string> {
  const path = join(folder, 'altered');
  await cp(build, path, { recursive: true });
  const manifestPath = join(path, 'manifest.json');
  const { content_security_policy: _, ...manifest } = JSON.parse(
    await readFile(manifestPath, 'utf8'),
  );
  await writeFile(manifestPath, JSON.stringify(manifest));
  const script = manifest.background.service_worker ?? manifest.background.scripts[0];
  await appendFile(join(path, script), `\n${backgroundCode}\n`);
  return path;
}
