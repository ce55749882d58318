import type { ChannelKind, CoverageReport, Direction, Unseen } from './observation.ts';
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
  /** In its place: a socket's text message. */
  bodyText?: string;
  /** Full size in bytes; -1: not known. */
  size: number;
  unseen?: Unseen;
  /** Numbers the sockets of one witness. */
  connection?: number;
}

/**
 * How far deep capture sees into the page's workers. What it tells last holds.
 */
export interface OutsideSight {
  kind: 'outside-sight';
  on: boolean;
  /** Every worker of the page's is looked into from its start, and can tell nobody whom we don't see. */
  whole: boolean;
  /** Kinds of worker that run. */
  seen: ChannelKind[];
  reports: CoverageReport[];
}

/** A key or a call of a worker's encryption, as a text that only the page's side takes apart. */
export interface OutsideCipher {
  kind: 'outside-cipher';
  /** Number of the worker. */
  worker: number;
  text: string;
}

/** Background → content script. */
export type BackgroundMessage =
  | OutsidePayload
  | OutsideSight
  | OutsideCipher
  | WitnessedRequest
  | WitnessedSocket;
