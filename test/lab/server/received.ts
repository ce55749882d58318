/** One thing that reached the lab: a request's body, or one WebSocket message. In order of completion. */
export interface Received {
  kind: 'http' | 'websocket';
  /** Milliseconds since the epoch, when the last byte came. */
  at: number;
  scheme: 'https' | 'http' | 'wss' | 'ws';
  host: string;
  /** `GET`, `POST` …; for sockets `TEXT` or `BINARY`. */
  method: string;
  /** Path with query. */
  path: string;
  /** Length of the body in bytes. */
  bytes: number;
  /** SHA-256 of the body, hex. */
  sha256: string;
  contentType: string;
  /** The body itself, up to `KEPT_BYTES`; absent when it was longer. */
  body?: Buffer;
  /** False when the sender went away before the end. */
  complete: boolean;
}

/** Longest body that the log keeps. Longer ones are counted and hashed only. */
export const KEPT_BYTES = 2 * 1024 * 1024;
