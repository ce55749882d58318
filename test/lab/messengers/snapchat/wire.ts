/**
 * Snapchat's send request (fact sheet 3.8): protobuf in a grpc-web frame. The envelope's field 3 says how its field
 * 4, the contents, is encrypted; the text stands at 4.4.2.1 when it isn't.
 */

import { gcm } from '@noble/ciphers/aes.js';
import { p256 } from '@noble/curves/nist.js';
import { inside, tag, textAt, Writer } from '../../client/protobuf.ts';
import { uuidBytes, uuidOf } from '../../client/uuid.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * `none`: readable. `eel`: sealed, with the content's key wrapped for the receiver. `clear-key`: sealed, with the key
 * in the clear beside it, as media are.
 */
export type Encryption = 'none' | 'eel' | 'clear-key';

export interface SnapMessage {
  /** A UUID. */
  conversation: string;
  encryption: Encryption;
  text: string;
}

const CHAT = 1;

function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

function textContents(text: string): Uint8Array {
  return Writer.create().uint32(tag(2)).fork().uint32(tag(1)).string(text).ldelim().finish();
}

/** The receiver's key; its private half is nowhere: the lab's other side can't read what is sealed. */
const receiver = p256.getPublicKey(p256.utils.randomSecretKey(), true);

/** The content's key under one agreed with the receiver, and the ephemeral public key that it needs. */
function wrapKey(key: Uint8Array): { wrapped: Uint8Array; ephemeral: Uint8Array } {
  const secret = p256.utils.randomSecretKey();
  const shared = p256.getSharedSecret(secret, receiver, true).subarray(1);
  const wrapped = key.map((byte, index) => byte ^ (shared[index] ?? 0));
  return { wrapped, ephemeral: p256.getPublicKey(secret, true) };
}

function encodeMessage({ conversation, encryption, text }: SnapMessage): Uint8Array {
  const [key, iv] = [random(32), random(12)];
  const { wrapped, ephemeral } = wrapKey(key);
  const contents = textContents(text);
  const writer = Writer.create();
  writer.uint32(tag(1)).fork().uint32(tag(1)).bytes(random(16)).ldelim();
  writer.uint32(2 << 3).uint64(Date.now());
  writer.uint32(tag(3)).fork().uint32(tag(1)).fork().uint32(tag(1)).fork();
  writer.uint32(tag(1)).bytes(uuidBytes(conversation)).ldelim().ldelim();
  if (encryption === 'eel') {
    writer.uint32(tag(99)).fork().uint32(tag(5)).fork();
    writer
      .uint32(tag(1))
      .bytes(random(5))
      .uint32(2 << 3)
      .uint32(10)
      .uint32(tag(3))
      .bytes(wrapped);
    writer.ldelim().ldelim();
  }
  writer.ldelim();
  writer
    .uint32(tag(4))
    .fork()
    .uint32(2 << 3)
    .uint32(CHAT);
  writer.uint32(tag(3)).fork();
  if (encryption === 'none') writer.uint32(tag(1)).fork().ldelim();
  if (encryption === 'eel') {
    writer.uint32(tag(5)).fork().uint32(tag(1)).bytes(iv).uint32(tag(2)).bytes(random(16));
    writer
      .uint32(tag(3))
      .bytes(ephemeral)
      .uint32(4 << 3)
      .uint32(10)
      .ldelim();
  }
  if (encryption === 'clear-key') {
    writer.uint32(tag(6)).fork().uint32(tag(1)).bytes(key).uint32(tag(2)).bytes(iv).ldelim();
  }
  writer.ldelim();
  writer
    .uint32(tag(4))
    .bytes(encryption === 'none' ? contents : gcm(key, iv).encrypt(contents))
    .uint32(7 << 3)
    .uint32(2)
    .ldelim();
  writer.uint32(tag(8)).fork().uint32(tag(1)).fork().uint32(tag(1)).bytes(random(16));
  return writer.ldelim().ldelim().finish();
}

/** A grpc-web frame: flag, length, message. */
export function encodeSend(message: SnapMessage): Bytes {
  const body = encodeMessage(message);
  const frame = new Uint8Array(5 + body.length);
  new DataView(frame.buffer).setUint32(1, body.length);
  frame.set(body, 5);
  return frame;
}

/** What the service can read of a send: the text, or nothing but how long the contents are. */
export function readSend(frame: Uint8Array): { conversation: string; text: string } {
  const message = frame.subarray(5);
  const conversation = uuidOf(inside(message, [3, 1, 1, 1]));
  const contents = inside(message, [4, 4]);
  try {
    return { conversation, text: textAt(contents, [2, 1]) };
  } catch {
    return { conversation, text: `${contents.length} sealed bytes` };
  }
}
