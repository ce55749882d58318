/** Connections of Telegram made by GramJS, over a socket that only records what is written. */
import { createRequire } from 'node:module';
import type { AuthKey } from 'telegram/crypto/AuthKey.js';
import type { ConnectionTCPObfuscated } from 'telegram/network/connection/TCPObfuscated.js';
import type { MTProtoState } from 'telegram/network/MTProtoState.js';

const require = createRequire(import.meta.url);
// CommonJS modules, whose exports can be replaced: GramJS draws its random numbers from one of them.
const helpers = require('telegram/Helpers') as { generateRandomBytes(size: number): Buffer };
const { AuthKey: Key } = require('telegram/crypto/AuthKey') as { AuthKey: typeof AuthKey };
const { MTProtoState: State } = require('telegram/network/MTProtoState') as {
  MTProtoState: typeof MTProtoState;
};
const { ConnectionTCPObfuscated: Obfuscated } =
  require('telegram/network/connection/TCPObfuscated') as {
    ConnectionTCPObfuscated: typeof ConnectionTCPObfuscated;
  };
const codecs = {
  ...(require('telegram/network/connection/TCPAbridged') as object),
  ...(require('telegram/network/connection/TCPFull') as object),
  ...(require('telegram/network/connection/Connection') as object),
} as Record<'AbridgedPacketCodec' | 'FullPacketCodec' | 'PacketCodec', Codec>;

export type Framing = 'abridged' | 'intermediate' | 'padded';
/** As it is: the types of GramJS give packets no value. */
interface PacketCodec {
  encodePacket(data: Buffer): Buffer;
}

type Codec = new (connection: unknown) => PacketCodec;
type Random = (size: number) => Uint8Array;

const TAGS: Readonly<Record<Framing, number>> = {
  abridged: 0xef,
  intermediate: 0xee,
  padded: 0xdd,
};

/** What GramJS lacks of framings: a length in front, and random bytes behind. */
function codecOf(framing: Framing, random: Random): Codec {
  if (framing === 'abridged') return codecs.AbridgedPacketCodec;
  return class extends codecs.PacketCodec {
    static obfuscateTag = Buffer.alloc(4, TAGS[framing]);
    override encodePacket(data: Buffer): Buffer {
      const padding = framing === 'padded' ? random((random(1)[0] ?? 0) % 16) : random(0);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(data.length + padding.length);
      return Buffer.concat([length, data, padding]);
    }
  };
}

export interface Telegram {
  /** What the client writes first. */
  opening: Uint8Array;
  /** The bytes in which the client sends a packet. */
  send(packet: Uint8Array): Promise<Uint8Array>;
  /** The bytes in which the server does. */
  receive(packet: Uint8Array): Uint8Array;
}

/** A connection with obfuscated2. Everything random in it comes from `random`. */
export async function obfuscatedTelegram(framing: Framing, random: Random): Promise<Telegram> {
  const written: Buffer[] = [];
  class Socket {
    write(bytes: Buffer): void {
      written.push(Buffer.from(bytes));
    }
  }
  const connection = new Obfuscated({
    ip: '',
    port: 443,
    dcId: 2,
    loggers: undefined,
    socket: Socket,
    testServers: false,
  } as unknown as ConstructorParameters<typeof Obfuscated>[0]);
  const FramingCodec = codecOf(framing, random);
  connection.PacketCodecClass = FramingCodec as unknown as typeof connection.PacketCodecClass;
  const inside = connection as unknown as {
    _codec: PacketCodec;
    _initConn(): Promise<void>;
    _send(data: Buffer): Promise<void>;
    _obfuscation: { _decrypt: { encrypt(data: Buffer): Buffer } };
  };
  inside._codec = new FramingCodec(connection);
  await seeded(random, () => inside._initConn());
  return {
    opening: written.shift() ?? Buffer.alloc(0),
    async send(packet) {
      await inside._send(Buffer.from(packet));
      return written.shift() ?? Buffer.alloc(0);
    },
    // The key stream is the same in both roles.
    receive: (packet) =>
      inside._obfuscation._decrypt.encrypt(inside._codec.encodePacket(Buffer.from(packet))),
  };
}

/** Framing without obfuscation; `full` numbers its packets and adds checksums. */
export function plainTelegram(
  framing: Framing | 'full',
  random: Random,
): (packet: Uint8Array) => Buffer {
  const FramingCodec = framing === 'full' ? codecs.FullPacketCodec : codecOf(framing, random);
  const codec = new FramingCodec(undefined);
  return (packet) => codec.encodePacket(Buffer.from(packet));
}

/** Encrypted packets of one session. */
export async function telegramSession(random: Random): Promise<(data: Buffer) => Promise<Buffer>> {
  return seeded(random, async () => {
    const key = new Key();
    await key.setKey(Buffer.from(random(256)));
    const state = new State(key, undefined);
    const salt = state.salt.add(Buffer.from(random(6)).readUIntBE(0, 6));
    state.salt = salt;
    return (data: Buffer) =>
      seeded(random, () => state.encryptMessageData(data) as Promise<Buffer>);
  });
}

/** An unencrypted packet: no key id, a message id, and a value that begins with its constructor's number. */
export function plainPacket(type: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0x5c0ffee4, 8);
  head.writeUInt32LE(0x6500_0000, 12);
  head.writeUInt32LE(4 + body.length, 16);
  head.writeUInt32LE(type, 20);
  return Buffer.concat([head, body]);
}

async function seeded<T>(random: Random, run: () => Promise<T>): Promise<T> {
  const own = helpers.generateRandomBytes;
  helpers.generateRandomBytes = (size) => Buffer.from(random(size));
  try {
    return await run();
  } finally {
    helpers.generateRandomBytes = own;
  }
}
