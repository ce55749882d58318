import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { saveBatch } from './changes.ts';
import type { RetentionLimits } from './limits.ts';
import { countRows } from './queries.ts';
import { trim } from './retention.ts';
import { conversationRow, freshDatabase, observationRow } from './testing/rows.ts';

const limits: RetentionLimits = { observations: 50, conversations: 5, age: 1_000, batch: 7 };

async function filled(observations: number[], conversations: number[]) {
  const database = freshDatabase();
  await saveBatch(
    database,
    observations.map((at) => observationRow({ at })),
    conversations.map((lastAt, at) => conversationRow(`example:${at}`, { lastAt })),
  );
  return database;
}

const range = (count: number, from = 0) => Array.from({ length: count }, (_, at) => from + at);

describe('trimming', () => {
  it('leaves alone what keeps all limits', async () => {
    const database = await filled(range(50, 9_000), range(5, 9_000));
    expect(await trim(database, 10_000, limits)).toBe(0);
    expect(await countRows(database)).toEqual({ observations: 50, conversations: 5 });
  });

  it('deletes the oldest of too many, over several batches', async () => {
    const database = await filled(range(80, 9_000), range(9, 9_000));
    expect(await trim(database, 10_000, limits)).toBe(34);
    expect(await countRows(database)).toEqual({ observations: 50, conversations: 5 });
    expect((await database.observations.toCollection().first())?.at).toBe(9_030);
    const kept = await database.conversations.orderBy('lastAt').toArray();
    expect(kept.map((row) => row.lastAt)).toEqual(range(5, 9_004));
  });

  it('deletes what is too old, to the millisecond', async () => {
    const database = await filled([8_999, 9_000, 9_001, ...range(20)], [8_999, 9_000]);
    expect(await trim(database, 10_000, limits)).toBe(22);
    expect(await countRows(database)).toEqual({ observations: 2, conversations: 1 });
  });
});
