/**
 * Sets a table of counts to zero, through a view of it as numbers of eight bytes: `fill` is a call out of compiled code,
 * which for tables this small costs more than the stores.
 */
export function clear(blocks: Float64Array): void {
  for (let at = 0; at < blocks.length; at += 1) blocks[at] = 0;
}
