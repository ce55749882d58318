import type { Table } from 'dexie';
import type { Database } from './database.ts';
import { RETENTION, type RetentionLimits } from './limits.ts';

/**
 * Deletes what is too old, and the oldest of what is too many, in batches.
 *
 * @param now milliseconds since the epoch
 * @returns rows deleted
 */
export async function trim(
  database: Database,
  now: number,
  limits: RetentionLimits = RETENTION,
): Promise<number> {
  const { conversations, observations } = database;
  return (
    (await trimTable(observations, 'at', limits.observations, now, limits)) +
    (await trimTable(conversations, 'lastAt', limits.conversations, now, limits))
  );
}

/** @param ageIndex the index by which rows are old */
async function trimTable<Row, Key>(
  table: Table<Row, Key>,
  ageIndex: string,
  most: number,
  now: number,
  { age, batch }: RetentionLimits,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const size = Math.min(batch, Math.max(0, (await table.count()) - most));
    const outdated = table.where(ageIndex).below(now - age);
    const keys =
      size > 0
        ? await table.orderBy(ageIndex).limit(size).primaryKeys()
        : await outdated.limit(batch).primaryKeys();
    if (keys.length === 0) return deleted;
    await table.bulkDelete(keys);
    deleted += keys.length;
  }
}
