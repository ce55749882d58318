import type { ChannelKind, Direction, Unseen } from './observation.ts';
import type { WitnessedRequest, WitnessedSocket } from './witnessed-request.ts';

/** Who saw a payload besides the tap: the browser's request events, or its debugger. */
export type Witness = 'request' | 'debugger';

/**
 * A payload that left or came outside the tap's sight, in a worker for one. The background passes it on to the content
 * script of the page that it belongs to, where the drafts are, and keeps nothing of it.
 */
export interface OutsidePayload {
  kind: 'outside-payload';
  witness: Witness;
  /** Milliseconds since the epoch. */
  at: number;
  channel: ChannelKind;
  direction: Direction;
  method: string;
  /** Absolute. */
  url: string;
  contentType: string;
  /** The body, base64 (RFC 4648 §4): messages between parts of an extension are JSON. */
  bodyBase64?: string;
  /** Full size in bytes; -1: not known. */
  size: number;
  unseen?: Unseen;
  /** Numbers the sockets of one witness. */
  connection?: number;
}

/** Background → content script. */
export type BackgroundMessage = OutsidePayload | WitnessedRequest | WitnessedSocket;
