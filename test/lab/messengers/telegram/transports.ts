/** How packets are laid into the stream (core.telegram.org/mtproto/mtproto-transports). */
import { joined } from '../../client/noise/handshake.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export const ABRIDGED = 0xef;
export const INTERMEDIATE = 0xee;

/** Puts the length in front: in words in one byte (or `7f` and three), or in bytes in four. */
export function frame(marker: number, packet: Uint8Array): Bytes {
  const { length } = packet;
  const words = length >>> 2;
  const bytes = (value: number, count: number): number[] =>
    Array.from({ length: count }, (_, index) => (value >>> (8 * index)) & 255);
  if (marker === INTERMEDIATE) return joined(Uint8Array.from(bytes(length, 4)), packet);
  const head = words < 0x7f ? [words] : [0x7f, ...bytes(words, 3)];
  return joined(Uint8Array.from(head), packet);
}

/** The packet of one frame; the lab sends one frame a WebSocket message. */
export function unframe(marker: number, bytes: Uint8Array): Uint8Array {
  if (marker === INTERMEDIATE) return bytes.subarray(4);
  return bytes.subarray(bytes[0] === 0x7f ? 4 : 1);
}
