/** What a connection hands on: one message at a time, with what was undone that only the connection's past explains. */
export type Direction = 'out' | 'in';

export type TransportId = 'noise' | 'mtproto' | 'saltyrtc';

/** A wrapper between the page and a server or a phone: names what is opaque, and never proves anything. */
export interface Transport {
  id: TransportId;
  /** `missed`: known by the connection's address or shape alone, since we came too late. */
  opening: 'seen' | 'missed';
  /** What the message is inside it: `client-hello`, `req_pq_multi`, `encrypted`, `opening` … */
  detail?: string;
}

/**
 * Why a message is not what was sent. `opening-missed`: the connection's beginning was not seen, so that nothing could
 * be undone. `lost`: what came does not go on from what was seen. `too-large`: more than is kept, given in pieces or
 * cut. `rest`: a
 * part of a message that is not whole yet, or never became so.
 */
export type Partial = 'opening-missed' | 'lost' | 'too-large' | 'rest';

export interface StreamMessage {
  bytes: Uint8Array;
  /** What was undone, outermost first: `zlib-stream`, `zstd-stream`, `obfuscated2`, `noise-frame` … */
  undone: readonly string[];
  transport?: Transport;
  partial?: Partial;
}

/** Most bytes that a connection keeps in each direction: a window, or the beginning of a message. */
export const MAX_HELD = 256 * 1024;
/** Longest message that undoing a compression may give, bytes: what the engine looks at of one payload. */
export const MAX_MESSAGE = 4 * 1024 * 1024;

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
