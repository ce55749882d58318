/** MTProto 2.0 (core.telegram.org/mtproto/description): packets under the key that client and server share. */
import { ecb } from '@noble/ciphers/aes.js';
import { joined } from '../../client/noise/handshake.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Offset into the key: what the client sends and what the server sends are sealed differently. */
export type Direction = 0 | 8;
export const FROM_CLIENT: Direction = 0;
export const FROM_SERVER: Direction = 8;

async function sha256(...parts: Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)));
}

/** AES-256 in "infinite garble extension": each block is mixed with the one before, sealed and open. */
function ige(key: Uint8Array, iv: Uint8Array, input: Uint8Array, seal: boolean): Bytes {
  const run = (block: Uint8Array): Uint8Array => {
    const cipher = ecb(key, { disablePadding: true });
    return seal ? cipher.encrypt(block) : cipher.decrypt(block);
  };
  const [first, second] = [iv.slice(0, 16), iv.slice(16, 32)];
  let [mixBefore, mixAfter] = seal ? [first, second] : [second, first];
  const output = new Uint8Array(input.length);
  for (let at = 0; at < input.length; at += 16) {
    const taken = input.slice(at, at + 16);
    const mixed = taken.map((byte, index) => byte ^ (mixBefore[index] ?? 0));
    const made = run(mixed).map((byte, index) => byte ^ (mixAfter[index] ?? 0));
    output.set(made, at);
    [mixBefore, mixAfter] = [Uint8Array.from(made), taken];
  }
  return output;
}

async function keysOf(
  authKey: Bytes,
  messageKey: Uint8Array,
  x: Direction,
): Promise<[Bytes, Bytes]> {
  const a = await sha256(messageKey, authKey.subarray(x, x + 36));
  const b = await sha256(authKey.subarray(40 + x, 76 + x), messageKey);
  const key = joined(a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32));
  return [key, joined(b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32))];
}

/** The lower half of the key's SHA-1: what each packet begins with. */
async function keyId(authKey: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-1', authKey)).slice(12);
}

let lastMessage = 0n;

/** Seconds in the upper half, growing, divisible by four. */
function messageId(): bigint {
  const now = (BigInt(Date.now()) << 32n) / 1000n;
  lastMessage = (now > lastMessage ? now : lastMessage + 4n) & ~3n;
  return lastMessage;
}

/** Salt, session, message id, sequence number, length; the body; and padding to whole blocks. */
function plainPacket(session: Uint8Array, body: Uint8Array): Bytes {
  const padding = 12 + ((16 - ((32 + body.length + 12) % 16)) % 16);
  const packet = new Uint8Array(32 + body.length + padding);
  crypto.getRandomValues(packet);
  const view = new DataView(packet.buffer);
  packet.set(session, 8);
  view.setBigUint64(16, messageId(), true);
  view.setUint32(24, 1, true);
  view.setUint32(28, body.length, true);
  packet.set(body, 32);
  return packet;
}

export async function sealPacket(
  authKey: Bytes,
  session: Uint8Array,
  body: Uint8Array,
  x: Direction,
): Promise<Bytes> {
  const plain = plainPacket(session, body);
  const messageKey = (await sha256(authKey.subarray(88 + x, 120 + x), plain)).slice(8, 24);
  const [key, iv] = await keysOf(authKey, messageKey, x);
  return joined(await keyId(authKey), messageKey, ige(key, iv, plain, true));
}

/** The body of a packet. @throws Error when it was sealed under another key. */
export async function openPacket(authKey: Bytes, packet: Uint8Array, x: Direction): Promise<Bytes> {
  const messageKey = packet.slice(8, 24);
  const [key, iv] = await keysOf(authKey, messageKey, x);
  const plain = ige(key, iv, packet.slice(24), false);
  const expected = (await sha256(authKey.subarray(88 + x, 120 + x), plain)).slice(8, 24);
  if (expected.some((byte, index) => byte !== messageKey[index])) throw new Error('another key');
  const length = new DataView(plain.buffer).getUint32(28, true);
  return plain.slice(32, 32 + length);
}
