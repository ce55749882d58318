/** The connections of a capture: what frames mean that only the frames before them explain. */
import { CONTROL, Content } from '../engine/content.ts';
import type { Unseen } from '../messages/observation.ts';
import { Connection } from '../streams/connection.ts';
import { KeptConnections } from '../streams/kept-connections.ts';
import type { StreamMessage } from '../streams/stream-message.ts';
import type { PayloadRecord } from './record.ts';

/** Connections whose past is kept. */
const KEPT = 256;
/** Only these come in frames; anything else is one whole message. */
const FRAMED: ReadonlySet<string> = new Set(['websocket', 'datachannel', 'webtransport']);

/** A message, and why it is not all of what was sent. */
export interface RecordMessage extends Omit<StreamMessage, 'partial'> {
  unseen?: Unseen;
}

/** True where several payloads make one connection. */
export function isFramed(transport: string): boolean {
  return FRAMED.has(transport);
}

/** A text and a number that look alike name two connections. */
export function connectionKey(conn: string | number): string {
  return `${typeof conn} ${conn}`;
}

export class Connections {
  readonly #kept = new KeptConnections<string>(KEPT);

  /** The messages that the record completes; its own bytes, marked `unfinished`, where it completes none. */
  messagesOf(record: PayloadRecord, bytes: Uint8Array): RecordMessage[] {
    if (!isFramed(record.transport) || bytes.length === 0) return [{ bytes, undone: [] }];
    const connection = this.#connectionOf(record);
    // The later part of a split message may be text by itself.
    const isWholeText = !connection.expectsBytes(record.direction) && isText(bytes);
    const messages = connection.push(record.direction, bytes, isWholeText);
    if (messages.length === 0) return [{ bytes, undone: [], unseen: 'unfinished' }];
    return messages.map(({ partial, ...message }) => ({
      ...message,
      ...(partial ? { unseen: UNSEEN[partial] } : {}),
    }));
  }

  /** A frame that names no connection stands alone. */
  #connectionOf({ conn, url, transport, protocol }: PayloadRecord): Connection {
    const facts = { url, channel: transport, ...(protocol ? { protocol } : {}) };
    if (conn === undefined || conn === null) return new Connection(facts);
    return this.#kept.of(connectionKey(conn), facts);
  }
}

const UNSEEN: Readonly<Record<NonNullable<StreamMessage['partial']>, Unseen>> = {
  'opening-missed': 'opening-missed',
  lost: 'opening-missed',
  'too-large': 'too-large',
  rest: 'unfinished',
};

/** A capture does not tell text frames from binary ones; no binary protocol goes without control characters. */
function isText(bytes: Uint8Array): boolean {
  const content = new Content(bytes);
  return content.text !== undefined && (content.kinds & CONTROL) === 0;
}
