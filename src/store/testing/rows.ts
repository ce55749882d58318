/** Rows for tests. */
import type { ConversationState } from '../../verdict/conversation-state.ts';
import { judgePayload, newConversation } from '../../verdict/judge.ts';
import { context, observation, text } from '../../verdict/testing/examples.ts';
import { type ConversationRow, Database, type NewObservationRow } from '../database.ts';

let databases = 0;

export function freshDatabase(): Database {
  databases += 1;
  return new Database(`store-${databases}`);
}

export function observationRow(changes: Partial<NewObservationRow> = {}): NewObservationRow {
  return {
    at: 1_000,
    service: 'example',
    platform: 'example',
    conversation: observation().conversation,
    session: 'session',
    frame: 0,
    observation: observation(),
    ...changes,
  };
}

export const waiting: ConversationState = newConversation('example', observation().conversation);

/** A conversation in which the text was found. */
export const readable: ConversationState = judgePayload(
  waiting,
  observation({ finding: { texts: [text()] } }),
  context,
);

export function conversationRow(
  id: string,
  changes: Partial<ConversationRow> = {},
): ConversationRow {
  const state = changes.state ?? readable;
  return {
    id,
    service: 'example',
    platform: 'example',
    judged: state.state === 'waiting' ? 0 : 1,
    firstAt: 1,
    lastAt: 1_000,
    revision: 1,
    ...changes,
    state,
  };
}
