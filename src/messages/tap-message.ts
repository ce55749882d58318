import type { ChannelKind, Direction, Unseen } from './observation.ts';

/** Name of the one event by which the tap hands its port to the content script, before any page code runs. */
export const PORT_EVENT = 'sealcheck-port';

/** One part of a FormData body. */
export interface TapPart {
  name: string;
  filename?: string;
  contentType?: string;
  body: string | ArrayBuffer;
  /** Full size in bytes (strings: UTF-16 units) when `body` was cut. */
  size: number;
}

/** A payload as the page handed it to the browser, or as the browser handed it to the page. */
export interface TapPayload {
  kind: 'payload';
  /** Milliseconds since the frame's time origin, when the page made the call. */
  at: number;
  channel: ChannelKind;
  direction: Direction;
  method: string;
  /** As the page gave it: may be relative to the document; '' when only the browser knows. */
  url: string;
  contentType: string;
  body: string | ArrayBuffer | TapPart[] | null;
  /** Full size in bytes (strings: UTF-16 units); larger than `body` when that was cut. -1: not known. */
  size: number;
  unseen?: Unseen;
  /** Numbers the sockets and event streams of one frame. */
  connection?: number;
  /** Seen in the realm of a child frame that the page reached into; that frame's own tap reports it too. */
  child?: boolean;
  /** Number of the worker that the payload goes to; it may have a tap of its own. */
  worker?: number;
  /** It comes from a worker that several tabs share. */
  shared?: boolean;
}

/** A channel that exists and that the tap can't look into. */
export interface TapChannel {
  kind: 'channel';
  channel: ChannelKind;
  url: string;
  /** Something was handed over through which more can follow that nobody sees: shared memory, a stream. */
  opensWay?: boolean;
}

/** The page opened a WebSocket; what goes over it is told as payloads. */
export interface TapSocket {
  kind: 'socket';
  /** Absolute. */
  url: string;
}

/** The three kinds of workers that a page has to do with. */
export type Thread = 'worker' | 'sharedworker' | 'serviceworker';

/**
 * The page has a worker. One whose script the page made itself has a tap that speaks over a port, which comes along;
 * any other may turn out to have one, which says so over the channel of the page's origin (`FromWorker`).
 */
export interface TapWorker {
  kind: 'worker';
  worker: number;
  thread: Thread;
  /** As the page gave it. */
  url: string;
  /** Of a shared worker: its name, which is a part of its identity. */
  name: string;
}

/** What a worker's own tap says. Times are milliseconds since the epoch. */
export type WorkerMessage = TapPayload | TapChannel | TapCipher | TapKey | { kind: 'ready' };

/** Where a worker's tap finds those who listen: a broadcast channel that the page can't know. */
export interface WorkerChannel {
  /** The channel's name: secret, the same for all pages of an origin. */
  name: string;
  /** `tab:frame` of the document that a dedicated worker belongs to; empty for the others. */
  frame: string;
  /** Address of the document, or of the other worker, that started this one. */
  parent: string;
  /** Nothing of the page's ran in the worker before its tap: no module that the script imports. */
  first: boolean;
}

/** What goes over that channel: a worker's message, with who says it. A worker's tap says `started`, content scripts
 * say `listening`. */
export interface FromWorker extends Omit<WorkerChannel, 'name'> {
  /** Random: one run of a worker. */
  instance: string;
  thread: Thread;
  /** The worker's address after redirects. */
  url: string;
  /** The worker's own name. */
  name: string;
  message: WorkerMessage;
}

/** A call of the page's that encrypted or decrypted. */
export interface TapCipher {
  kind: 'cipher';
  algorithm: string;
  /** Number of the key in this frame; 0 for one whose making was not seen. */
  key: number;
  /** The encrypted form: what came out of `encrypt`, what went into `decrypt`. */
  sealed: ArrayBuffer;
  plain: ArrayBuffer;
}

/** A secret key that the page made, got or gave out, or (`bits`) bytes that it derived and may import. */
export interface TapKey {
  kind: 'key';
  key: number;
  origin: 'generated' | 'imported' | 'derived' | 'unwrapped' | 'exported' | 'bits';
  /** Number of the key that it was derived from. */
  from?: number;
  /** The raw bytes, or a JSON Web Key's `k`, base64url. */
  material?: ArrayBuffer | string;
}

export type TapMessage = TapPayload | TapChannel | TapSocket | TapCipher | TapKey | TapWorker;
