/** Wire's protobuf (wireapp/generic-message-proto): the message inside, and the sealed ones for each device. */
import { inside, Reader, tag, textAt, Writer } from '../../client/protobuf.ts';
import { uuidBytes } from '../../client/uuid.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** GenericMessage: 1 id, 2 text {1 content}. */
export function encodeText(text: string): Bytes {
  const writer = Writer.create().uint32(tag(1)).string(crypto.randomUUID());
  return Uint8Array.from(
    writer.uint32(tag(2)).fork().uint32(tag(1)).string(text).ldelim().finish(),
  );
}

export function decodeText(message: Uint8Array): string {
  return textAt(message, [2, 1]);
}

export interface Sealed {
  /** Hexadecimal, as the interface writes it. */
  device: string;
  bytes: Uint8Array;
}

/** QualifiedNewOtrMessage: 1 sender, 2 recipients {1 domain, 2 entries {1 user, 2 clients {1 client, 2 message}}}. */
export function encodeOtr(sender: string, user: string, messages: Sealed[]): Bytes {
  const writer = Writer.create().uint32(tag(1)).fork();
  writer.uint32(8).uint64(Number.parseInt(sender, 16)).ldelim();
  writer.uint32(tag(2)).fork().uint32(tag(1)).string('wire.com').uint32(tag(2)).fork();
  writer.uint32(tag(1)).fork().uint32(tag(1)).bytes(uuidBytes(user)).ldelim();
  for (const { device, bytes } of messages) {
    writer.uint32(tag(2)).fork().uint32(tag(1)).fork();
    writer.uint32(8).uint64(Number.parseInt(device, 16)).ldelim();
    writer.uint32(tag(2)).bytes(bytes).ldelim();
  }
  return Uint8Array.from(writer.ldelim().ldelim().uint32(24).bool(true).finish());
}

function deviceOf(clientId: Uint8Array): string {
  const reader = Reader.create(clientId);
  reader.uint32();
  return Number(reader.uint64()).toString(16);
}

/** Sender and the messages for each device. */
export function decodeOtr(bytes: Uint8Array): { sender: string; messages: Sealed[] } {
  const reader = Reader.create(inside(bytes, [2, 2]));
  const messages: Sealed[] = [];
  while (reader.pos < reader.len) {
    const head = reader.uint32();
    const field = reader.bytes();
    if (head !== tag(2)) continue;
    messages.push({ device: deviceOf(inside(field, [1])), bytes: inside(field, [2]) });
  }
  return { sender: deviceOf(inside(bytes, [1])), messages };
}
