/** Sealed between client and server or phone, or by nobody knows whom: never a proof of end-to-end encryption. */
import { createCipheriv, createHmac } from 'node:crypto';
import { encode as msgpackEncode } from '@msgpack/msgpack';
import { gcm } from '@noble/ciphers/aes.js';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import nacl from 'tweetnacl';
import { FORM, frame, JSON_TYPE, OCTETS, post, SITE, SITE_SOCKET, uuid } from './carriers.ts';
import { protobufMessage } from './codecs.ts';
import {
  type Bytes,
  base64,
  type Form,
  hex,
  join,
  load,
  type Made,
  seedOf,
  utf8,
} from './payload-case.ts';
import { type TelegramTransport, telegramClient } from './telegram-client.ts';

interface NoiseState {
  initialise(prologue: Uint8Array): void;
  send(): Uint8Array;
}

const Noise = load<new (pattern: string, initiator: boolean) => NoiseState>('noise-handshake');

const u24 = (size: number) => [size >> 16, (size >> 8) & 255, size & 255];

/** First 32 bytes of a real XX opening are the ephemeral key; WhatsApp's framing goes around it. */
function noiseHello(): Uint8Array {
  const state = new Noise('XX', true);
  state.initialise(Uint8Array.of(0x57, 0x41, 0x06, 0x03));
  const hello = protobufMessage([[2, [[1, Uint8Array.from(state.send().subarray(0, 32))]]]]);
  return join(u24(hello.length), hello);
}

/** A frame after the handshake: AES-256-GCM, the counter is its nonce and is not sent. */
function noiseFrame(text: string, random: Bytes, counter: number): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, counter);
  // Binary XML: what would stand here, of the usual size.
  const plain = join([0, 0xf8, 7], random(24), utf8(text), random(40));
  const body = gcm(random(32), nonce).encrypt(plain);
  return join(u24(body.length), body);
}

interface Opaque {
  id: string;
  protocol: string;
  made: readonly string[];
  twin: string;
  count?: number;
  make: Form['make'];
}

const whatsApp = 'wss://web.whatsapp.com/ws/chat';
const messenger = 'wss://web-chat-e2ee.facebook.com/ws/chat';

const noise: Opaque[] = [
  {
    id: 'whatsapp-opening',
    protocol: 'WhatsApp web, Noise XX opening',
    made: ['noise-handshake', 'protobufjs'],
    twin: 'sealed/signal-frame',
    count: 30,
    make: () => frame(whatsApp, join([0x57, 0x41, 6, 3], noiseHello()), 'out', 'whatsapp'),
  },
  {
    id: 'whatsapp-routed-opening',
    protocol: 'WhatsApp web, Noise XX opening with routing',
    made: ['noise-handshake', 'protobufjs'],
    twin: 'sealed/signal-frame',
    count: 20,
    make: (_, random) =>
      frame(
        whatsApp,
        join([0x45, 0x44, 0, 1], u24(12), random(12), [0x57, 0x41, 6, 3], noiseHello()),
        'out',
        'whatsapp',
      ),
  },
  {
    id: 'whatsapp-frame',
    protocol: 'WhatsApp web, Noise frame',
    made: ['@noble/ciphers'],
    twin: 'sealed/signal-frame',
    count: 60,
    make: ({ text }, random, index) =>
      frame(whatsApp, noiseFrame(text, random, index), index % 3 === 0 ? 'in' : 'out', 'whatsapp'),
  },
  {
    id: 'whatsapp-frames',
    protocol: 'WhatsApp web, several Noise frames in one message',
    made: ['@noble/ciphers'],
    twin: 'sealed/signal-frame',
    count: 20,
    make: ({ text }, random, index) =>
      frame(
        whatsApp,
        join(noiseFrame('', random, index), noiseFrame(text, random, index + 1)),
        'in',
        'whatsapp',
      ),
  },
  {
    id: 'messenger-opening',
    protocol: 'Messenger E2EE socket, Noise opening',
    made: ['noise-handshake', 'protobufjs'],
    twin: 'readable-platform/messenger-lightspeed',
    count: 20,
    make: () => frame(messenger, join([0x57, 0x41, 6, 3], noiseHello()), 'out', 'messenger'),
  },
  {
    id: 'messenger-frame',
    protocol: 'Messenger E2EE socket, Noise frame',
    made: ['@noble/ciphers'],
    twin: 'readable-platform/messenger-lightspeed',
    count: 40,
    make: ({ text }, random, index) =>
      frame(messenger, noiseFrame(text, random, index), 'out', 'messenger'),
  },
];

async function telegram(): Promise<Opaque[]> {
  const client = await telegramClient(seedOf('telegram'));
  const transports: TelegramTransport[] = ['abridged', 'intermediate', 'padded'];
  const socket = 'wss://zws2.web.telegram.org/apiws';
  const packets = transports.flatMap((transport): Opaque[] => [
    {
      id: `telegram-${transport}`,
      protocol: `MTProto 2.0, ${transport}`,
      made: ['telegram'],
      twin: 'sealed/signal-frame',
      count: 40,
      make: async ({ text }) =>
        frame(
          socket,
          join(client.tag(transport), await client.packet(text, transport)),
          'out',
          'telegram',
        ),
    },
    {
      id: `telegram-${transport}-obfuscated`,
      protocol: `MTProto 2.0, obfuscated2 ${transport}: header and packet`,
      made: ['telegram'],
      twin: 'sealed/signal-frame',
      count: 40,
      make: async ({ text }) =>
        frame(
          socket,
          join(...(await client.obfuscated(await client.packet(text, transport), transport))),
          'out',
          'telegram',
        ),
    },
    {
      id: `telegram-${transport}-later`,
      protocol: `MTProto 2.0, obfuscated2 ${transport}: a later packet`,
      made: ['telegram'],
      twin: 'sealed/signal-frame',
      count: 40,
      make: async ({ text }) => {
        const [, later] = await client.obfuscated(await client.packet(text, transport), transport);
        return frame(socket, later, 'out', 'telegram');
      },
    },
  ]);
  const exchanges = transports.map(
    (transport): Opaque => ({
      id: `telegram-${transport}-key-exchange`,
      protocol: `MTProto req_pq_multi, obfuscated2 ${transport}`,
      made: ['telegram'],
      twin: 'sealed/signal-frame',
      count: 12,
      make: async () =>
        frame(
          socket,
          join(...(await client.obfuscated(client.keyExchange(transport), transport))),
          'out',
          'telegram',
        ),
    }),
  );
  return [...packets, ...exchanges];
}

/** Ciphertext ‖ IV ‖ HMAC, browser to phone. */
function relayBlob(text: string, random: Bytes): Uint8Array {
  const iv = random(16);
  const cipher = createCipheriv('aes-256-ctr', random(32), iv);
  const plain = protobufMessage([
    [1, uuid(random)],
    [
      2,
      [
        [1, '42'],
        [3, text],
      ],
    ],
  ]);
  const sealed = join(cipher.update(plain), cipher.final());
  const mac = createHmac('sha256', random(32)).update(sealed).update(iv).digest();
  return join(sealed, iv, mac);
}

const rpc =
  'https://instantmessaging-pa.googleapis.com/$rpc/google.internal.communications.instantmessaging.v1.Messaging';

const relays: Opaque[] = [
  {
    id: 'google-messages-pblite',
    protocol: 'Google Messages for web, pblite',
    made: ['node:crypto', 'protobufjs'],
    twin: 'readable-platform/google-chat-pblite',
    count: 60,
    make: ({ text }, random) => {
      const data = protobufMessage([
        [1, uuid(random)],
        [2, 3],
        [5, relayBlob(text, random)],
        [6, uuid(random)],
      ]);
      const body: unknown[] = [
        [2, '+491705550123', 1],
        [uuid(random), 19, null, null, null, null, null, null, null, null, null, base64(data)],
        [uuid(random), null, null, null, null, base64(random(90)), [null, null, 2026, 11, 20]],
      ];
      return post(
        `${rpc}/SendMessage`,
        'application/json+protobuf',
        JSON.stringify(body),
        'google-messages',
      );
    },
  },
  {
    id: 'google-messages-protobuf',
    protocol: 'Google Messages for web, protobuf',
    made: ['node:crypto', 'protobufjs'],
    twin: 'readable-platform/google-chat-protobuf',
    count: 40,
    make: ({ text }, random) => {
      const data = protobufMessage([
        [1, uuid(random)],
        [2, 3],
        [5, relayBlob(text, random)],
        [6, uuid(random)],
      ]);
      return post(
        `${rpc}/SendMessage`,
        'application/x-protobuf',
        protobufMessage([
          [
            1,
            [
              [1, 2],
              [2, '+491705550123'],
            ],
          ],
          [
            2,
            [
              [1, uuid(random)],
              [2, 19],
              [12, data],
              [23, 1],
            ],
          ],
          [
            3,
            [
              [1, uuid(random)],
              [6, random(90)],
            ],
          ],
        ]),
        'google-messages',
      );
    },
  },
  {
    id: 'saltyrtc-data-channel',
    protocol: 'Threema web, SaltyRTC over a data channel',
    made: ['tweetnacl', '@msgpack/msgpack'],
    twin: 'readable-serialisation/msgpack',
    count: 50,
    make: ({ text }, random, index) => ({
      transport: 'datachannel',
      url: 'https://web.threema.ch/',
      direction: 'out',
      platform: 'threema',
      bytes: saltyRtc(text, random, index),
    }),
  },
  {
    id: 'saltyrtc-relay',
    protocol: 'Threema web, SaltyRTC relayed over WebSocket',
    made: ['tweetnacl', '@msgpack/msgpack'],
    twin: 'readable-serialisation/msgpack',
    count: 50,
    make: ({ text }, random, index) =>
      frame('wss://saltyrtc-af.threema.ch/af09', saltyRtc(text, random, index), 'out', 'threema'),
  },
];

/** Nonce (cookie 16, source, destination, overflow, sequence) and box. */
function saltyRtc(text: string, random: Bytes, index: number): Uint8Array {
  const nonce = join(random(16), [1, 2, 0, 0], Buffer.from([0, 0, index >> 8, index & 255]));
  const plain = msgpackEncode({
    type: 'create',
    subType: 'textMessage',
    id: hex(random(8)),
    data: { text },
  });
  return join(nonce, nacl.secretbox(plain, nonce, random(32)));
}

function aesGcm(text: string, random: Bytes): Uint8Array {
  const nonce = random(12);
  return join(nonce, gcm(random(32), nonce).encrypt(utf8(text)));
}

function chacha(text: string, random: Bytes): Uint8Array {
  const nonce = random(12);
  return join(nonce, chacha20poly1305(random(32), nonce).encrypt(utf8(text)));
}

function aesCbc(text: string, random: Bytes): Uint8Array {
  const iv = random(16);
  const cipher = createCipheriv('aes-256-cbc', random(32), iv);
  return join(iv, cipher.update(utf8(text)), cipher.final());
}

const containers: readonly { id: string; made?: string; put(sealed: Uint8Array): Made }[] = [
  { id: 'body', put: (sealed) => post(`${SITE}/api/messages`, OCTETS, sealed) },
  { id: 'frame', put: (sealed) => frame(SITE_SOCKET, sealed, 'out') },
  {
    id: 'json-base64',
    put: (sealed) =>
      post(`${SITE}/api/messages`, JSON_TYPE, JSON.stringify({ to: 7, body: base64(sealed) })),
  },
  {
    id: 'json-hex',
    put: (sealed) =>
      post(`${SITE}/api/messages`, JSON_TYPE, JSON.stringify({ to: 7, encrypted: hex(sealed) })),
  },
  {
    id: 'json-named',
    put: (sealed) =>
      post(
        `${SITE}/api/messages`,
        JSON_TYPE,
        JSON.stringify({ e2ee: true, algorithm: 'e2ee-v1', ciphertext: base64(sealed) }),
      ),
  },
  {
    id: 'form',
    put: (sealed) =>
      post(`${SITE}/send`, FORM, new URLSearchParams({ to: '7', data: base64(sealed) }).toString()),
  },
  {
    id: 'protobuf',
    made: 'protobufjs',
    put: (sealed) =>
      frame(
        SITE_SOCKET,
        protobufMessage([
          [1, 7],
          [2, sealed],
        ]),
        'out',
      ),
  },
  {
    id: 'msgpack',
    made: '@msgpack/msgpack',
    put: (sealed) => frame(SITE_SOCKET, msgpackEncode({ op: 'send', body: sealed }), 'out'),
  },
];

const ciphers = [
  { id: 'aes-gcm', made: '@noble/ciphers', seal: aesGcm },
  { id: 'chacha20-poly1305', made: '@noble/ciphers', seal: chacha },
  { id: 'aes-cbc', made: 'node:crypto', seal: aesCbc },
] as const;

const unknown: Opaque[] = ciphers.flatMap((cipher) =>
  containers.map((container) => ({
    id: `${cipher.id}-${container.id}`,
    protocol: `${cipher.id}, nobody knows whose key, ${container.id}`,
    made: [cipher.made, ...(container.made ? [container.made] : [])],
    twin: 'readable-platform/site-json',
    count: 34,
    make: ({ text }, random) => container.put(cipher.seal(text, random)),
  })),
);

const asForm =
  (family: string, more: Partial<Form> = {}) =>
  ({ id, count = 40, ...opaque }: Opaque): Form => ({
    ...opaque,
    ...more,
    name: `${family}/${id}`,
    truth: 'opaque',
    expected: 'inconclusive',
    count,
  });

export async function opaqueForms(): Promise<Form[]> {
  const [exchange, packets] = split(await telegram(), ({ id }) => id.endsWith('key-exchange'));
  const [openings, frames] = split(noise, ({ id }) => id.endsWith('opening'));
  const noMessage = { allowed: ['not-a-message'] } as const;
  return [
    ...[...frames, ...packets, ...relays].map(asForm('opaque-transport')),
    ...[...exchange, ...openings].map(asForm('opaque-handshake', noMessage)),
    // A blob that no profile knows may as well be no message.
    ...unknown.map(asForm('opaque-unknown', noMessage)),
  ];
}

function split<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}
