import { type Node, nodesOf } from './node.ts';

/**
 * Values at the wanted paths: the outermost one where layers wrap each other, the first where several leaves share a
 * path. Bytes that are no text are given as hexadecimal digits.
 */
export function extractValues(root: Node, paths: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  if (paths.length === 0) return values;
  const wanted = new Set(paths);
  for (const { layer, content } of nodesOf(root)) {
    if (!wanted.has(layer.path) || values.has(layer.path)) continue;
    values.set(layer.path, content.readable ?? hexOf(content.bytes));
  }
  return values;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
