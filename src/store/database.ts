import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Observation } from '../messages/observation.ts';
import type { ConversationState } from '../verdict/conversation-state.ts';

/** A conversation and all that speaks for its verdict. No names, no texts: its identity is a keyed hash. */
export interface ConversationRow {
  /** `<service>:<conversation>`, so that no site can write into another's conversations. */
  id: string;
  /** Id of the page's profile, or origin of the added site. */
  service: string;
  /** Id of the profile whose rules matched: differs from `service` for a self-hosted protocol on an added site. */
  platform: string;
  /** 1 once a message went through; an index can't hold a boolean. */
  judged: 0 | 1;
  /** Milliseconds since the epoch, by our clock. */
  firstAt: number;
  lastAt: number;
  /** Grows with every change: of two copies the higher one is the true one. */
  revision: number;
  /** Judgement, counts and evidence. */
  state: ConversationState;
}

/** One observation as it is kept. */
export interface ObservationRow {
  id: number;
  /** When it reached us, milliseconds since the epoch; the page's own clock stands in the observation. */
  at: number;
  service: string;
  platform: string;
  conversation: string;
  /** Random id of the page load that it was seen in. */
  session: string;
  /** 0 for the tab's top frame. */
  frame: number;
  observation: Observation;
}

export type NewObservationRow = Omit<ObservationRow, 'id'>;

/** Everything that Sealcheck keeps, one database per installation. */
export class Database extends Dexie {
  declare readonly conversations: Table<ConversationRow, string>;
  declare readonly observations: EntityTable<ObservationRow, 'id'>;

  constructor(name = 'sealcheck') {
    super(name);
    // A published version's line is never edited: a change is a new version with an upgrade.
    this.version(1).stores({
      conversations: 'id, lastAt, [judged+service+lastAt]',
      observations: '++id, at, platform, conversation, session',
    });
    // Conversations of before have no list of side leaks.
    this.version(2).upgrade((transaction) =>
      transaction
        .table<ConversationRow>('conversations')
        .toCollection()
        .modify((row) => {
          const { state } = row;
          row.state = { ...state, evidence: { ...state.evidence, leaks: [] } };
        }),
    );
  }
}
