/** The two calls of Telegram's type language that the lab needs: sending a message, and one that comes in. */
import { joined } from '../../client/noise/handshake.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const SEND_MESSAGE = 0xfe05dc9a;
const INPUT_PEER_USER = 0xdde8a54c;
const SHORT_MESSAGE = 0x313bc7f8;

export interface PeerMessage {
  /** Number of the user on the other side of the conversation. */
  user: number;
  text: string;
}

function words(...values: number[]): Bytes {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setUint32(index * 4, value, true);
  });
  return bytes;
}

/** A string: its length in one byte, or `fe` and three, and zeros up to whole words. */
function stringBytes(text: string): Bytes {
  const bytes = new TextEncoder().encode(text);
  const { length } = bytes;
  const head = length < 254 ? [length] : [254, length & 255, (length >>> 8) & 255, length >>> 16];
  const padding = (4 - ((head.length + length) % 4)) % 4;
  return joined(Uint8Array.from(head), bytes, new Uint8Array(padding));
}

function stringAt(bytes: Uint8Array, at: number): string {
  const [first = 0, low = 0, middle = 0, high = 0] = bytes.subarray(at);
  const [from, length] =
    first < 254 ? [at + 1, first] : [at + 4, low | (middle << 8) | (high << 16)];
  return new TextDecoder().decode(bytes.subarray(from, from + length));
}

export function encodeSend({ user, text }: PeerMessage): Bytes {
  const random = crypto.getRandomValues(new Uint8Array(8));
  const head = words(SEND_MESSAGE, 0, INPUT_PEER_USER, user, 0, 0x1234, 0x5678);
  return joined(head, stringBytes(text), random);
}

export function decodeSend(body: Uint8Array): PeerMessage {
  const user = new DataView(body.buffer, body.byteOffset).getUint32(12, true);
  return { user, text: stringAt(body, 28) };
}

export function encodeShort({ user, text }: PeerMessage): Bytes {
  const head = words(SHORT_MESSAGE, 0, 1, user, 0);
  const date = Math.floor(Date.now() / 1000);
  return joined(head, stringBytes(text), words(1, 1, date));
}

export function decodeShort(body: Uint8Array): PeerMessage | undefined {
  const view = new DataView(body.buffer, body.byteOffset);
  if (view.getUint32(0, true) !== SHORT_MESSAGE) return undefined;
  return { user: view.getUint32(12, true), text: stringAt(body, 20) };
}
