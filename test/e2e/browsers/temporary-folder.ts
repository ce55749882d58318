import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const standing = new Set<string>();

// A crashed run must not leave profiles behind.
process.on('exit', () => {
  for (const folder of standing) rmSync(folder, { recursive: true, force: true });
});

export interface TemporaryFolder {
  path: string;
  remove(): Promise<void>;
}

/** A fresh folder that is gone after `remove`, or at the latest when the process ends. */
export async function temporaryFolder(name: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), `sealcheck-${name}-`));
  standing.add(path);
  return {
    path,
    async remove() {
      // A browser's helper processes may write for a moment after its end.
      await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      standing.delete(path);
    },
  };
}
