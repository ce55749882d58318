import { useEffect, useState } from 'preact/hooks';

/**
 * The latest value of something that can be watched; undefined until the first. Values of an earlier `key`
 * are dropped when the key changes.
 */
export function useWatch<Value>(
  key: string,
  watch: (listener: (value: Value) => void) => () => void,
): Value | undefined {
  const [latest, setLatest] = useState<{ key: string; value: Value }>();
  // `watch` is a new closure on every render: only the key says what is watched.
  useEffect(() => watch((value) => setLatest({ key, value })), [key]);
  return latest?.key === key ? latest.value : undefined;
}
