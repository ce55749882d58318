import type { OutsidePayload } from './outside-payload.ts';

/** Whose a request is, as far as the browser tells. */
export type RequestSender =
  | 'document'
  /** Chromium does not tell a document's dedicated workers from itself. */
  | 'document-or-worker'
  | 'worker'
  /** A shared worker or a service worker. */
  | 'shared-worker'
  /** A frame below the top one, to the top frame: the text that was typed there may leave in it. */
  | 'other-frame';

/**
 * A request with a body that the browser saw leave. The content script of the frame compares it with what the tap
 * reported, and takes it for a payload of its own where the tap did not.
 */
export interface WitnessedRequest {
  kind: 'witnessed-request';
  sender: RequestSender;
  payload: OutsidePayload;
}

/** The handshake of a WebSocket that the browser saw leave. */
export interface WitnessedSocket {
  kind: 'witnessed-socket';
  sender: RequestSender;
  /** Milliseconds since the epoch. */
  at: number;
  /** Absolute. */
  url: string;
}
