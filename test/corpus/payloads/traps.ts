/** Look-alikes: each is nearly a sealed or a readable message, and must not be called one that it is not. */
import { createCipheriv } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { encode as jpegEncode } from 'jpeg-js';
import protobuf from 'protobufjs/minimal.js';
import { legacyStanza, omemoLegacy } from '../makers/omemo.ts';
import { wireOtrMessage } from '../makers/proteus.ts';
import { xchatEvent } from '../makers/xchat.ts';
import {
  digits,
  FORM,
  JSON_TYPE,
  matrixSend,
  OCTETS,
  platformCarriers,
  post,
  SITE,
  siteCarriers,
  snapchatSend,
  stanza,
  tiktokSend,
  uuid,
  xchatPost,
} from './carriers.ts';
import { compressions, protobufMessage } from './codecs.ts';
import type { MessageSample } from './message-samples.ts';
import { type Bytes, base64, base64url, type Form, hex, join, load, utf8 } from './payload-case.ts';
import {
  megolmContent,
  nostrFrame,
  openPgpStanza,
  rocketChatMessage,
  rocketChatPost,
  roomMessage,
  type Sealers,
  siteMessage,
  snapchatPost,
  wirePath,
} from './sealed.ts';

interface Png {
  data: Uint8Array;
}
const { PNG } = load<{
  PNG: (new (size: {
    width: number;
    height: number;
  }) => Png) & {
    sync: { write(image: Png): Buffer };
  };
}>('pngjs');

type Trap = Omit<Form, 'name' | 'truth' | 'expected' | 'count'> & {
  id: string;
  count?: number;
  expected?: Form['expected'];
};

function family(name: string, defaults: Partial<Form> & Pick<Form, 'expected'>) {
  return ({ id, count = 24, ...trap }: Trap): Form => ({
    ...defaults,
    ...trap,
    name: `${name}/${id}`,
    truth: 'trap',
    count,
  });
}

/** Random bytes in base64 where the text would stand: no envelope, no key, nothing known. */
const random: Form[] = [...platformCarriers, ...siteCarriers].map(({ id, protocol, made, wrap }) =>
  family('trap-random', {
    expected: 'inconclusive',
    ...(id.startsWith('site') || id.startsWith('wechat')
      ? { allowed: ['not-a-message'] as const }
      : {}),
  })({
    id,
    protocol: `${protocol}, random bytes in place of the text`,
    made,
    count: 24,
    twin: `readable-platform/${id}`,
    make: ({ size }, draw) => wrap(base64(draw(Math.max(48, size))), draw),
  }),
);

/** What stands under an envelope's name, and is no ciphertext. */
const fillings: readonly { id: string; made: string; fill(text: string): Uint8Array }[] = [
  { id: 'readable', made: 'node:buffer', fill: utf8 },
  { id: 'json', made: 'node:buffer', fill: (text) => utf8(JSON.stringify({ body: text })) },
  { id: 'gzip', made: 'node:zlib', fill: (text) => gzipSync(text) },
  { id: 'deflate', made: 'node:zlib', fill: (text) => deflateRawSync(text) },
  { id: 'brotli', made: 'node:zlib', fill: (text) => brotliCompressSync(text) },
  {
    id: 'protobuf',
    made: 'protobufjs',
    fill: (text) =>
      protobufMessage([
        [1, 7],
        [2, text],
        [3, 'web'],
      ]),
  },
];

function names(sealers: Sealers): Trap[] {
  const { cms, jose, mls, nostr, pgp, signal } = sealers;
  const filled = fillings.flatMap(({ id, made, fill }): Trap[] => [
    {
      id: `megolm-${id}`,
      protocol: `m.room.encrypted whose ciphertext is ${id}`,
      made: ['@matrix-org/olm', made],
      twin: 'sealed/megolm',
      make: ({ text }, draw) =>
        matrixSend('m.room.encrypted', megolmContent(sealers, base64(fill(text))), draw),
    },
    {
      id: `megolm-shaped-${id}`,
      protocol: `a Megolm message whose AES-CBC part is ${id}`,
      made: ['@matrix-org/olm', made],
      twin: 'sealed/megolm',
      make: ({ text }, draw) =>
        matrixSend(
          'm.room.encrypted',
          megolmContent(sealers, megolmShaped(inBlocks(fill, text), draw)),
          draw,
        ),
    },
    {
      id: `omemo-${id}`,
      protocol: `OMEMO stanza whose payload is ${id}`,
      made: ['@privacyresearch/libsignal-protocol-typescript', made],
      twin: 'sealed/omemo',
      make: async ({ text }) =>
        stanza(legacyStanza({ ...(await omemoLegacy(signal, text)), payload: base64(fill(text)) })),
    },
    {
      id: `signal-shaped-${id}`,
      protocol: `a Signal message whose AES-CBC part is ${id}`,
      made: ['protobufjs', made],
      twin: 'sealed/signal',
      make: ({ text }, draw) => siteMessage(base64(signalShaped(inBlocks(fill, text), draw))),
    },
    {
      id: `x-chat-${id}`,
      protocol: `XChat event with a key version whose contents are ${id}`,
      made: ['thrift', made],
      twin: 'sealed/x-chat',
      make: ({ text }, draw) => xchatPost(xchatEvent(fill(text), '1763600000000'), draw),
    },
    {
      id: `rocket-chat-${id}`,
      protocol: `rc.v2.aes-sha2 whose ciphertext is ${id}`,
      made: [made],
      twin: 'sealed/rocket-chat-v2',
      make: ({ text }, draw) =>
        rocketChatPost(
          rocketChatMessage(
            {
              algorithm: 'rc.v2.aes-sha2',
              kid: uuid(draw),
              iv: base64(draw(12)),
              ciphertext: base64(fill(text)),
            },
            draw,
          ),
        ),
    },
    {
      id: `proteus-${id}`,
      protocol: `Wire NewOtrMessage whose ciphertexts are ${id}`,
      made: ['protobufjs', made],
      twin: 'sealed/wire-proteus',
      make: ({ text }, draw) =>
        post(
          wirePath('proteus', draw),
          'application/x-protobuf',
          wireOtrMessage([fill(text), fill(text)]),
          'wire',
        ),
    },
    {
      id: `snapchat-${id}`,
      protocol: `Snapchat, marked fidelius, contents are ${id}`,
      made: ['protobufjs', made],
      twin: 'sealed/snapchat-fidelius',
      make: ({ text }, draw) => snapchatSend(fill(text), [[3, [[1, 10]]]], draw),
    },
    {
      id: `nostr-nip04-${id}`,
      protocol: `Nostr kind 4 whose content is ${id}`,
      made: ['nostr-tools', made],
      twin: 'sealed/nostr-nip04',
      make: ({ text }, draw) =>
        nostrFrame(nostr.event(4, `${base64(fill(text))}?iv=${base64(draw(16))}`), 'out'),
    },
    {
      id: `nostr-gift-wrap-${id}`,
      protocol: `Nostr kind 1059 whose content is ${id}`,
      made: ['nostr-tools', made],
      twin: 'sealed/nostr-gift-wrap',
      make: ({ text }) => nostrFrame(nostr.event(1059, base64(fill(text))), 'out'),
    },
    {
      id: `jwe-${id}`,
      protocol: `JWE whose ciphertext is ${id}`,
      made: ['jose', made],
      twin: 'sealed-holder-open/jwe-flattened',
      make: async ({ text }) =>
        siteMessage({ ...(await jose.flattened('x')), ciphertext: base64url(fill(text)) }),
    },
    {
      id: `age-header-${id}`,
      protocol: `an age header before ${id}`,
      made: ['age-encryption', made],
      twin: 'sealed/age',
      make: async ({ text }) => {
        const file = await sealers.age.toRecipient('x');
        return post(`${SITE}/api/messages`, OCTETS, join(ageHeader(file), fill(text)));
      },
    },
    {
      id: `age-armor-${id}`,
      protocol: `age armour around ${id}`,
      made: [made],
      twin: 'sealed/age-armored',
      make: ({ text }) => siteMessage(armor('AGE ENCRYPTED FILE', fill(text))),
    },
    {
      id: `pgp-armor-${id}`,
      protocol: `OpenPGP message armour around ${id}`,
      made: [made],
      twin: 'sealed/openpgp-armored',
      make: ({ text }) => siteMessage(armor('PGP MESSAGE', fill(text))),
    },
    {
      id: `named-${id}`,
      protocol: `JSON that says it is end-to-end encrypted, with ${id}`,
      made: [made],
      twin: 'opaque-unknown/aes-gcm-json-named',
      make: ({ text }) =>
        post(
          `${SITE}/api/messages`,
          JSON_TYPE,
          JSON.stringify({ e2ee: true, algorithm: 'signal', ciphertext: base64(fill(text)) }),
        ),
    },
  ]);
  return [
    ...filled,
    {
      id: 'openpgp-signed',
      protocol: 'OpenPGP, signed only',
      made: ['openpgp'],
      twin: 'sealed/openpgp-armored',
      count: 40,
      make: async ({ text }) => siteMessage(await pgp.signed(text)),
    },
    {
      id: 'openpgp-cleartext',
      protocol: 'OpenPGP, cleartext signature',
      made: ['openpgp'],
      twin: 'sealed/openpgp-password',
      count: 40,
      make: async ({ text }) => siteMessage(await pgp.cleartext(text)),
    },
    {
      id: 'openpgp-xmpp-signed',
      protocol: 'XEP-0373 element around a message that is signed only',
      made: ['openpgp'],
      twin: 'sealed/openpgp-xmpp',
      count: 40,
      make: async ({ text }) => openPgpStanza(await pgp.signed(text), 'ox'),
    },
    {
      id: 'jws',
      protocol: 'JWS: signed, three parts',
      made: ['jose'],
      twin: 'sealed-holder-open/jwe-compact',
      count: 40,
      make: async ({ text }) => siteMessage(await jose.signed(text)),
    },
    {
      id: 'cms-signed',
      protocol: 'CMS SignedData',
      made: ['pkijs'],
      twin: 'sealed/cms',
      count: 30,
      make: ({ text }) => siteMessage(base64(cms.signed(text))),
    },
    {
      id: 'mls-public',
      protocol: 'MLS PublicMessage beside the readable text',
      made: ['ts-mls'],
      twin: 'sealed/mls-json',
      make: ({ text }) => siteMessage(base64(mls.publicProposal), { text }),
    },
    {
      id: 'wire-mls-readable',
      protocol: 'content type message/mls around the text',
      made: ['node:buffer'],
      twin: 'sealed/wire-mls',
      make: ({ text }, draw) => post(wirePath('mls', draw), 'message/mls', utf8(text), 'wire'),
    },
  ];
}

function ageHeader(file: Uint8Array): Uint8Array {
  const text = Buffer.from(file).toString('latin1');
  return file.subarray(0, text.indexOf('\n', text.indexOf('\n--- ') + 1) + 1);
}

function armor(label: string, bytes: Uint8Array): string {
  const lines = base64(bytes).replace(/(.{64})/g, '$1\n');
  const blank = label.startsWith('PGP') ? '\n' : '';
  return `-----BEGIN ${label}-----\n${blank}${lines}\n-----END ${label}-----\n`;
}

/** A content whose size is that of a block cipher's output: words are added until it fits, then spaces. */
function inBlocks(fill: (text: string) => Uint8Array, text: string): Uint8Array {
  let longer = text;
  for (let tries = 0; tries < 400; tries += 1) {
    const content = fill(longer);
    if (content.length > 0 && content.length % 16 === 0) return content;
    longer += tries % 7 === 6 ? ` ${tries}` : ' ';
  }
  throw new Error('no text fills whole blocks');
}

/** Version, index, "ciphertext", MAC 8 B, signature 64 B. */
function megolmShaped(content: Uint8Array, draw: Bytes): string {
  const writer = protobuf.Writer.create().uint32(8).uint32(5).uint32(18).bytes(content);
  return base64(join([3], writer.finish(), draw(72))).replace(/=+$/, '');
}

/** Version, ratchet key, counters, "ciphertext", MAC 8 B. */
function signalShaped(content: Uint8Array, draw: Bytes): Uint8Array {
  const writer = protobuf.Writer.create();
  writer
    .uint32(10)
    .bytes(join([5], draw(32)))
    .uint32(16)
    .uint32(4)
    .uint32(24)
    .uint32(0);
  writer.uint32(34).bytes(content);
  return join([0x33], writer.finish(), draw(8));
}

/** The key in the same payload: whoever holds the bytes holds the message. */
function keysBeside(sealers: Sealers): Trap[] {
  const { jose, mls, megolm, proteus, signal, snapchat, sodium } = sealers;
  const inJson = ['key', 'secret', 'session_key', 'decrypt_key', 'aesKey', 'k'].map(
    (name): Trap => ({
      id: `aes-gcm-${name}`,
      protocol: `AES-GCM in JSON with its key as ${name}`,
      made: ['node:crypto'],
      twin: 'opaque-unknown/aes-gcm-json-base64',
      make: ({ text }, draw) => {
        const { sealed, key, iv } = aesGcm(utf8(text), draw);
        return siteMessage({ ciphertext: base64(sealed), iv: base64(iv), [name]: base64(key) });
      },
    }),
  );
  return [
    ...inJson,
    {
      id: 'megolm',
      protocol: 'm.room.encrypted with its session key',
      made: ['@matrix-org/olm'],
      twin: 'sealed/megolm',
      make: ({ text }, draw) =>
        matrixSend(
          'm.room.encrypted',
          megolmContent(sealers, megolm.megolm(roomMessage(text)), {
            session_key: megolm.sessionKey,
          }),
          draw,
        ),
    },
    {
      id: 'megolm-key',
      protocol: 'm.room.encrypted with a 32-byte key',
      made: ['@matrix-org/olm'],
      twin: 'sealed/megolm',
      make: ({ text }, draw) =>
        matrixSend(
          'm.room.encrypted',
          megolmContent(sealers, megolm.megolm(roomMessage(text)), { key: base64(draw(32)) }),
          draw,
        ),
    },
    {
      id: 'signal-hex',
      protocol: 'Signal message with its message key in hexadecimal digits',
      made: ['@privacyresearch/libsignal-protocol-typescript'],
      twin: 'sealed/signal',
      make: async ({ text }, draw) =>
        siteMessage(base64(await signal.encrypt(utf8(text))), { messageKey: hex(draw(32)) }),
    },
    {
      id: 'signal-protobuf',
      protocol: 'Signal message in JSON, key in a JSON web key',
      made: ['@privacyresearch/libsignal-protocol-typescript'],
      twin: 'sealed/signal',
      make: async ({ text }, draw) =>
        siteMessage(base64(await signal.encrypt(utf8(text))), {
          key: { kty: 'oct', alg: 'A256CBC', k: base64url(draw(32)) },
        }),
    },
    {
      id: 'x-chat',
      protocol: 'XChat event with the conversation key in the variables',
      made: ['tweetnacl', 'thrift'],
      twin: 'sealed/x-chat',
      make: ({ text }, draw) => {
        const { sealed, key, iv } = aesGcm(utf8(text), draw);
        const event = xchatEvent(join(draw(12), iv, sealed), '1763600000000');
        const made = xchatPost(event, draw);
        const body = JSON.parse(String(made.bytes));
        body.variables.conversation_key = base64(key);
        return { ...made, bytes: JSON.stringify(body) };
      },
    },
    {
      id: 'jwe-direct',
      protocol: 'JWE (dir) with its key',
      made: ['jose'],
      twin: 'sealed-holder-open/jwe-direct',
      make: async ({ text }) =>
        siteMessage(await jose.direct(text), {
          key: { kty: 'oct', k: base64url(jose.directKey) },
        }),
    },
    {
      id: 'proteus',
      protocol: 'Wire NewOtrMessage with a key in the blob',
      made: ['@wireapp/proteus', 'protobufjs'],
      twin: 'sealed/wire-proteus',
      expected: 'inconclusive',
      allowed: ['tls-only'],
      make: ({ text }, draw) =>
        post(
          wirePath('proteus', draw),
          'application/x-protobuf',
          wireOtrMessage([proteus.message(text)], utf8(JSON.stringify({ key: base64(draw(32)) }))),
          'wire',
        ),
    },
    {
      id: 'mls',
      protocol: 'MLS application message with the epoch secret',
      made: ['ts-mls'],
      twin: 'sealed/mls-json',
      make: async ({ text }, draw) =>
        siteMessage(base64(await mls.application(text)), { epoch_secret: base64(draw(32)) }),
    },
    {
      id: 'secretbox',
      protocol: 'secretbox with its key',
      made: ['libsodium-wrappers'],
      twin: 'sealed-without-mark/secretbox-json',
      make: ({ text }, draw) => siteMessage({ ...sodium.secretbox(text), key: base64(draw(32)) }),
    },
    {
      id: 'omemo',
      protocol: 'OMEMO stanza with the payload key in the header',
      made: ['@privacyresearch/libsignal-protocol-typescript'],
      twin: 'sealed/omemo',
      make: async ({ text }, draw) =>
        stanza(
          legacyStanza(await omemoLegacy(signal, text)).replace(
            '</header>',
            `<secret>${base64(draw(32))}</secret></header>`,
          ),
        ),
    },
    {
      id: 'form',
      protocol: 'form with ciphertext and key',
      made: ['node:crypto', 'node:url'],
      twin: 'opaque-unknown/aes-gcm-form',
      make: ({ text }, draw) => {
        const { sealed, key } = aesGcm(utf8(text), draw);
        return post(
          `${SITE}/send`,
          FORM,
          new URLSearchParams({ ciphertext: base64(sealed), key: hex(key) }).toString(),
        );
      },
    },
    {
      id: 'tiktok-image',
      protocol: 'TikTok private image with its decrypt_key',
      made: ['protobufjs'],
      twin: 'readable-platform/tiktok-send',
      make: (_, draw) =>
        tiktokSend(
          JSON.stringify({
            aweType: 2702,
            encrypted: true,
            resource_url: {
              oid: `tos-maliva-${hex(draw(8))}`,
              skey: hex(draw(32)),
              url_list: [`https://p16-im.tiktokcdn.com/${hex(draw(16))}`],
              decrypt_key: base64(draw(32)),
              md5: hex(draw(16)),
            },
          }),
          draw,
        ),
    },
    {
      id: 'snapchat-media',
      protocol: 'Snapchat media key in clear (4.3.4)',
      made: ['protobufjs'],
      twin: 'sealed/snapchat-eel',
      make: (_, draw) =>
        snapchatSend(
          [[3, [[1, draw(120)]]]],
          [
            [
              4,
              [
                [1, draw(32)],
                [2, draw(16)],
              ],
            ],
          ],
          draw,
        ),
    },
    ...(['eel-with-key', 'clear-eel-key'] as const).map(
      (kind): Trap => ({
        id: `snapchat-${kind}`,
        protocol: `Snapchat web, ${kind}`,
        made: ['protobufjs', 'node:crypto'],
        twin: 'sealed/snapchat-eel',
        make: async ({ text }) => snapchatPost(await snapchat(text, kind)),
      }),
    ),
  ];
}

function aesGcm(bytes: Uint8Array, draw: Bytes) {
  const [key, iv] = [draw(32), draw(12)];
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = join(cipher.update(bytes), cipher.final(), cipher.getAuthTag());
  return { key, iv, sealed };
}

/** Sealed once, readable once: the service reads. */
/** The text beside the envelope in a field of its own, where nobody knows what was typed: one word looks like any. */
function unknownWords({ signal }: Sealers): Trap[] {
  const fields: readonly [string, (text: string) => object][] = [
    ['search-text', (text) => ({ search_text: text })],
    ['extra', (text) => ({ extra: text })],
    ['packed', (text) => ({ z: base64(gzipSync(text)) })],
  ];
  return fields.map(([id, field]) => ({
    id: `signal-${id}`,
    protocol: 'Signal message with the readable text beside it',
    made: ['@privacyresearch/libsignal-protocol-typescript'],
    twin: 'sealed/signal',
    make: async ({ text }) => siteMessage(base64(await signal.encrypt(utf8(text))), field(text)),
  }));
}

function doubleSends(sealers: Sealers): Trap[] {
  const { libsignal, megolm, mls, pgp, proteus, signal } = sealers;
  const encoded: readonly [string, (text: string) => unknown][] = [
    ['plain', (text) => text],
    ['base64', (text) => base64(utf8(text))],
    ['gzip', (text) => base64(gzipSync(text))],
    ['json', (text) => JSON.stringify({ text })],
  ];
  return [
    ...encoded.flatMap(([id, encode]): Trap[] => [
      {
        id: `megolm-${id}`,
        protocol: 'm.room.encrypted with the readable text for moderation',
        made: ['@matrix-org/olm'],
        twin: 'sealed/megolm',
        make: ({ text }, draw) =>
          matrixSend(
            'm.room.encrypted',
            megolmContent(sealers, megolm.megolm(roomMessage(text)), {
              'org.example.moderation': { text: encode(text) },
            }),
            draw,
          ),
      },
      {
        id: `signal-${id}`,
        protocol: 'Signal message with the readable text beside it',
        made: ['@privacyresearch/libsignal-protocol-typescript'],
        twin: 'sealed/signal',
        make: async ({ text }) =>
          siteMessage(base64(await signal.encrypt(utf8(text))), { preview: encode(text) }),
      },
      {
        id: `openpgp-${id}`,
        protocol: 'armoured OpenPGP with the readable text beside it',
        made: ['openpgp'],
        twin: 'sealed/openpgp-armored',
        make: async ({ text }) => siteMessage(await pgp.armored(text), { search: encode(text) }),
      },
    ]),
    {
      id: 'omemo-body',
      protocol: 'OMEMO stanza whose fallback body is the text',
      made: ['@privacyresearch/libsignal-protocol-typescript'],
      twin: 'sealed/omemo',
      make: async ({ text }) =>
        stanza(
          legacyStanza(await omemoLegacy(signal, text)).replace(
            /<body>[^<]*<\/body>/,
            () => `<body>${text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</body>`,
          ),
        ),
    },
    {
      id: 'libsignal-group-notification',
      protocol: 'Signal sender key message with a readable notification',
      made: ['@signalapp/libsignal-client'],
      twin: 'sealed/libsignal-group',
      make: async ({ text }) =>
        siteMessage(base64(await libsignal.group(text)), {
          notification: { title: 'Robin', alert: text },
        }),
    },
    {
      id: 'wire-proteus',
      protocol: 'Wire NewOtrMessage with the text in an unknown field',
      made: ['@wireapp/proteus', 'protobufjs'],
      twin: 'sealed/wire-proteus',
      make: ({ text }, draw) =>
        post(
          wirePath('proteus', draw),
          'application/x-protobuf',
          wireOtrMessage([proteus.message(text)], undefined, text),
          'wire',
        ),
    },
    {
      id: 'mls-json',
      protocol: 'MLS application message with the readable text',
      made: ['ts-mls'],
      twin: 'sealed/mls-json',
      make: async ({ text }) => siteMessage(base64(await mls.application(text)), { text }),
    },
    {
      id: 'query',
      protocol: 'm.room.encrypted with the text in the query',
      made: ['@matrix-org/olm'],
      twin: 'sealed/megolm',
      atMost: 700,
      make: ({ text }, draw) => {
        const made = matrixSend(
          'm.room.encrypted',
          megolmContent(sealers, megolm.megolm(roomMessage(text))),
          draw,
        );
        return { ...made, url: `${made.url}?preview=${encodeURIComponent(text)}` };
      },
    },
  ];
}

function linkPreviews(sealers: Sealers): Trap[] {
  const { megolm, signal } = sealers;
  const preview = (draw: Bytes) => ({
    url: `https://news.example.org/2026/11/${hex(draw(4))}`,
    title: 'Old bridge closes for repairs after the storm',
    description: 'The council said on Friday that the bridge stays shut until spring.',
  });
  return [
    {
      id: 'megolm',
      protocol: 'm.room.encrypted with a readable link preview',
      made: ['@matrix-org/olm'],
      twin: 'sealed/megolm',
      count: 40,
      make: ({ text }, draw) =>
        matrixSend(
          'm.room.encrypted',
          megolmContent(sealers, megolm.megolm(roomMessage(text)), {
            'com.beeper.linkpreviews': [preview(draw)],
          }),
          draw,
        ),
    },
    {
      id: 'signal',
      protocol: 'Signal message with a readable link preview',
      made: ['@privacyresearch/libsignal-protocol-typescript'],
      twin: 'sealed/signal',
      count: 40,
      make: async ({ text }, draw) =>
        siteMessage(base64(await signal.encrypt(utf8(text))), { preview: preview(draw) }),
    },
    {
      id: 'signal-notification',
      protocol: 'Signal message with the beginning of its text for a notification',
      made: ['@privacyresearch/libsignal-protocol-typescript'],
      twin: 'sealed/signal',
      count: 40,
      make: async ({ text }) =>
        siteMessage(base64(await signal.encrypt(utf8(text))), {
          notification: { title: 'Mira', body: Array.from(text).slice(0, 40).join('') },
        }),
    },
  ];
}

/** No secret, or one that wears off: what a statistic at one payload may not see is long enough here that it must. */
const weak: Trap[] = [1, 2, 4, 8, 16].flatMap((size): Trap[] => [
  {
    id: `xor-${size}`,
    protocol: `text masked with a repeating key of ${size} B, base64 in JSON`,
    made: ['node:buffer'],
    twin: 'opaque-unknown/aes-gcm-json-base64',
    make: ({ text }, draw) => siteMessage(base64(xor(utf8(text), draw(size)))),
  },
  {
    id: `x-chat-xor-${size}`,
    protocol: `XChat event with a key version, contents masked with a repeating key of ${size} B`,
    made: ['thrift'],
    twin: 'sealed/x-chat',
    atLeast: 24 * size + 200,
    make: ({ text }, draw) =>
      xchatPost(xchatEvent(join(draw(24), xor(utf8(text), draw(size))), '1763600000000'), draw),
  },
  {
    id: `megolm-shaped-xor-${size}`,
    protocol: `a Megolm message whose ciphertext is masked with a repeating key of ${size} B`,
    made: ['protobufjs'],
    twin: 'sealed/megolm',
    atLeast: 24 * size + 200,
    make: ({ text }, draw) => {
      const key = draw(size);
      const masked = inBlocks((longer) => xor(utf8(roomMessage(longer)), key), text);
      return matrixSend(
        'm.room.encrypted',
        {
          algorithm: 'm.megolm.v1.aes-sha2',
          ciphertext: megolmShaped(masked, draw),
          session_id: base64(draw(32)).replace('=', ''),
        },
        draw,
      );
    },
  },
]);

function xor(bytes: Uint8Array, key: Uint8Array): Uint8Array {
  return bytes.map((byte, at) => byte ^ (key[at % key.length] ?? 0));
}

const weaker: Trap[] = [
  {
    id: 'additive',
    protocol: 'every byte plus a constant, base64 in JSON',
    made: ['node:buffer'],
    twin: 'opaque-unknown/aes-gcm-json-base64',
    make: ({ text }, draw) => {
      const shift = (draw(1)[0] ?? 0) | 1;
      return siteMessage(base64(utf8(text).map((byte) => (byte + shift) & 255)));
    },
  },
  {
    id: 'ecb',
    protocol: 'AES-128-ECB under one key, base64 in JSON',
    made: ['node:crypto'],
    twin: 'opaque-unknown/aes-cbc-json-base64',
    make: ({ text }) => {
      const cipher = createCipheriv('aes-128-ecb', 'sixteen byte key', null);
      return siteMessage(base64(join(cipher.update(utf8(text)), cipher.final())));
    },
  },
  {
    id: 'fixed-keystream',
    protocol: 'AES-CTR with one key and one nonce, base64 in JSON',
    made: ['node:crypto'],
    twin: 'opaque-unknown/aes-gcm-json-base64',
    make: ({ text }) => {
      const cipher = createCipheriv('aes-128-ctr', 'sixteen byte key', 'sixteen byte iv!');
      return siteMessage(base64(join(cipher.update(utf8(text)), cipher.final())));
    },
  },
];

/** Parts of a message that is not whole, or whose sizes are wrong. */
function damaged(sealers: Sealers): { truncated: Trap[]; wrong: Trap[] } {
  const { libsignal, megolm, mls, nostr, signal } = sealers;
  const cut = (bytes: Uint8Array) => bytes.subarray(0, Math.floor(bytes.length * 0.6));
  const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));
  return {
    truncated: [
      {
        id: 'signal',
        protocol: 'Signal message, cut',
        made: ['@privacyresearch/libsignal-protocol-typescript'],
        twin: 'sealed/signal',
        make: async ({ text }) => siteMessage(base64(cut(await signal.encrypt(utf8(text))))),
      },
      {
        id: 'libsignal',
        protocol: 'libsignal message, cut',
        made: ['@signalapp/libsignal-client'],
        twin: 'sealed/libsignal',
        make: async ({ text }) => siteMessage(base64(cut(await libsignal.message(text)))),
      },
      {
        id: 'megolm',
        protocol: 'Megolm message, cut',
        made: ['@matrix-org/olm'],
        twin: 'sealed/megolm',
        make: ({ text }, draw) =>
          matrixSend(
            'm.room.encrypted',
            megolmContent(sealers, base64(cut(bytesOf(megolm.megolm(text))))),
            draw,
          ),
      },
      {
        id: 'mls',
        protocol: 'MLS message, cut',
        made: ['ts-mls'],
        twin: 'sealed/wire-mls',
        make: async ({ text }, draw) =>
          post(wirePath('mls', draw), 'message/mls', cut(await mls.application(text)), 'wire'),
      },
    ],
    wrong: [
      {
        id: 'libsignal',
        protocol: 'libsignal message with a MAC of 7 B',
        made: ['@signalapp/libsignal-client'],
        twin: 'sealed/libsignal',
        make: async ({ text }) =>
          siteMessage(base64((await libsignal.message(text)).subarray(0, -1))),
      },
      {
        id: 'megolm',
        protocol: 'Megolm message with 71 B at its end',
        made: ['@matrix-org/olm'],
        twin: 'sealed/megolm',
        make: ({ text }, draw) =>
          matrixSend(
            'm.room.encrypted',
            megolmContent(sealers, base64(bytesOf(megolm.megolm(text)).subarray(0, -1))),
            draw,
          ),
      },
      {
        id: 'megolm-version',
        protocol: 'Megolm message of version 9',
        made: ['@matrix-org/olm'],
        twin: 'sealed/megolm',
        make: ({ text }, draw) => {
          const bytes = bytesOf(megolm.megolm(text));
          bytes[0] = 9;
          return matrixSend('m.room.encrypted', megolmContent(sealers, base64(bytes)), draw);
        },
      },
      {
        id: 'nip44',
        protocol: 'NIP-44 of version 9',
        made: ['nostr-tools'],
        twin: 'sealed-without-mark/nip44-json',
        make: ({ text }) => {
          const bytes = bytesOf(nostr.nip44(text));
          bytes[0] = 9;
          return siteMessage(base64(bytes));
        },
      },
      {
        id: 'nip44-padding',
        protocol: 'NIP-44 whose length is none that its padding yields',
        made: ['nostr-tools'],
        twin: 'sealed-without-mark/nip44-json',
        make: ({ text }) => siteMessage(base64(bytesOf(nostr.nip44(text)).subarray(0, -3))),
      },
    ],
  };
}

/** Bytes of high entropy that no message stands in. */
function highEntropy(): Trap[] {
  const carried = (
    id: string,
    protocol: string,
    made: readonly string[],
    make: (size: number, draw: Bytes) => Uint8Array,
    type: string,
  ): Trap[] => [
    {
      id: `${id}-body`,
      protocol,
      made,
      twin: 'opaque-unknown/aes-gcm-body',
      make: ({ size }, draw) => post(`${SITE}/upload`, type, make(size, draw)),
    },
    {
      id: `${id}-base64`,
      protocol: `${protocol}, base64 in JSON`,
      made,
      twin: 'opaque-unknown/aes-gcm-json-base64',
      make: ({ size }, draw) => siteMessage({ kind: 'file', data: base64(make(size, draw)) }),
    },
  ];
  return [
    ...carried('jpeg', 'JPEG', ['jpeg-js'], jpeg, 'image/jpeg'),
    ...carried(
      'jpeg-head',
      'the first part of a JPEG',
      ['jpeg-js'],
      (size, draw) => jpeg(size, draw).subarray(0, 700),
      OCTETS,
    ),
    ...carried('png', 'PNG', ['pngjs'], png, 'image/png'),
    ...carried(
      'webp-head',
      'the first part of a WebP',
      ['node:buffer'],
      (size, draw) => join(utf8('RIFF'), [0x24, 0x40, 0, 0], utf8('WEBPVP8 '), draw(300 + size)),
      'image/webp',
    ),
    ...carried(
      'mp4-head',
      'the first part of an MP4',
      ['node:buffer'],
      (size, draw) =>
        join(
          [0, 0, 0, 0x20],
          utf8('ftypisom'),
          [0, 0, 2, 0],
          utf8('isomiso2avc1mp41'),
          [0, 0, 0, 8],
          utf8('free'),
          [0, 1, 0, 0],
          utf8('mdat'),
          draw(400 + size),
        ),
      'video/mp4',
    ),
    ...carried(
      'ogg-head',
      'the first part of an Ogg stream',
      ['node:buffer'],
      (size, draw) =>
        join(
          utf8('OggS'),
          [0, 2, 0, 0, 0, 0, 0, 0, 0, 0],
          draw(4),
          [0, 0, 0, 0],
          draw(4),
          [1, 19],
          utf8('OpusHead'),
          [1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0],
          draw(size),
        ),
      'audio/ogg',
    ),
    ...carried(
      'woff2-head',
      'the first part of a WOFF2 font',
      ['node:buffer'],
      (size, draw) => join(utf8('wOF2'), [0, 1, 0, 0, 0, 0, 0x40, 0], draw(500 + size)),
      'font/woff2',
    ),
    ...carried(
      'zip',
      'ZIP archive',
      ['node:zlib'],
      (size, draw) => zip(draw(64 + size)),
      'application/zip',
    ),
    ...carried('float-array', 'vector of 32-bit floats', ['node:buffer'], floats, OCTETS),
    ...carried('pcm', '16-bit PCM', ['node:buffer'], pcm, OCTETS),
    ...carried('varints', 'packed varints', ['protobufjs'], varints, OCTETS),
  ];
}

/** Pieces out of the middle of streams, as uploads in parts send them: nobody can tell what they were. */
function fragments(): Trap[] {
  const long = (text: string) =>
    `${text} `.repeat(1 + Math.ceil(9000 / (Buffer.byteLength(text) + 1)));
  const middle = (bytes: Uint8Array, size: number) => {
    const start = Math.floor(bytes.length / 3);
    return bytes.subarray(start, start + Math.max(64, size));
  };
  const compressed = compressions
    .filter(({ id }) => /^(gzip|deflate|brotli-5|zstd-3|lz4-frame|snappy)$/.test(id))
    .map(
      ({ id, made, encode }): Trap => ({
        id,
        protocol: `a piece out of the middle of ${id}`,
        made: [made],
        twin: 'opaque-unknown/aes-gcm-body',
        make: ({ text, size }, draw) => {
          const noisy = utf8(`${long(text)}${hex(draw(3000))}`);
          return post(`${SITE}/upload/part`, OCTETS, middle(encode(noisy), size));
        },
      }),
    );
  const picture: Trap = {
    id: 'jpeg',
    protocol: 'a piece out of the middle of a JPEG',
    made: ['jpeg-js'],
    twin: 'opaque-unknown/aes-gcm-body',
    make: ({ size }, draw) =>
      post(`${SITE}/upload/part`, OCTETS, middle(jpeg(size, draw).subarray(620), size)),
  };
  return [...compressed, picture];
}

function jpeg(size: number, draw: Bytes): Uint8Array {
  const side = 16 + (size % 3) * 16;
  const data = Buffer.from(draw(side * side * 4));
  return Uint8Array.from(jpegEncode({ width: side, height: side, data }, 60).data);
}

function png(size: number, draw: Bytes): Uint8Array {
  const side = 8 + (size % 3) * 8;
  const image = new PNG({ width: side, height: side });
  image.data.set(draw(side * side * 4));
  return Uint8Array.from(PNG.sync.write(image));
}

function zip(content: Uint8Array): Uint8Array {
  const packed = deflateRawSync(content);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(content.length, 22);
  head.writeUInt16LE(5, 26);
  return join(head, utf8('a.bin'), packed);
}

function floats(size: number, draw: Bytes): Uint8Array {
  const values = Float32Array.from(
    draw(Math.max(64, size)),
    (byte, at) => Math.sin(at) * (byte / 300),
  );
  return new Uint8Array(values.buffer);
}

function pcm(size: number, draw: Bytes): Uint8Array {
  const values = Int16Array.from(
    draw(Math.max(160, size)),
    (byte, at) => 9000 * Math.sin(at / 7) + byte * 8,
  );
  return new Uint8Array(values.buffer);
}

function varints(size: number, draw: Bytes): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const byte of draw(Math.max(80, size))) writer.uint32(byte * byte * 7);
  return Uint8Array.from(writer.finish());
}

/** Secrets of the session, signatures and counters of the machine: opaque, and no message. */
function tokens(sealers: Sealers): Trap[] {
  const { jose } = sealers;
  const inJson = (id: string, value: (draw: Bytes, sample: MessageSample) => unknown): Trap => ({
    id,
    protocol: `${id} in JSON`,
    made: ['node:buffer'],
    twin: 'opaque-unknown/aes-gcm-json-base64',
    make: (sample, draw) =>
      post(`${SITE}/api/session`, JSON_TYPE, JSON.stringify(value(draw, sample))),
  });
  return [
    inJson('ticket-200', (draw) => ({ ticket: base64(draw(200)) })),
    inJson('refresh-token', (draw) => ({
      grant_type: 'refresh_token',
      refresh_token: base64url(draw(96)),
    })),
    inJson('uuids', (draw) => ({ ids: Array.from({ length: 12 }, () => uuid(draw)) })),
    inJson('hashes', (draw) => ({ chunks: Array.from({ length: 9 }, () => hex(draw(32))) })),
    inJson('signature', (draw) => ({ challenge: base64(draw(32)), signature: base64(draw(64)) })),
    inJson('x-bogus', (draw) => ({
      msToken: base64url(draw(96)),
      'X-Bogus': base64url(draw(21)),
      'X-Gnarly': base64url(draw(210)),
    })),
    inJson('push-subscription', (draw) => ({
      endpoint: `https://push.example.net/${base64url(draw(120))}`,
      keys: { p256dh: base64url(join([4], draw(64))), auth: base64url(draw(16)) },
    })),
    {
      id: 'ticket-body',
      protocol: 'session ticket of 200 B as the body',
      made: ['node:buffer'],
      twin: 'opaque-unknown/aes-gcm-body',
      make: (_, draw) => post(`${SITE}/session/resume`, OCTETS, draw(200)),
    },
    {
      id: 'jwt',
      protocol: 'JWT in JSON',
      made: ['jose'],
      twin: 'sealed-holder-open/jwe-compact',
      make: async (_, draw) =>
        post(
          `${SITE}/api/session`,
          JSON_TYPE,
          JSON.stringify({
            id_token: await jose.signed(
              JSON.stringify({ sub: digits(draw, 9), exp: 1_763_700_000, nonce: hex(draw(16)) }),
            ),
          }),
        ),
    },
    {
      id: 'jwe-token',
      protocol: 'JWE as an access token, made by the service for itself',
      made: ['jose'],
      twin: 'sealed-holder-open/jwe-compact',
      make: async (_, draw) =>
        post(
          `${SITE}/api/session/refresh`,
          JSON_TYPE,
          JSON.stringify({
            access_token: await jose.compact(JSON.stringify({ sub: digits(draw, 9) })),
          }),
        ),
    },
    {
      id: 'jwe-token-form',
      protocol: 'JWE as an id token hint in a form',
      made: ['jose', 'node:url'],
      twin: 'sealed-holder-open/jwe-compact',
      make: async (_, draw) =>
        post(
          `${SITE}/oauth/token`,
          FORM,
          new URLSearchParams({
            grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
            assertion: await jose.compact(hex(draw(20))),
          }).toString(),
        ),
    },
    {
      id: 'sealed-telemetry',
      protocol: 'sealed telemetry, base64 in JSON',
      made: ['node:crypto'],
      twin: 'opaque-unknown/aes-gcm-json-base64',
      make: ({ size }, draw) => ({
        ...post(
          'https://telemetry.example.net/v1/batch',
          JSON_TYPE,
          JSON.stringify({ v: 3, kid: hex(draw(4)), d: base64(draw(200 + size)) }),
        ),
        transport: 'beacon',
      }),
    },
    {
      id: 'sealed-telemetry-jwe',
      protocol: 'telemetry sealed for its collector as JWE',
      made: ['jose'],
      twin: 'sealed-holder-open/jwe-compact',
      make: async ({ size }) => ({
        ...post(
          'https://telemetry.example.net/v1/batch',
          JSON_TYPE,
          JSON.stringify({ v: 3, batch: await jose.compact('x'.repeat(100 + size)) }),
        ),
        transport: 'beacon',
      }),
    },
    {
      id: 'captcha',
      protocol: 'challenge answer of a bot check, form',
      made: ['node:url'],
      twin: 'opaque-unknown/aes-gcm-form',
      make: (_, draw) =>
        post(
          'https://challenges.example.net/cdn-cgi/challenge/flow',
          FORM,
          new URLSearchParams({ v_7f: base64(draw(1400)) }).toString(),
        ),
    },
  ];
}

/** Compressed streams under the name of ciphertext in the shape of an unknown application. */
const compressedNames: Trap[] = compressions.map(({ id, made, encode }) => ({
  id,
  protocol: `${id} in a field called ciphertext`,
  made: [made],
  twin: 'opaque-unknown/aes-gcm-json-named',
  atLeast: 24,
  make: ({ text }) =>
    post(
      `${SITE}/api/messages`,
      JSON_TYPE,
      JSON.stringify({
        algorithm: 'aes-256-gcm',
        iv: 'AAAAAAAAAAAAAAAA',
        ciphertext: base64(encode(utf8(text))),
      }),
    ),
}));

export function trapForms(sealers: Sealers): Form[] {
  const { truncated, wrong } = damaged(sealers);
  const readable = { expected: 'tls-only', allowed: ['inconclusive'] } as const;
  const unclear = { expected: 'inconclusive' } as const;
  const noMessage = { expected: 'not-a-message', allowed: ['inconclusive'] } as const;
  return [
    ...random,
    ...names(sealers).map(family('trap-envelope-name', readable)),
    ...compressedNames.map(family('trap-compressed-name', readable)),
    ...keysBeside(sealers).map(family('trap-key-beside', readable)),
    ...doubleSends(sealers).map(family('trap-double-send', { ...readable, drafts: 'when-short' })),
    ...unknownWords(sealers).map(family('trap-double-send', readable)),
    ...linkPreviews(sealers).map(
      family('trap-link-preview', { expected: 'inconclusive', allowed: ['tls-only'] }),
    ),
    ...[...weak, ...weaker].map(
      family('trap-weak-cipher', { ...unclear, allowed: ['tls-only', 'not-a-message'] }),
    ),
    ...truncated.map(family('trap-truncated', { ...unclear, allowed: ['not-a-message'] })),
    ...wrong.map(family('trap-wrong-mac', { ...unclear, allowed: ['not-a-message'] })),
    ...highEntropy().map(
      family('trap-high-entropy', { ...noMessage, allowed: ['inconclusive', 'tls-only'] }),
    ),
    ...fragments().map(family('trap-fragment', { ...unclear, allowed: ['not-a-message'] })),
    ...tokens(sealers).map(family('trap-token', noMessage)),
  ];
}
