/** Packets of Telegram's web clients, made by GramJS: MTProto 2.0 in its transports, obfuscated as browsers must. */
import { createRequire } from 'node:module';
import { seededBytes } from '../seeded-bytes.ts';

const require = createRequire(import.meta.url);

interface State {
  salt: unknown;
  id: unknown;
  encryptMessageData(data: Buffer): Promise<Buffer>;
}

interface Obfuscator {
  header: Buffer;
  initHeader(): Promise<void>;
  write(bytes: Buffer): void;
}

type ObfuscatorClass = new (connection: {
  socket: { write(bytes: Buffer): void };
  PacketCodecClass: { obfuscateTag: Buffer };
}) => Obfuscator;

const { AuthKey } = require('telegram/crypto/AuthKey') as {
  AuthKey: new () => { setKey(key: Buffer): Promise<void> };
};
const { MTProtoState } = require('telegram/network/MTProtoState') as {
  MTProtoState: new (authKey: unknown) => State;
};
const { ConnectionTCPObfuscated } = require('telegram/network/connection/TCPObfuscated') as {
  ConnectionTCPObfuscated: new (options: object) => { ObfuscatedIO: ObfuscatorClass };
};
const { Api } = require('telegram') as {
  Api: {
    InputPeerSelf: new () => unknown;
    messages: { SendMessage: new (fields: object) => { getBytes(): Buffer } };
    ReqPqMulti: new (fields: object) => { getBytes(): Buffer };
  };
};
const bigInt = require('big-integer') as (value: string | number, base?: number) => unknown;

export type TelegramTransport = 'abridged' | 'intermediate' | 'padded';

export interface TelegramClient {
  /** An encrypted packet with `messages.sendMessage`, in its transport's frame. */
  packet(text: string, transport: TelegramTransport): Promise<Uint8Array>;
  /** `req_pq_multi`, which opens the key exchange and is not encrypted. */
  keyExchange(transport: TelegramTransport): Uint8Array;
  /** The two first WebSocket messages of an obfuscated connection: header, then the packet. */
  obfuscated(packet: Uint8Array, transport: TelegramTransport): Promise<[Uint8Array, Uint8Array]>;
  /** What marks the transport where nothing is obfuscated. */
  tag(transport: TelegramTransport): Uint8Array;
}

const TAGS = {
  abridged: [0xef],
  intermediate: [0xee, 0xee, 0xee, 0xee],
  padded: [0xdd, 0xdd, 0xdd, 0xdd],
};

/** The authorisation key is from the seed; padding and the header of the obfuscation are GramJS's own randomness. */
export async function telegramClient(seed: number): Promise<TelegramClient> {
  const random = seededBytes(seed);
  const authKey = new AuthKey();
  await authKey.setKey(Buffer.from(random(256)));
  const state = new MTProtoState(authKey);
  state.salt = bigInt(`${Buffer.from(random(7)).readUIntBE(0, 6)}`);
  state.id = bigInt(`${Buffer.from(random(7)).readUIntBE(0, 6)}`);
  let sequence = 1;

  function framed(message: Uint8Array, transport: TelegramTransport): Uint8Array {
    if (transport === 'abridged') {
      const length = message.length >> 2;
      const head =
        length < 127 ? [length] : [0x7f, length & 255, (length >> 8) & 255, length >> 16];
      return Buffer.concat([Uint8Array.from(head), message]);
    }
    const padding = transport === 'padded' ? random((random(1)[0] ?? 0) % 16) : new Uint8Array(0);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(message.length + padding.length);
    return Buffer.concat([head, message, padding]);
  }

  return {
    async packet(text, transport) {
      const query = new Api.messages.SendMessage({
        peer: new Api.InputPeerSelf(),
        message: text,
        randomId: bigInt(`${Buffer.from(random(7)).readUIntBE(0, 6)}`),
      }).getBytes();
      const head = Buffer.alloc(16);
      head.set(random(8));
      head.writeInt32LE(sequence, 8);
      head.writeInt32LE(query.length, 12);
      sequence += 2;
      return framed(await state.encryptMessageData(Buffer.concat([head, query])), transport);
    },
    keyExchange(transport) {
      const nonce = BigInt(`0x${Buffer.from(random(16)).toString('hex')}`);
      const query = new Api.ReqPqMulti({ nonce: bigInt(nonce.toString()) }).getBytes();
      const head = Buffer.alloc(20);
      head.set(random(8), 8);
      head.writeInt32LE(query.length, 16);
      return framed(Buffer.concat([head, query]), transport);
    },
    async obfuscated(packet, transport) {
      const obfuscateTag = Buffer.alloc(4, TAGS[transport][0]);
      const written: Buffer[] = [];
      const { ObfuscatedIO } = new ConnectionTCPObfuscated({ loggers: {}, socket: Object });
      const io = new ObfuscatedIO({
        socket: { write: (bytes) => written.push(bytes) },
        PacketCodecClass: { obfuscateTag },
      });
      await io.initHeader();
      io.write(Buffer.from(packet));
      return [Uint8Array.from(io.header), Uint8Array.from(written[0] ?? [])];
    },
    tag: (transport) => Uint8Array.from(TAGS[transport]),
  };
}
