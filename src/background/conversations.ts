import type { KeyValueArea } from '../browser/key-value-area.ts';
import { saveBatch } from '../store/changes.ts';
import type { ConversationRow, Database, NewObservationRow } from '../store/database.ts';
import type { ConversationState } from '../verdict/conversation-state.ts';
import { newConversation } from '../verdict/judge.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { logOnce } from './log-once.ts';

/** Which conversation, of which service. */
export interface ConversationName {
  service: string;
  platform: string;
  /** Keyed hash. */
  conversation: string;
}

export interface ConversationsParts {
  session: KeyValueArea;
  database: Database;
  now(): number;
}

const PREFIX = 'conversation:';

/**
 * The states of all conversations. They are kept twice, so that neither the death of the background nor a full
 * disk loses what was seen readable; of two copies the higher revision counts. Nothing is kept in memory.
 */
export class Conversations {
  readonly #parts: ConversationsParts;
  readonly #queue = new KeyedQueue();

  constructor(parts: ConversationsParts) {
    this.#parts = parts;
  }

  /** The row's id: no service can name another's conversation. */
  static id({ service, conversation }: Omit<ConversationName, 'platform'>): string {
    return `${service}:${conversation}`;
  }

  async read(id: string): Promise<ConversationRow | undefined> {
    const { session, database } = this.#parts;
    const copies = await Promise.all([
      session.get(PREFIX + id).catch(failed('session')),
      database.conversations.get(id).catch(failed('database')),
    ]);
    return (copies as (ConversationRow | undefined)[])
      .filter((copy) => copy !== undefined)
      .sort((a, b) => b.revision - a.revision)[0];
  }

  /**
   * Changes one conversation's state and keeps the observations that led to it. Changes of one conversation run
   * one after another.
   *
   * @returns whether the database took everything
   */
  async change(
    name: ConversationName,
    change: (state: ConversationState) => ConversationState,
    observations: readonly NewObservationRow[] = [],
  ): Promise<boolean> {
    const id = Conversations.id(name);
    return this.#queue.run(id, async () => {
      const before = (await this.read(id)) ?? this.#newRow(id, name);
      return this.#write(this.#changed(before, change), observations);
    });
  }

  /** The same for a conversation by its row's id; one that is not known is left alone. */
  async changeKnown(
    id: string,
    change: (state: ConversationState) => ConversationState,
  ): Promise<void> {
    await this.#queue.run(id, async () => {
      const before = await this.read(id);
      if (before) await this.#write(this.#changed(before, change), []);
    });
  }

  /** Drops the copies of the session area; the database's are dropped with the database. */
  async forget(): Promise<void> {
    const { session } = this.#parts;
    const keys = await session.keys();
    await session.remove(keys.filter((key) => key.startsWith(PREFIX)));
  }

  #newRow(id: string, { service, platform, conversation }: ConversationName): ConversationRow {
    const at = this.#parts.now();
    return {
      id,
      service,
      platform,
      judged: 0,
      firstAt: at,
      lastAt: at,
      revision: 0,
      state: newConversation(platform, conversation),
    };
  }

  #changed(
    before: ConversationRow,
    change: (state: ConversationState) => ConversationState,
  ): ConversationRow {
    const state = change(before.state);
    return {
      ...before,
      state,
      judged: state.state === 'waiting' ? 0 : 1,
      lastAt: this.#parts.now(),
      revision: before.revision + 1,
    };
  }

  async #write(row: ConversationRow, observations: readonly NewObservationRow[]): Promise<boolean> {
    const { session, database } = this.#parts;
    await session.set({ [PREFIX + row.id]: row }).catch(failed('session'));
    try {
      await saveBatch(database, observations, [row]);
      return true;
    } catch (error) {
      logOnce('database', error);
      return false;
    }
  }
}

function failed(place: string): (error: unknown) => undefined {
  return (error) => {
    logOnce(place, error);
    return undefined;
  };
}
