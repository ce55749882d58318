/** The page's sockets: what their frames mean that only the frames before them explain. */

import type { Unseen } from '../messages/observation.ts';
import type { TapPayload } from '../messages/tap-message.ts';
import { KeptConnections } from '../streams/kept-connections.ts';
import type { Partial, StreamMessage } from '../streams/stream-message.ts';

/** Connections whose past is kept. */
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
  readonly #kept = new KeptConnections<number>(KEPT);

  /** The messages that a payload completes, each as a payload of its own; anything but a socket's frame stays as it is. */
  messagesOf(payload: TapPayload, url: string): SocketMessage[] {
    const { body, connection, channel, direction } = payload;
    if (channel !== 'websocket' || connection === undefined || !(body instanceof ArrayBuffer)) {
      return [{ payload }];
    }
    const messages = this.#kept
      .of(connection, { url, channel })
      .push(direction, new Uint8Array(body), false);
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
}
