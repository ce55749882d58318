/** Messages that anybody who holds the bytes can read: platforms, serialisations, encodings, compressions, nestings. */
import { gzipSync as gzip } from 'node:zlib';
import {
  type Carrier,
  FORM,
  frame,
  JSON_TYPE,
  mqtt,
  OCTETS,
  platformCarriers,
  post,
  SITE,
  SITE_SOCKET,
  siteCarriers,
} from './carriers.ts';
import {
  compressions,
  encodings,
  escapes,
  protobufMessage,
  serialisations,
  textCompressions,
  thriftStruct,
} from './codecs.ts';
import type { MessageSample } from './message-samples.ts';
import { type Bytes, base64, type Form, load, type Made, seedOf, utf8 } from './payload-case.ts';

const readable = {
  truth: 'readable',
  expected: 'tls-only',
} as const;

/** Of bytes alone, nobody can say whether they were a message where no profile knows the request and no draft the text. */
const withoutKnowledge = { allowed: ['inconclusive', 'not-a-message'] } as const;

function carrierForm({ id, protocol, made, wrap }: Carrier, count: number): Form {
  return {
    ...readable,
    name: `readable-platform/${id}`,
    protocol,
    made,
    count,
    twin: `trap-random/${id}`,
    make: ({ text }, random) => wrap(text, random),
  };
}

/** The same without TLS: only where a person runs the server. */
function withoutTls({ id, protocol, made, wrap }: Carrier): Form {
  return {
    ...readable,
    name: `readable-without-tls/${id}`,
    expected: 'plaintext',
    protocol: `${protocol}, http`,
    made,
    count: 30,
    twin: `readable-platform/${id}`,
    make: async ({ text }, random) => {
      const sent = await wrap(text, random);
      const url = sent.url.replace(/^(http|ws)s:/, '$1:');
      // The field wins over the scheme: half of the cases say it twice.
      return { ...sent, url, ...(text.length % 2 === 0 ? { secure: false } : {}) };
    },
  };
}

const selfHosted = platformCarriers.filter(({ id }) =>
  /^(matrix-clear|xmpp-(socket|bosh)|zulip-send|rocket-chat-(rest|ddp)|mattermost-send|mastodon-(json|form))/.test(
    id,
  ),
);

const byPlatform: Form[] = [
  ...platformCarriers.map((carrier) => carrierForm(carrier, 60)),
  ...siteCarriers.map((carrier) => ({ ...carrierForm(carrier, 50), ...withoutKnowledge })),
  ...[...selfHosted, ...siteCarriers.slice(0, 4)].map(withoutTls),
];

const bySerialisation: Form[] = serialisations.flatMap(({ id, made, contentType, encode }) => [
  {
    ...readable,
    ...withoutKnowledge,
    name: `readable-serialisation/${id}`,
    protocol: `${id} in an HTTPS body`,
    made: [made],
    count: 50,
    twin: 'opaque-unknown/aes-gcm-body',
    make: ({ text }) => post(`${SITE}/api/messages`, contentType, encode(text)),
  } satisfies Form,
]);

function inJson(value: string | Uint8Array): Made {
  const data = typeof value === 'string' ? value : base64(value);
  return post(`${SITE}/api/messages`, JSON_TYPE, JSON.stringify({ room: 7, data }));
}

const byEncoding: Form[] = [
  ...encodings.map(({ id, made, encode }) => ({
    id,
    made,
    make: ({ text }: MessageSample) => inJson(encode(utf8(text))),
  })),
  ...escapes.map(({ id, made, encode }) => ({
    id,
    made,
    make: ({ text }: MessageSample) => inJson(encode(text)),
  })),
  {
    id: 'base64-utf-16',
    made: 'node:buffer',
    make: ({ text }: MessageSample) => inJson(base64(Buffer.from(text, 'utf16le'))),
  },
  {
    id: 'base64-wrapped',
    made: 'node:buffer',
    make: ({ text }: MessageSample) => inJson(base64(utf8(text)).replace(/(.{76})/g, '$1\r\n')),
  },
  {
    id: 'base64-form',
    made: 'node:url',
    make: ({ text }: MessageSample) =>
      post(`${SITE}/send`, FORM, new URLSearchParams({ m: base64(utf8(text)) }).toString()),
  },
  {
    id: 'query',
    made: 'node:url',
    make: ({ text }: MessageSample) =>
      post(`${SITE}/send?${new URLSearchParams({ to: '7', message: text.slice(0, 800) })}`, '', ''),
  },
  {
    id: 'data-url',
    made: 'node:buffer',
    make: ({ text }: MessageSample) => inJson(`data:text/plain;base64,${base64(utf8(text))}`),
  },
].map(({ id, made, make }) => ({
  ...readable,
  ...withoutKnowledge,
  name: `readable-encoding/${id}`,
  protocol: `${id} in JSON`,
  made: [made],
  count: 44,
  // Base58 takes the square of the length.
  atMost: id.startsWith('base58') ? 700 : 4000,
  twin: 'trap-random/site-json',
  make,
}));

/** Where the draft is known, it is found; without it, such a text is any other string. */
const disguises: Form[] = [
  { id: 'rot13', disguise: rot13 },
  { id: 'reversed', disguise: (text: string) => [...text].reverse().join('') },
  { id: 'upper-case', disguise: (text: string) => text.toUpperCase() },
  { id: 'mojibake', disguise: (text: string) => Buffer.from(text).toString('latin1') },
  { id: 'decomposed', disguise: (text: string) => text.normalize('NFD') },
].map(({ id, disguise }) => ({
  ...readable,
  ...withoutKnowledge,
  name: `readable-disguise/${id}`,
  protocol: `${id} in JSON`,
  made: ['node:buffer'],
  count: 24,
  atLeast: 20,
  drafts: 'always',
  twin: 'trap-random/site-json',
  make: ({ text }) => inJson(disguise(text)),
}));

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (sign) => {
    const base = sign <= 'Z' ? 65 : 97;
    return String.fromCharCode(((sign.charCodeAt(0) - base + 13) % 26) + base);
  });
}

const message = (text: string) => utf8(JSON.stringify({ type: 'chat', room: 7, text }));

const byCompression: Form[] = [
  ...compressions.flatMap(({ id, made, encode }) => [
    {
      id: `${id}-body`,
      made: [made],
      make: ({ text }: MessageSample) =>
        post(`${SITE}/api/messages`, OCTETS, encode(message(text))),
    },
    {
      id: `${id}-frame`,
      made: [made],
      make: ({ text }: MessageSample) => frame(SITE_SOCKET, encode(message(text)), 'out'),
    },
    {
      id: `${id}-base64-json`,
      made: [made],
      make: ({ text }: MessageSample) => inJson(encode(message(text))),
    },
    {
      id: `${id}-protobuf`,
      made: [made, 'protobufjs'],
      make: ({ text }: MessageSample) =>
        frame(
          SITE_SOCKET,
          protobufMessage([
            [1, 7],
            [2, id],
            [3, encode(utf8(text))],
          ]),
          'out',
        ),
    },
  ]),
  ...textCompressions.map(({ id, made, encode }) => ({
    id,
    made: [made],
    make: ({ text }: MessageSample) => inJson(encode(text)),
  })),
].map(({ id, made, make }) => ({
  ...readable,
  ...withoutKnowledge,
  name: `readable-compression/${id}`,
  protocol: id,
  made,
  count: 22,
  atMost: 70_000,
  twin: id.endsWith('body') ? 'opaque-unknown/aes-gcm-body' : 'trap-random/site-json',
  make,
}));

const etf = load<{ pack(value: unknown): Uint8Array }>('etf.js');

type Layer = { id: string; made: string; wrap(inner: string | Uint8Array): string | Uint8Array };

const asText = (inner: string | Uint8Array): string =>
  typeof inner === 'string' ? inner : base64(inner);
const asBytes = (inner: string | Uint8Array): Uint8Array =>
  typeof inner === 'string' ? utf8(inner) : inner;

/** Layers that real stacks put around each other. */
const layers: readonly Layer[] = [
  { id: 'json', made: 'node:buffer', wrap: (inner) => JSON.stringify({ v: 1, d: asText(inner) }) },
  {
    id: 'form',
    made: 'node:url',
    wrap: (inner) => `a=1&payload=${encodeURIComponent(asText(inner))}`,
  },
  { id: 'base64', made: 'node:buffer', wrap: (inner) => base64(asBytes(inner)) },
  { id: 'hex', made: 'node:buffer', wrap: (inner) => Buffer.from(asBytes(inner)).toString('hex') },
  {
    id: 'protobuf',
    made: 'protobufjs',
    wrap: (inner) =>
      protobufMessage([
        [1, 7],
        [2, asBytes(inner)],
        [5, 'web'],
      ]),
  },
  {
    id: 'thrift',
    made: 'thrift',
    wrap: (inner) =>
      thriftStruct([
        [1, 7],
        [2, asBytes(inner)],
      ]),
  },
  { id: 'mqtt', made: 'mqtt-packet', wrap: (inner) => mqtt('/chat', asBytes(inner)) },
  {
    id: 'etf',
    made: 'etf.js',
    wrap: (inner) => Uint8Array.from(etf.pack({ op: 7, d: asText(inner) })),
  },
  ...['gzip', 'zlib', 'deflate', 'brotli-5', 'zstd-3', 'lz4-frame', 'snappy'].map((id) => {
    const codec = compressions.find((one) => one.id === id);
    if (codec === undefined) throw new Error(`no codec ${id}`);
    return {
      id,
      made: codec.made,
      wrap: (inner: string | Uint8Array) => codec.encode(asBytes(inner)),
    };
  }),
];

/** Two to four layers around the text, drawn from the form's seed; always JSON or protobuf innermost. */
function nesting(number: number): { id: string; made: string[]; make(text: string): Made } {
  let state = seedOf(`nesting ${number}`);
  const draw = (count: number) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
    return state % count;
  };
  const chosen: Layer[] = [layers[draw(2) === 0 ? 0 : 4] as Layer];
  const depth = 2 + draw(3);
  while (chosen.length < depth) {
    const next = layers[draw(layers.length)] as Layer;
    // MQTT speaks to a server: nothing stands around it but a frame.
    const fits = next.id !== 'mqtt' || chosen.length === depth - 1;
    if (fits && next.id !== chosen.at(-1)?.id) chosen.push(next);
  }
  const id = `${number}-${chosen.map((layer) => layer.id).join('-in-')}`;
  const make = (text: string) => {
    let body: string | Uint8Array = text;
    for (const layer of chosen) body = layer.wrap(body);
    return frame(SITE_SOCKET, body, 'out');
  };
  return { id, made: chosen.map((layer) => layer.made), make };
}

const byNesting: Form[] = Array.from({ length: 60 }, (_, number) => nesting(number)).map(
  ({ id, made, make }) => ({
    ...readable,
    ...withoutKnowledge,
    name: `readable-nested/${id}`,
    protocol: 'nested layers',
    made,
    count: 14,
    atMost: 2000,
    twin: 'opaque-unknown/aes-gcm-frame',
    make: ({ text }) => make(text),
  }),
);

/** Further messages around the one that counts: batches and long histories. */
const batches: Form[] = [
  {
    ...readable,
    ...withoutKnowledge,
    name: 'readable-batch/json-array',
    protocol: 'batch of operations',
    made: ['node:buffer'],
    count: 40,
    twin: 'other-generic/telemetry-batch',
    make: ({ text }, random) =>
      post(
        `${SITE}/api/batch`,
        JSON_TYPE,
        JSON.stringify([
          ...noise(random, 12),
          { op: 'send', body: { text } },
          ...noise(random, 12),
        ]),
      ),
  },
];

function noise(random: Bytes, count: number): unknown[] {
  return Array.from({ length: count }, () => ({
    op: 'ack',
    id: Buffer.from(random(12)).toString('hex'),
    at: 1_763_700_000_000,
  }));
}

/** The text, or a long beginning of it, before or beside the message itself. */
const leaks: Form[] = [
  {
    id: 'typing-preview',
    protocol: 'typing event that carries what is typed',
    make: (text: string) =>
      frame(
        SITE_SOCKET,
        JSON.stringify({ type: 'typing', room: 7, preview: beginning(text) }),
        'out',
      ),
  },
  {
    id: 'picture-search',
    protocol: 'search for pictures',
    make: (text: string) =>
      post(`https://pictures.example.net/v1/search?q=${encodeURIComponent(text)}&limit=8`, '', ''),
  },
  {
    id: 'spell-check',
    protocol: 'spell check by a third party',
    make: (text: string) =>
      post(
        'https://spelling.example.net/v2/check',
        FORM,
        new URLSearchParams({ language: 'auto', text, motherTongue: 'en' }).toString(),
      ),
  },
  {
    id: 'translation',
    protocol: 'translation by a third party',
    make: (text: string) =>
      post(
        'https://translate.example.net/translate',
        JSON_TYPE,
        JSON.stringify({ q: text, source: 'auto', target: 'en', format: 'text' }),
      ),
  },
  {
    id: 'session-replay',
    protocol: 'input event of a session recorder, gzip',
    make: (text: string) => ({
      ...post(
        'https://replay.example.net/rec/bundle',
        OCTETS,
        gzip(JSON.stringify({ seq: 9, events: [{ kind: 5, args: ['composer', text] }] })),
      ),
      transport: 'beacon' as const,
    }),
  },
].map(({ id, protocol, make }) => ({
  ...readable,
  name: `readable-leak/${id}`,
  protocol,
  made: id === 'session-replay' ? ['node:zlib'] : ['node:url'],
  count: 30,
  atLeast: 24,
  atMost: 700,
  drafts: 'always',
  twin: 'other-generic/typing',
  make: ({ text }) => make(text),
}));

function beginning(text: string): string {
  return [...text].slice(0, Math.ceil([...text].length * 0.9)).join('');
}

export const readableForms: readonly Form[] = [
  ...byPlatform,
  ...bySerialisation,
  ...byEncoding,
  ...disguises,
  ...byCompression,
  ...byNesting,
  ...batches,
  ...leaks,
];
