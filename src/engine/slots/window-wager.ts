/**
 * Wagers on the window χ² of each body: ½ ÷ √p, which is an e-value where p is a valid p-value (Vovk, Wang, 2021). The
 * p-values come from a table of simulated tails (200,000 to 1,200,000 uniform strings of each of twelve lengths) and are rounded up.
 */
import { measureWindows } from '../statistics/bit-windows.ts';
import { takeSample } from '../statistics/sample.ts';
import tails from './window-tails.json';

/** Below this many bytes no wager is made. */
const MIN_SIZE = 24;

/** Logarithm, base 2, of the wager on one body. */
export function logWindowWager(body: Uint8Array): number {
  if (body.length < MIN_SIZE) return 0;
  const { windows } = measureWindows(takeSample(body));
  const row = tails.rows.findLast(({ from }) => body.length >= from);
  let tail = 1;
  for (const [at, critical] of (row?.critical ?? []).entries()) {
    if (windows < critical) break;
    tail = tails.tails[at] ?? tail;
  }
  return -1 - Math.log2(tail) / 2;
}
