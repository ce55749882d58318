/** By what a connection is known from the outside, when its beginning was not seen. */
import type { Transport } from './stream-message.ts';

/** What is known of a connection besides its messages. */
export interface ConnectionFacts {
  url?: string;
  /** `websocket`, `datachannel`, `fetch` … */
  channel?: string;
  /** The WebSocket's subprotocol. */
  protocol?: string;
}

const NOISE =
  /^wss?:\/\/(?:web\.whatsapp\.com|web-chat-e2ee\.(?:facebook|instagram)\.com)\/ws\/chat/;
const MTPROTO = /^(?:wss?|https?):\/\/[^/]+\/apiw[s1](?:_test)?(?:_premium)?(?:[?#]|$)/;
const ZLIB = /[?&]compress=zlib-stream(?:&|$)/;
const ZSTD = /[?&]compress=zstd-stream(?:&|$)/;

/** The transport that the service behind this address is documented to use (platforms fact sheet 3.2, 3.3, 3.9). */
export function transportOfAddress({ url = '' }: ConnectionFacts): Transport | undefined {
  if (NOISE.test(url)) return { id: 'noise', opening: 'missed' };
  return MTPROTO.test(url) ? { id: 'mtproto', opening: 'missed' } : undefined;
}

/** True when the client asked for one compression over the whole connection (Discord's gateway). */
export function asksForCompression({ url = '' }: ConnectionFacts): boolean {
  return ZLIB.test(url) || ZSTD.test(url);
}

/** True for the subprotocol of SaltyRTC (`v1.saltyrtc.org`). */
export function saysSaltyRtc({ protocol = '' }: ConnectionFacts): boolean {
  return /\bsaltyrtc\.org\b/.test(protocol);
}
