/**
 * A first look at a message before any schema walks it: its size, its depth, its keys. Iterative, so that deep
 * nesting ends in a refusal and not in a stack overflow.
 */

export interface Bounds {
  /** Levels of objects and arrays within each other. */
  depth: number;
  /** Values altogether, at any depth. */
  values: number;
  /** UTF-16 units of all strings and keys together. */
  characters: number;
}

/**
 * What one message may measure: a full batch of the content script, 50 findings of 2,000 leaves with a statistic
 * each. Browsers themselves end at 64 MB.
 */
export const MESSAGE_BOUNDS: Bounds = { depth: 120, values: 2_000_000, characters: 32_000_000 };

/** True when the value keeps the bounds and has no key that would reach a prototype. */
export function withinBounds(message: unknown, bounds: Bounds = MESSAGE_BOUNDS): boolean {
  let values = 0;
  let characters = 0;
  const pending: { value: unknown; depth: number }[] = [{ value: message, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (values > bounds.values || characters > bounds.characters) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= bounds.depth) return false;
    const keys = Object.keys(value);
    if (values + pending.length + keys.length > bounds.values) return false;
    for (const key of keys) {
      if (key === '__proto__') return false;
      if (!Array.isArray(value)) characters += key.length;
      pending.push({ value: (value as Record<string, unknown>)[key], depth: depth + 1 });
    }
  }
  return true;
}
