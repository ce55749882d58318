/** The page's sockets: what their frames mean that only the frames before them explain. */

import type { Unseen } from '../messages/observation.ts';
import type { TapPayload } from '../messages/tap-message.ts';
import { Connection } from '../streams/connection.ts';
import type { Partial, StreamMessage } from '../streams/stream-message.ts';

/** Connections whose past is kept; the one that was silent the longest is forgotten first. */
const KEPT = 24;

const UNSEEN: Readonly<Record<Partial, Unseen>> = {
  'opening-missed': 'opening-missed',
  lost: 'opening-missed',
  'too-large': 'too-large',
  rest: 'unfinished',
};

export interface SocketMessage extends Pick<StreamMessage, 'transport'> {
  payload: TapPayload;
}

export class Connections {
  readonly #kept = new Map<number, Connection>();

  /** The messages that a payload completes, each as a payload of its own; anything but a socket's frame stays as it is. */
  messagesOf(payload: TapPayload, url: string): SocketMessage[] {
    const { body, connection, channel, direction } = payload;
    if (channel !== 'websocket' || connection === undefined || !(body instanceof ArrayBuffer)) {
      return [{ payload }];
    }
    const messages = this.#connection(connection, url).push(direction, new Uint8Array(body), false);
    // What is cut or shed breaks the connection's past; the frame then stands for itself.
    if (messages.length === 0) {
      return [{ payload: { ...payload, unseen: payload.unseen ?? 'unfinished' } }];
    }
    return messages.map(({ bytes, partial, transport }) => {
      const unseen = payload.unseen ?? (partial ? UNSEEN[partial] : undefined);
      return {
        payload: {
          ...payload,
          body: bytes.slice().buffer,
          size: payload.unseen ? Math.max(payload.size, bytes.length) : bytes.length,
          ...(unseen ? { unseen } : {}),
        },
        ...(transport ? { transport } : {}),
      };
    });
  }

  #connection(id: number, url: string): Connection {
    const connection = this.#kept.get(id) ?? new Connection({ url, channel: 'websocket' });
    this.#kept.delete(id);
    this.#kept.set(id, connection);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return connection;
  }
}
