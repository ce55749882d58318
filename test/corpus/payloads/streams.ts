/** Frames that only the ones before them explain: `conn` and `seq` tie them together. */

import { encode as msgpackEncode } from '@msgpack/msgpack';
import * as pako from 'pako';
import { Encoder as SocketIoEncoder } from 'socket.io-parser';
import { digits, frame } from './carriers.ts';
import { type Bytes, type Form, join, type Made, seedOf, utf8 } from './payload-case.ts';
import { type TelegramTransport, telegramClient } from './telegram-client.ts';

const MESSAGES = 3;
/** zlib.h */
const Z_SYNC_FLUSH = 2;

/** One zlib context for the whole socket, flushed after each message. */
function zlibStream(text: string, random: Bytes): Made[] {
  const deflate = new pako.Deflate();
  let written: Uint8Array[] = [];
  deflate.onData = (chunk: Uint8Array) => {
    written.push(chunk);
  };
  return Array.from({ length: MESSAGES }, (_, sequence) => {
    written = [];
    deflate.push(
      JSON.stringify({
        t: 'MESSAGE_CREATE',
        s: sequence + 2,
        op: 0,
        d: { id: digits(random, 19), channel_id: digits(random, 19), content: text, type: 0 },
      }),
      Z_SYNC_FLUSH,
    );
    return frame(
      'wss://gateway.discord.gg/?encoding=json&v=9&compress=zlib-stream',
      join(...written),
      'in',
      'discord',
    );
  });
}

/** An event with a binary attachment: the packet, then the attachment in a frame of its own. */
function socketIoAttachment(text: string): Made[] {
  const packets = new SocketIoEncoder().encode({
    type: 2,
    nsp: '/',
    data: ['message', Buffer.from(msgpackEncode({ room: 'lobby', text }))],
  });
  return packets.map((packet) =>
    frame(
      'wss://chat.example.org/socket.io/?EIO=4&transport=websocket',
      typeof packet === 'string' ? `4${packet}` : Uint8Array.from(packet as Uint8Array),
      'out',
    ),
  );
}

/** Two halves of one length-prefixed message. */
function split(text: string): Made[] {
  const body = utf8(JSON.stringify({ type: 'chat', room: 7, text }));
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  const whole = join(head, body);
  const at = Math.floor(whole.length / 2);
  return [whole.subarray(0, at), whole.subarray(at)].map((part) =>
    frame('wss://chat.example.org/framed', part, 'out'),
  );
}

export async function streamForms(): Promise<Form[]> {
  const client = await telegramClient(seedOf('telegram stream'));
  const transports: TelegramTransport[] = ['abridged', 'intermediate', 'padded'];
  const readable = {
    truth: 'readable',
    expected: 'tls-only',
    // By itself, a later frame is nothing that anybody could read.
    allowed: ['inconclusive', 'not-a-message'],
  } as const;
  return [
    {
      ...readable,
      name: 'stream/discord-zlib',
      protocol: 'Discord gateway, one zlib context for the socket',
      made: ['pako'],
      count: 40,
      twin: 'stream/telegram-abridged',
      make: ({ text }, random) => zlibStream(text, random),
    },
    {
      ...readable,
      name: 'stream/socket-io-attachment',
      protocol: 'Socket.IO binary event',
      made: ['socket.io-parser', '@msgpack/msgpack'],
      count: 40,
      twin: 'opaque-unknown/aes-gcm-frame',
      make: ({ text }) => socketIoAttachment(text),
    },
    {
      ...readable,
      name: 'stream/split',
      protocol: 'a length-prefixed message in two frames',
      made: ['node:buffer'],
      count: 40,
      twin: 'opaque-unknown/aes-gcm-frame',
      make: ({ text }) => split(text),
    },
    ...transports.map(
      (transport): Form => ({
        name: `stream/telegram-${transport}`,
        truth: 'opaque',
        expected: 'inconclusive',
        allowed: ['not-a-message'],
        protocol: `MTProto 2.0, obfuscated2 ${transport}: header, then a packet`,
        made: ['telegram'],
        count: 24,
        twin: 'stream/discord-zlib',
        make: async ({ text }) => {
          const frames = await client.obfuscated(await client.packet(text, transport), transport);
          return frames.map((bytes) =>
            frame('wss://kws2.web.telegram.org/apiws', bytes, 'out', 'telegram'),
          );
        },
      }),
    ),
  ];
}
