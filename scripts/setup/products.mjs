import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode } from '../run-command.mjs';

const script = 'test/lab/products/setup.mjs';

/** Installs the real messengers that the lab runs (The Lounge, Converse.js). */
export async function ensureProducts() {
  if (!existsSync(join(root, script))) throw new Error(`${script} is missing`);
  const { code } = await runNode(script);
  if (code !== 0) throw new Error('the products could not be set up; see above');
}
