/** Payloads of a wanted size, made from fixed seeds. */
import protobuf from 'protobufjs/minimal.js';
import { chatJson } from '../corpus/chat-json.ts';
import { messageText } from '../corpus/message-text.ts';
import { seededBytes } from '../corpus/seeded-bytes.ts';

const encoder = new TextEncoder();

/** One message as a chat client sends it, `size` bytes or a little more. */
export function chatMessage(seed: number, size: number): Uint8Array {
  const text = messageText(seed);
  const make = (body: string) =>
    JSON.stringify({
      message: {
        type: 'text',
        conversation_id: `0:1:${6800 + seed}:6802`,
        client_message_id: '0d6f9a3e-6f0c-4e0e-9a53-1d1f7c1b8f10',
        body,
        mentions: [],
        reply_to: null,
        created_at: 1_780_000_123_456 + seed,
      },
      device: { platform: 'web', version: '3.14.1', locale: 'en-US' },
      flags: { silent: false, ephemeral: false },
    });
  const frame = make('').length;
  return encoder.encode(make(text(Math.max(8, size - frame))));
}

/** Messages in protobuf, `size` bytes or a little more. */
export function protobufMessage(seed: number, size: number): Uint8Array {
  const text = messageText(seed);
  const writer = protobuf.Writer.create();
  for (let left = size, id = 1; left > 0; left -= 140, id += 1) {
    writer.uint32(10).fork();
    writer.uint32(8).uint32(id);
    writer.uint32(18).string(text(100));
    writer.uint32(24).uint64(1_780_000_000 + id);
    writer.uint32(34).string(`user-${id}`);
    writer.ldelim();
  }
  return writer.finish();
}

/** Uniform bytes in base64 in a field of a JSON text. */
export function jsonWithBase64(seed: number, size: number): Uint8Array {
  const data = Buffer.from(seededBytes(seed)(Math.max(30, Math.floor((size - 60) * 0.75))));
  const to = chatJson(seed)(12).replace(/[^a-z]/g, '');
  return encoder.encode(JSON.stringify({ type: 'sealed', to, data: data.toString('base64') }));
}
