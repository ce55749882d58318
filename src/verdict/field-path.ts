import type { Layer } from '../engine/finding.ts';

/** True when the path is the pattern; `*` in the pattern stands for any run of characters. */
export function pathMatches(pattern: string, path: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return pattern === path;
  if (!path.startsWith(first) || path.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return path.endsWith(last) && path.length - last.length >= at;
}

/** True when `path` is `parent` or stands below it. The root path '' is above everything. */
export function isWithin(path: string, parent: string): boolean {
  if (parent === '' || path === parent) return true;
  return path.startsWith(parent) && /^[.@[]/.test(path.slice(parent.length));
}

/** All layers of an anatomy, outer ones first, from left to right. */
export function layersOf(anatomy: Layer): Layer[] {
  const layers: Layer[] = [];
  const pending = [anatomy];
  for (let layer = pending.pop(); layer !== undefined; layer = pending.pop()) {
    layers.push(layer);
    // As for leaves: what an observed call sealed is seen by nobody else.
    if (layer.class === undefined) pending.push(...layer.children.toReversed());
  }
  return layers;
}

/** All leaves of an anatomy, from left to right. */
export function leavesOf(anatomy: Layer): Layer[] {
  const leaves: Layer[] = [];
  const pending = [anatomy];
  for (let layer = pending.pop(); layer !== undefined; layer = pending.pop()) {
    // Below a leaf there is only what an observed call sealed: nobody who gets the payload sees it.
    if (layer.class !== undefined) leaves.push(layer);
    else pending.push(...layer.children.toReversed());
  }
  return leaves;
}

/** True when a budget left some children of any layer unfollowed. */
export function hasOmissions(anatomy: Layer): boolean {
  return (anatomy.omitted ?? 0) > 0 || anatomy.children.some(hasOmissions);
}

/** True for a field of the rule's `explained`: its last segment, or (with a dot or an asterisk) its path. */
export function isExplainedField(explained: readonly string[], path: string): boolean {
  const name =
    path
      .replace(/(\[\d*\])+$/, '')
      .split(/[.@\]]/)
      .at(-1) ?? '';
  return explained.some((field) =>
    /[.*]/.test(field) ? pathMatches(field, path) : field === name,
  );
}
