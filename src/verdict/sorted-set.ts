/**
 * The union of both lists without repetitions, in one fixed order, cut to `limit`. Cutting a union in a fixed
 * order gives the same result whatever order the items came in.
 *
 * @param rank smaller is kept first; ties are broken by the item's JSON
 */
export function union<Item>(
  known: readonly Item[],
  more: readonly Item[],
  limit: number,
  rank: (item: Item) => number = () => 0,
): Item[] {
  const byKey = new Map([...known, ...more].map((item) => [canonical(item), item]));
  return [...byKey]
    .sort(([a, first], [b, second]) => rank(first) - rank(second) || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([, item]) => item);
}

/** JSON with the keys of objects in alphabetical order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
