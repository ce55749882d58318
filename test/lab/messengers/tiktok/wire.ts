/**
 * TikTok's direct messages on the wire: protobuf without published schema, fields as the fact sheet names
 * them (3.1). Written and read with protobufjs's reader and writer, so both ends of the lab share it.
 */
import { inside, textAt, Writer } from '../../client/protobuf.ts';

export interface TikTokMessage {
  conversation: string;
  sender: string;
  text: string;
}

/** `{"aweType":…,"text":…}`: what stands in field 4 of a send and in field 8 of a delivery. */
function contentJson(text: string): string {
  return JSON.stringify({ aweType: 700, text });
}

/** A send request (command 100): opens with `08 64 10`, the text stands at 8.100.4 → `.text`. */
export function encodeSend(message: TikTokMessage, deviceId: string, clientId: string): Uint8Array {
  const writer = Writer.create();
  writer.uint32(8).uint32(100).uint32(16).uint32(10006).uint32(26).string('1.3.2');
  writer.uint32(40).uint32(3);
  writer
    .uint32(66)
    .fork()
    .uint32((100 << 3) | 2)
    .fork();
  writer.uint32(10).string(message.conversation).uint32(16).uint32(1);
  writer.uint32(24).uint64(7301234567);
  writer.uint32(34).string(contentJson(message.text));
  writer.uint32(42).fork().uint32(10).string('s:mentioned_users').uint32(18).string('').ldelim();
  writer.uint32(66).string(clientId).ldelim().ldelim();
  writer.uint32(74).string(deviceId).uint32(90).string('web');
  for (const [key, value] of [
    ['aid', '1988'],
    ['sender', message.sender],
  ] as const) {
    writer.uint32(122).fork().uint32(10).string(key).uint32(18).string(value).ldelim();
  }
  return writer.uint32(144).uint32(1).finish();
}

/** Reads a send request back. @throws Error when a field is missing. */
export function decodeSend(bytes: Uint8Array): TikTokMessage {
  const body = inside(bytes, [8, 100]);
  const content = JSON.parse(textAt(body, [4])) as { text: string };
  const pair = textAt(bytes, [15, 2]);
  return { conversation: textAt(body, [1]), sender: pair, text: content.text };
}

/** A delivery (command 500): the text stands at 6.500.5.8 → `.text`. */
export function encodeDelivery(message: TikTokMessage, serverId: number): Uint8Array {
  const writer = Writer.create();
  writer.uint32(8).uint32(500).uint32(50).fork();
  writer
    .uint32((500 << 3) | 2)
    .fork()
    .uint32(42)
    .fork();
  writer.uint32(10).string(message.conversation).uint32(24).uint64(serverId);
  writer.uint32(32).uint64(Date.now() * 1000);
  writer.uint32(58).string(message.sender).uint32(66).string(contentJson(message.text));
  return writer.ldelim().ldelim().ldelim().finish();
}

/** Reads a delivery back. @throws Error when a field is missing. */
export function decodeDelivery(bytes: Uint8Array): TikTokMessage {
  const detail = inside(bytes, [6, 500, 5]);
  const content = JSON.parse(textAt(detail, [8])) as { text: string };
  return {
    conversation: textAt(detail, [1]),
    sender: textAt(detail, [7]),
    text: content.text,
  };
}

/** A frame of subprotocol `pbbp2` around an already gzipped payload. */
export function encodeFrame(payload: Uint8Array, sequence: number): Uint8Array {
  const writer = Writer.create();
  writer.uint32(8).uint64(sequence).uint32(16).uint64(Date.now());
  writer.uint32(24).uint32(33554513).uint32(32).uint32(2);
  writer.uint32(42).fork().uint32(10).string('compress_type').uint32(18).string('gzip').ldelim();
  writer.uint32(50).string('gzip').uint32(58).string('msg').uint32(66).bytes(payload);
  return writer.finish();
}

/** The gzipped payload of a frame. */
export function decodeFrame(bytes: Uint8Array): Uint8Array {
  return inside(bytes, [8]);
}
