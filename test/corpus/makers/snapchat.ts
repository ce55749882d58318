/** Sends of Snapchat's web client (platforms fact sheet 3.8): protobuf in a grpc-web frame, contents sealed by WebCrypto. */
import { webcrypto } from 'node:crypto';
import protobuf from 'protobufjs/minimal.js';
import { seededBytes } from '../seeded-bytes.ts';

/** Field of `4.3` that says how the contents are encrypted. */
export type SnapEncryption =
  | 'none'
  | 'fidelius'
  | 'eel'
  | 'eel-with-key'
  | 'clear-eel-key'
  | 'absent';

/** @returns the request's body for a text, its contents sealed unless the encryption is `none` or `absent`; from the seed. */
export function snapchatSender(
  seed: number,
): (text: string, encryption: SnapEncryption) => Promise<Uint8Array> {
  const random = seededBytes(seed);
  return async (text, encryption) => {
    const readable = encryption === 'none' || encryption === 'absent';
    const iv = random(12);
    const rawKey = Uint8Array.from(random(32));
    const contents = textContents(text);
    const writer = protobuf.Writer.create();
    writer.uint32(10).fork().uint32(10).bytes(random(16)).ldelim();
    writer.uint32(16).uint64(1_760_000_000_123);
    writer.uint32(26).fork().uint32(10).fork().uint32(10).fork();
    writer.uint32(10).bytes(random(16)).ldelim().ldelim();
    if (encryption === 'eel') writeWrappedKey();
    writer.ldelim();
    writer.uint32(34).fork().uint32(16).uint32(1);
    if (encryption !== 'absent') writeEncryption(writer.uint32(26).fork(), encryption);
    const body = readable ? contents : await sealed(contents, rawKey, iv);
    writer.uint32(34).bytes(body).uint32(56).uint32(2).ldelim();
    writer.uint32(66).fork().uint32(10).fork().uint32(10).bytes(random(16)).ldelim().ldelim();
    return grpcFrame(writer.finish());

    /** The content's key, wrapped for one receiver, inside the destinations. */
    function writeWrappedKey(): void {
      writer.uint32(794).fork().uint32(42).fork();
      writer.uint32(10).bytes(random(5)).uint32(16).uint32(10).uint32(26).bytes(random(32));
      writer.ldelim().ldelim();
    }

    function writeEncryption(inner: protobuf.Writer, kind: SnapEncryption): void {
      if (kind === 'none') inner.uint32(10).fork().ldelim();
      if (kind === 'fidelius') inner.uint32(26).fork().uint32(8).uint32(10).ldelim();
      if (kind === 'eel' || kind === 'eel-with-key') {
        inner.uint32(42).fork();
        inner.uint32(10).bytes(iv).uint32(18).bytes(random(16));
        inner.uint32(26).bytes(Buffer.concat([Uint8Array.of(2), random(32)]));
        inner.uint32(32).uint32(10);
        if (kind === 'eel-with-key') inner.uint32(130).bytes(rawKey);
        inner.ldelim();
      }
      if (kind === 'clear-eel-key') {
        inner.uint32(50).fork().uint32(10).bytes(rawKey).uint32(18).bytes(iv).ldelim();
      }
      inner.ldelim();
    }
  };
}

/** The text at 2.1, as it stands at 4.4.2.1 of a request. */
function textContents(text: string): Uint8Array {
  return protobuf.Writer.create().uint32(18).fork().uint32(10).string(text).ldelim().finish();
}

async function sealed(contents: Uint8Array, raw: Uint8Array<ArrayBuffer>, iv: Uint8Array) {
  const key = await webcrypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  return new Uint8Array(await webcrypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, contents));
}

function grpcFrame(message: Uint8Array): Uint8Array {
  const frame = Buffer.alloc(5 + message.length);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, 5);
  return frame;
}
