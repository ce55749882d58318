/** Messages that real end-to-end libraries sealed, each in the carrier that its platform uses. */
import { gzipSync } from 'node:zlib';
import { encode as msgpackEncode } from '@msgpack/msgpack';
import { encode as cborgEncode } from 'cborg';
import * as openpgp from 'openpgp';
import { ageFiles } from '../makers/age.ts';
import { cmsMessages } from '../makers/cms.ts';
import { joseObjects } from '../makers/jose.ts';
import { libsignalMessages } from '../makers/libsignal.ts';
import { matrixMessages } from '../makers/matrix.ts';
import { matrixRustMessages } from '../makers/matrix-rust.ts';
import { mlsMessages } from '../makers/mls.ts';
import { nostrEvents } from '../makers/nostr.ts';
import { legacyStanza, type Omemo, omemoLegacy } from '../makers/omemo.ts';
import { proteusMessages, wireOtrMessage } from '../makers/proteus.ts';
import { rocketChatContents } from '../makers/rocket-chat.ts';
import { SignalPair } from '../makers/signal.ts';
import { snapchatSender } from '../makers/snapchat.ts';
import { sodiumBoxes } from '../makers/sodium.ts';
import { sealedContents, xchatEvent } from '../makers/xchat.ts';
import {
  digits,
  engine,
  frame,
  JSON_TYPE,
  matrixSend,
  mqtt,
  multipart,
  OCTETS,
  post,
  SITE,
  SITE_SOCKET,
  socketIo,
  stanza,
  uuid,
  xchatPost,
} from './carriers.ts';
import { protobufMessage } from './codecs.ts';
import { type Bytes, base64, type Form, hex, type Made, seedOf, utf8 } from './payload-case.ts';

/** Everything that seals, set up once. Keys, nonces and ratchets are the libraries' own unless a maker says otherwise. */
export async function startSealers() {
  const { privateKey, publicKey } = await openpgp.generateKey({
    userIDs: [{ email: 'a@example.org' }],
    format: 'object',
  });
  const { pair, firstMessage } = await SignalPair.create();
  const message = (text: string) => openpgp.createMessage({ text });
  return {
    age: await ageFiles(),
    cms: cmsMessages(),
    jose: await joseObjects(seedOf('jose')),
    libsignal: await libsignalMessages(),
    matrixRust: await matrixRustMessages(),
    megolm: await matrixMessages(),
    mls: await mlsMessages(),
    nostr: nostrEvents(seedOf('nostr')),
    proteus: await proteusMessages(),
    rocketChat: await rocketChatContents(seedOf('rocket.chat')),
    signal: pair,
    signalPreKey: firstMessage,
    snapchat: snapchatSender(seedOf('snapchat')),
    sodium: await sodiumBoxes(seedOf('sodium')),
    pgp: {
      armored: async (text: string) =>
        String(await openpgp.encrypt({ message: await message(text), encryptionKeys: publicKey })),
      binary: async (text: string) =>
        new Uint8Array(
          (await openpgp.encrypt({
            message: await message(text),
            encryptionKeys: publicKey,
            format: 'binary',
          })) as Uint8Array,
        ),
      withPassword: async (text: string) =>
        String(
          await openpgp.encrypt({
            message: await message(text),
            passwords: ['correct horse'],
            // Few rounds: nobody attacks these.
            config: { s2kIterationCountByte: 0 },
          }),
        ),
      signed: async (text: string) =>
        String(await openpgp.sign({ message: await message(text), signingKeys: privateKey })),
      cleartext: async (text: string) =>
        String(
          await openpgp.sign({
            message: await openpgp.createCleartextMessage({ text }),
            signingKeys: privateKey,
          }),
        ),
      publicKey: publicKey.armor(),
    },
  };
}

export type Sealers = Awaited<ReturnType<typeof startSealers>>;

export const roomMessage = (text: string) =>
  JSON.stringify({
    type: 'm.room.message',
    content: { msgtype: 'm.text', body: text },
    room_id: '!abc:example.org',
  });

export function megolmContent(sealers: Sealers, ciphertext: string, more: object = {}): object {
  const { sessionId, senderKey } = sealers.megolm;
  return {
    algorithm: 'm.megolm.v1.aes-sha2',
    sender_key: senderKey,
    ciphertext,
    session_id: sessionId,
    device_id: 'RJYKSTBOIE',
    ...more,
  };
}

export function siteMessage(content: unknown, more: object = {}): Made {
  return post(`${SITE}/api/messages`, JSON_TYPE, JSON.stringify({ to: 'robin', content, ...more }));
}

export function wirePath(kind: 'proteus' | 'mls', random: Bytes): string {
  const host = 'https://prod-nginz-https.wire.com/v9';
  if (kind === 'mls') return `${host}/mls/messages`;
  return `${host}/conversations/example.org/${uuid(random)}/proteus/messages?ignore_missing=true`;
}

export function nostrFrame(event: object, direction: 'in' | 'out'): Made {
  const body = direction === 'out' ? ['EVENT', event] : ['EVENT', 'sub:1', event];
  return frame('wss://relay.example.org/', JSON.stringify(body), direction);
}

export function rocketChatMessage(content: unknown, random: Bytes, more: object = {}): object {
  return {
    _id: hex(random(9)).slice(0, 17),
    rid: hex(random(17)),
    msg: '',
    t: 'e2e',
    e2e: 'pending',
    content,
    ...more,
  };
}

export function rocketChatPost(message: object): Made {
  return post(
    'https://rocket.example.org/api/v1/chat.sendMessage',
    JSON_TYPE,
    JSON.stringify({ message }),
    'rocket-chat',
  );
}

export const openPgpStanza = (armoredOrBase64: string, form: 'ox' | 'legacy'): Made => {
  const block = armoredOrBase64
    .replace(/-----[^-]+-----/g, '')
    .replace(/^[A-Za-z]+: .*$/gm, '')
    .replace(/\r?\n=[A-Za-z0-9+/]{4}\s*$/, '')
    .trim();
  const element =
    form === 'ox'
      ? `<openpgp xmlns="urn:xmpp:openpgp:0">${block.replace(/\s/g, '')}</openpgp>`
      : `<x xmlns="jabber:x:encrypted">${block}</x>`;
  return stanza(
    `<message xmlns="jabber:client" to="robin@example.org" type="chat"><body>This message is *encrypted* with OpenPGP</body>${element}</message>`,
  );
};

/** Signal's clients fill their messages up to a multiple of 160 B before they seal them. */
const filled = (text: string) => text + '\0'.repeat(159 - (Buffer.byteLength(text) % 160));

/** What clients write for those who cannot open the message, and nothing. */
const FALLBACKS = [
  'This is an OMEMO encrypted message which your client doesn’t seem to support. Find more information on https://conversations.im/omemo',
  'I sent you an OMEMO encrypted message but your client doesn’t seem to support that. Find more information on https://conversations.im/omemo',
  '[This message is OMEMO encrypted]',
  '',
];

/** The stanza as one of the clients would write it, with the explicit mark of XEP-0380. */
export function omemoStanza(omemo: Omemo, client: number): string {
  const fallback = FALLBACKS[client % FALLBACKS.length] ?? '';
  const mark =
    '<encryption xmlns="urn:xmpp:eme:0" name="OMEMO" namespace="eu.siacs.conversations.axolotl"/>';
  return legacyStanza(omemo).replace(
    /<body>[^<]*<\/body>/,
    () => `${fallback === '' ? '' : `<body>${fallback}</body>`}${mark}`,
  );
}

const RECOGNISABLE = { expected: 'e2ee', allowed: ['inconclusive'] } as const;

/** Pages seal towards their own service in this form too: in a request of unknown use, nobody can say for whom. */
const HOLDER_OPEN = { expected: 'inconclusive', allowed: ['e2ee', 'not-a-message'] } as const;

interface Sealing {
  id: string;
  protocol: string;
  made: readonly string[];
  twin: string;
  count?: number;
  make: Form['make'];
}

export function sealedForms(sealers: Sealers): Form[] {
  const { age, cms, jose, libsignal, megolm, mls, nostr, pgp, proteus, signal } = sealers;
  const { matrixRust, rocketChat, snapchat } = sealers;
  const sealings: Sealing[] = [
    {
      id: 'megolm',
      protocol: 'Matrix m.megolm.v1.aes-sha2',
      made: ['@matrix-org/olm'],
      twin: 'trap-envelope-name/megolm-readable',
      count: 120,
      make: ({ text }, random) =>
        matrixSend(
          'm.room.encrypted',
          megolmContent(sealers, megolm.megolm(roomMessage(text))),
          random,
        ),
    },
    {
      id: 'megolm-rust',
      protocol: 'Matrix m.megolm.v1.aes-sha2, as Element sends it',
      made: ['@matrix-org/matrix-sdk-crypto-wasm'],
      twin: 'readable-platform/matrix-clear',
      count: 100,
      make: async ({ text }, random) =>
        matrixSend('m.room.encrypted', JSON.parse(await matrixRust.roomEvent(text)), random),
    },
    {
      id: 'megolm-without-device',
      protocol: 'Matrix 1.3 m.megolm.v1.aes-sha2 (no sender_key)',
      made: ['@matrix-org/olm'],
      twin: 'trap-key-beside/megolm',
      make: ({ text }, random) =>
        matrixSend(
          'm.room.encrypted',
          {
            algorithm: 'm.megolm.v1.aes-sha2',
            ciphertext: megolm.megolm(roomMessage(text)),
            session_id: megolm.sessionId,
          },
          random,
        ),
    },
    {
      id: 'megolm-sync',
      protocol: 'Matrix sync with m.room.encrypted',
      made: ['@matrix-org/olm'],
      twin: 'readable-platform/matrix-sync',
      make: ({ text }, random) => ({
        transport: 'fetch',
        url: 'https://matrix.example.org/_matrix/client/v3/sync?timeout=30000&since=s1_2_3',
        direction: 'in',
        contentType: JSON_TYPE,
        platform: 'matrix',
        bytes: JSON.stringify({
          next_batch: 's2_3_4',
          rooms: {
            join: {
              '!abc:example.org': {
                timeline: {
                  events: [
                    {
                      type: 'm.room.encrypted',
                      sender: '@bob:example.org',
                      event_id: `$${Buffer.from(random(32)).toString('base64url')}`,
                      content: megolmContent(sealers, megolm.megolm(roomMessage(text))),
                    },
                  ],
                },
              },
            },
          },
        }),
      }),
    },
    {
      id: 'omemo',
      protocol: 'OMEMO 0.3 over WebSocket',
      made: ['@privacyresearch/libsignal-protocol-typescript', 'node:crypto'],
      twin: 'trap-envelope-name/omemo-readable',
      count: 100,
      make: async ({ text }, _, index) =>
        stanza(omemoStanza(await omemoLegacy(signal, text), index >> 1)),
    },
    {
      id: 'omemo-bosh',
      protocol: 'OMEMO 0.3 over BOSH',
      made: ['@privacyresearch/libsignal-protocol-typescript', 'node:crypto'],
      twin: 'readable-platform/xmpp-bosh',
      make: async ({ text }, random, index) =>
        post(
          'https://xmpp.example.org/http-bind',
          'text/xml; charset=utf-8',
          `<body rid="${digits(random, 10)}" sid="${hex(random(8))}" xmlns="http://jabber.org/protocol/httpbind">${omemoStanza(await omemoLegacy(signal, text), index >> 1)}</body>`,
          'xmpp',
        ),
    },
    {
      id: 'openpgp-xmpp',
      protocol: 'XEP-0373',
      made: ['openpgp'],
      twin: 'trap-envelope-name/openpgp-xmpp-signed',
      make: async ({ text }) => openPgpStanza(await pgp.armored(text), 'ox'),
    },
    {
      id: 'openpgp-xmpp-legacy',
      protocol: 'XEP-0027',
      made: ['openpgp'],
      twin: 'readable-platform/xmpp-socket',
      make: async ({ text }) => openPgpStanza(await pgp.armored(text), 'legacy'),
    },
    {
      id: 'openpgp-armored',
      protocol: 'OpenPGP, armoured in JSON',
      made: ['openpgp'],
      twin: 'trap-envelope-name/openpgp-signed',
      make: async ({ text }) => siteMessage(await pgp.armored(text)),
    },
    {
      id: 'openpgp-password',
      protocol: 'OpenPGP with a password, armoured in JSON',
      made: ['openpgp'],
      twin: 'trap-envelope-name/openpgp-cleartext',
      make: async ({ text }) => siteMessage(await pgp.withPassword(text)),
    },
    {
      id: 'openpgp-binary',
      protocol: 'OpenPGP, binary body',
      made: ['openpgp'],
      twin: 'opaque-unknown/aes-gcm-body',
      make: async ({ text }) => post(`${SITE}/api/messages`, OCTETS, await pgp.binary(text)),
    },
    {
      id: 'signal',
      protocol: 'Signal protocol 3, base64 in JSON',
      made: ['@privacyresearch/libsignal-protocol-typescript'],
      twin: 'trap-truncated/signal',
      make: async ({ text }) => siteMessage(base64(await signal.encrypt(utf8(text)))),
    },
    {
      id: 'signal-frame',
      protocol: 'Signal protocol 3 in protobuf',
      made: ['@privacyresearch/libsignal-protocol-typescript', 'protobufjs'],
      twin: 'opaque-unknown/aes-gcm-protobuf',
      make: async ({ text }, random) =>
        frame(
          SITE_SOCKET,
          protobufMessage([
            [1, 7],
            [2, uuid(random)],
            [8, await signal.encrypt(utf8(text))],
          ]),
          'out',
        ),
    },
    {
      id: 'libsignal',
      protocol: 'Signal protocol 4 (PQXDH session)',
      made: ['@signalapp/libsignal-client'],
      twin: 'trap-wrong-mac/libsignal',
      count: 100,
      make: async ({ text }) =>
        siteMessage(undefined, {
          timestamp: 1_763_700_000_000,
          messages: [
            {
              type: 1,
              destinationDeviceId: 1,
              destinationRegistrationId: 4711,
              content: base64(await libsignal.message(filled(text))),
            },
          ],
        }),
    },
    {
      id: 'libsignal-group',
      protocol: 'Signal sender key message',
      made: ['@signalapp/libsignal-client'],
      twin: 'other-keys/sender-key-distribution',
      make: async ({ text }) => siteMessage(base64(await libsignal.group(filled(text)))),
    },
    {
      id: 'libsignal-sealed-sender',
      protocol: 'Signal sealed sender',
      made: ['@signalapp/libsignal-client'],
      twin: 'trap-truncated/libsignal',
      make: async ({ text }) => siteMessage(base64(await libsignal.sealedSender(filled(text)))),
    },
    {
      id: 'x-chat',
      protocol: 'XChat, enrolled: XSalsa20-Poly1305',
      made: ['tweetnacl', 'thrift'],
      twin: 'readable-platform/x-chat-clear',
      count: 100,
      make: ({ text }, random) =>
        xchatPost(xchatEvent(sealedContents(text), '1763600000000'), random),
    },
    {
      id: 'wire-proteus',
      protocol: 'Wire, Proteus in NewOtrMessage',
      made: ['@wireapp/proteus', 'protobufjs'],
      twin: 'trap-envelope-name/proteus-readable',
      make: ({ text }, random) =>
        post(
          wirePath('proteus', random),
          'application/x-protobuf',
          wireOtrMessage([proteus.message(text), proteus.message(text)]),
          'wire',
        ),
    },
    {
      id: 'wire-proteus-first',
      protocol: 'Wire, first Proteus message',
      made: ['@wireapp/proteus', 'protobufjs'],
      twin: 'trap-key-beside/proteus',
      make: ({ text }, random) =>
        post(
          wirePath('proteus', random),
          'application/x-protobuf',
          wireOtrMessage([proteus.preKey(text)]),
          'wire',
        ),
    },
    {
      id: 'wire-mls',
      protocol: 'MLS application message (RFC 9420)',
      made: ['ts-mls'],
      twin: 'other-keys/mls-commit',
      count: 100,
      make: async ({ text }, random) =>
        post(wirePath('mls', random), 'message/mls', await mls.application(text), 'wire'),
    },
    {
      id: 'mls-json',
      protocol: 'MLS application message, base64 in JSON',
      made: ['ts-mls'],
      twin: 'trap-envelope-name/mls-public',
      make: async ({ text }) => siteMessage(base64(await mls.application(text))),
    },
    {
      id: 'nostr-nip04',
      protocol: 'Nostr kind 4, NIP-04',
      made: ['nostr-tools'],
      twin: 'trap-envelope-name/nostr-nip04-readable',
      make: ({ text }) => nostrFrame(nostr.nip04(text), 'out'),
    },
    {
      id: 'nostr-gift-wrap',
      protocol: 'Nostr kind 1059, NIP-59',
      made: ['nostr-tools'],
      twin: 'trap-envelope-name/nostr-gift-wrap-readable',
      make: ({ text }) => nostrFrame(nostr.giftWrap(text), 'out'),
    },
    {
      id: 'nostr-gift-wrap-in',
      protocol: 'Nostr kind 1059, NIP-59, from the relay',
      made: ['nostr-tools'],
      twin: 'trap-envelope-name/nostr-gift-wrap-readable',
      make: ({ text }) => nostrFrame(nostr.giftWrap(text), 'in'),
    },
    {
      id: 'age',
      protocol: 'age, binary body',
      made: ['age-encryption'],
      twin: 'trap-envelope-name/age-header-readable',
      make: async ({ text }) => post(`${SITE}/api/messages`, OCTETS, await age.toRecipient(text)),
    },
    {
      id: 'age-armored',
      protocol: 'age, armoured in JSON',
      made: ['age-encryption'],
      twin: 'trap-envelope-name/age-armor-readable',
      make: async ({ text }) => siteMessage(await age.armored(text)),
    },
    {
      id: 'jwe-compact',
      protocol: 'JWE compact, ECDH-ES+A256KW',
      made: ['jose'],
      twin: 'trap-envelope-name/jws',
      make: async ({ text }) => siteMessage(await jose.compact(text)),
    },
    {
      id: 'jwe-direct',
      protocol: 'JWE compact, dir',
      made: ['jose'],
      twin: 'trap-key-beside/jwe-direct',
      make: async ({ text }) => siteMessage(await jose.direct(text)),
    },
    {
      id: 'jwe-flattened',
      protocol: 'JWE flattened JSON',
      made: ['jose'],
      twin: 'trap-envelope-name/jwe-readable',
      make: async ({ text }) => siteMessage(await jose.flattened(text)),
    },
    {
      id: 'jwe-general',
      protocol: 'JWE general JSON, two recipients',
      made: ['jose'],
      twin: 'trap-envelope-name/jwe-readable',
      make: async ({ text }) => siteMessage(await jose.general(text)),
    },
    {
      id: 'cms',
      protocol: 'CMS EnvelopedData, base64 in JSON',
      made: ['pkijs'],
      twin: 'trap-envelope-name/cms-signed',
      make: async ({ text }) => siteMessage(base64(await cms.enveloped(text))),
    },
    {
      id: 'rocket-chat-v1',
      protocol: 'Rocket.Chat rc.v1.aes-sha2',
      made: ['node:crypto'],
      twin: 'readable-platform/rocket-chat-rest',
      make: async ({ text }, random) =>
        rocketChatPost(
          rocketChatMessage(
            { algorithm: 'rc.v1.aes-sha2', ciphertext: await rocketChat.v1(text) },
            random,
          ),
        ),
    },
    {
      id: 'rocket-chat-v2',
      protocol: 'Rocket.Chat rc.v2.aes-sha2',
      made: ['node:crypto'],
      twin: 'trap-envelope-name/rocket-chat-readable',
      make: async ({ text }, random) =>
        rocketChatPost(rocketChatMessage(await rocketChat.v2(text), random)),
    },
    {
      id: 'rocket-chat-v2-ddp',
      protocol: 'Rocket.Chat rc.v2.aes-sha2 over DDP',
      made: ['node:crypto'],
      twin: 'readable-platform/rocket-chat-ddp',
      make: async ({ text }, random) =>
        frame(
          'wss://rocket.example.org/websocket',
          JSON.stringify({
            msg: 'method',
            id: '42',
            method: 'sendMessage',
            params: [rocketChatMessage(await rocketChat.v2(text), random)],
          }),
          'out',
          'rocket-chat',
        ),
    },
    ...(['fidelius', 'eel'] as const).map((kind) => ({
      id: `snapchat-${kind}`,
      protocol: `Snapchat web, encryption ${kind}`,
      made: ['protobufjs', 'node:crypto'],
      twin:
        kind === 'eel'
          ? 'trap-key-beside/snapchat-eel-with-key'
          : 'readable-platform/snapchat-clear',
      make: async ({ text }: { text: string }) => snapchatPost(await snapchat(text, kind)),
    })),
  ];
  const real = sealings.map(
    ({ id, count = 60, ...sealing }): Form => ({
      ...sealing,
      ...(id.startsWith('jwe') ? HOLDER_OPEN : RECOGNISABLE),
      name: `sealed${id.startsWith('jwe') ? '-holder-open' : ''}/${id}`,
      truth: 'sealed',
      count,
    }),
  );
  return [
    ...real,
    ...wrapped(sealers),
    ...real.filter(({ name }) => SELF_HOSTED.test(name)).map(withoutTls),
    ...withoutMark(sealers),
  ];
}

export function snapchatPost(body: Uint8Array): Made {
  return post(
    'https://web.snapchat.com/messagingcoreservice.MessagingCoreService/CreateContentMessage',
    'application/grpc-web+proto',
    body,
    'snapchat',
  );
}

/** Sealed messages under further layers, as batching and binary transports add them. */
function wrapped({ libsignal, megolm, mls, pgp, proteus, signal }: Sealers): Form[] {
  const forms: Omit<Sealing, 'twin'>[] = [
    {
      id: 'signal-msgpack',
      protocol: 'Signal message in MessagePack',
      made: ['@privacyresearch/libsignal-protocol-typescript', '@msgpack/msgpack'],
      make: async ({ text }) =>
        frame(
          SITE_SOCKET,
          msgpackEncode({ op: 'send', to: 7, body: await signal.encrypt(utf8(text)) }),
          'out',
        ),
    },
    {
      id: 'libsignal-cbor',
      protocol: 'Signal group message in CBOR',
      made: ['@signalapp/libsignal-client', 'cborg'],
      make: async ({ text }) =>
        frame(SITE_SOCKET, cborgEncode([1, 'send', await libsignal.group(filled(text))]), 'out'),
    },
    {
      id: 'mls-gzip-json',
      protocol: 'MLS application message in JSON, body compressed with gzip',
      made: ['ts-mls', 'node:zlib'],
      make: async ({ text }) =>
        post(
          `${SITE}/api/messages`,
          JSON_TYPE,
          gzipSync(JSON.stringify({ to: 'robin', content: base64(await mls.application(text)) })),
        ),
    },
    {
      id: 'openpgp-multipart',
      protocol: 'armoured OpenPGP in multipart/form-data',
      made: ['openpgp', 'undici'],
      make: async ({ text }) =>
        multipart(`${SITE}/send`, { to: 'robin', message: await pgp.armored(text) }),
    },
    {
      id: 'megolm-mqtt',
      protocol: 'Megolm message in protobuf over MQTT',
      made: ['@matrix-org/olm', 'protobufjs', 'mqtt-packet'],
      make: ({ text }) => {
        const sealed = Uint8Array.from(Buffer.from(megolm.megolm(roomMessage(text)), 'base64'));
        return frame(
          'wss://chat.example.org/mqtt',
          mqtt(
            '/rooms/7',
            protobufMessage([
              [1, 7],
              [2, sealed],
            ]),
          ),
          'out',
        );
      },
    },
    {
      id: 'proteus-socket-io',
      protocol: 'Proteus message in base64 over Socket.IO',
      made: ['@wireapp/proteus', 'socket.io-parser', 'engine.io-parser'],
      make: ({ text }) =>
        frame(
          'wss://chat.example.org/socket.io/?EIO=4&transport=websocket',
          engine(socketIo(['message', { to: 7, content: base64(proteus.message(text)) }])),
          'out',
        ),
    },
  ];
  return forms.map((form) => ({
    ...form,
    ...RECOGNISABLE,
    name: `sealed-wrapped/${form.id}`,
    truth: 'sealed',
    count: 40,
    twin: 'readable-platform/site-json',
  }));
}

/** Servers that a person runs may be reached without TLS: who listens sees what the service sees. */
const SELF_HOSTED = /^sealed\/(megolm|omemo|rocket-chat-v2|openpgp-xmpp|signal)$/;

function withoutTls(form: Form): Form {
  return {
    ...form,
    name: form.name.replace('sealed/', 'sealed-without-tls/'),
    count: 24,
    async make(sample, random, index) {
      const made = (await form.make(sample, random, index)) as Made;
      return { ...made, url: made.url.replace(/^(http|ws)s:/, '$1:') };
    },
  };
}

/** Sealed too, but in a form that has no mark of its own: of the bytes alone nobody can say more than opaque. */
function withoutMark({ nostr, sodium }: Sealers): Form[] {
  const forms = [
    {
      id: 'nip44-json',
      made: 'nostr-tools',
      make: ({ text }: { text: string }) => siteMessage(nostr.nip44(text)),
    },
    {
      id: 'secretbox-json',
      make: ({ text }: { text: string }) => siteMessage(sodium.secretbox(text)),
    },
    {
      id: 'secretbox-combined',
      make: ({ text }: { text: string }) => siteMessage(base64(sodium.combined(text))),
    },
    {
      id: 'sealed-box',
      make: ({ text }: { text: string }) => siteMessage(base64(sodium.sealedBox(text))),
    },
  ];
  return forms.map(({ id, made = 'libsodium-wrappers', make }) => ({
    name: `sealed-without-mark/${id}`,
    truth: 'sealed',
    expected: 'inconclusive',
    allowed: ['e2ee', 'not-a-message'],
    protocol: `${id} in JSON of a site`,
    made: [made],
    count: 50,
    twin: id === 'nip44-json' ? 'trap-wrong-mac/nip44' : 'trap-key-beside/secretbox',
    make,
  }));
}
