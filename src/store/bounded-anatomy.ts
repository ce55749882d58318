import type { Layer } from '../engine/finding.ts';

/** UTF-16 units of paths that one kept anatomy may hold: a page decides how many fields it sends, and how named. */
export const KEPT_PATHS = 32_000;
/** What a layer without a path would still cost. */
const LAYER_COST = 40;

/**
 * The anatomy as it is kept: whole where it is small; else its upper layers, with the number of children that
 * were left out in `omitted`. The judge has seen all of it.
 */
export function boundedAnatomy(root: Layer, budget = KEPT_PATHS): Layer {
  const top: Layer = { ...root, children: [] };
  const pending: { from: Layer; to: Layer }[] = [{ from: root, to: top }];
  let left = budget;
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { from, to } = next;
    for (const child of from.children) {
      left -= child.path.length + LAYER_COST;
      if (left < 0) break;
      const copy: Layer = { ...child, children: [] };
      to.children.push(copy);
      pending.push({ from: child, to: copy });
    }
    const dropped = from.children.length - to.children.length;
    if (dropped > 0) to.omitted = (from.omitted ?? 0) + dropped;
  }
  return top;
}
