/** What is written. */
import type { ConversationRow, Database, NewObservationRow } from './database.ts';

/** Writes a batch as a whole or not at all. */
export async function saveBatch(
  database: Database,
  observations: readonly NewObservationRow[],
  conversations: readonly ConversationRow[],
): Promise<void> {
  const { conversations: conversationTable, observations: observationTable } = database;
  await database.transaction('rw', observationTable, conversationTable, async () => {
    await observationTable.bulkAdd([...observations]);
    await conversationTable.bulkPut([...conversations]);
  });
}

/** Deletes every observation and every conversation. */
export async function forgetEverything(database: Database): Promise<void> {
  const { conversations, observations } = database;
  await database.transaction('rw', observations, conversations, async () => {
    await observations.clear();
    await conversations.clear();
  });
}
