/** Labelled payloads: what real libraries write for a text, and what looks like it but is not. */
import { gzipSync, zlibSync } from 'fflate';
import * as openpgp from 'openpgp';
import protobuf from 'protobufjs/minimal.js';
import type { FixtureEvent } from '../fixtures/replay.ts';
import { matrixMessages } from './makers/matrix.ts';
import { legacyStanza, omemoLegacy } from './makers/omemo.ts';
import { SignalPair } from './makers/signal.ts';
import { sealedContents, xchatContents, xchatEvent } from './makers/xchat.ts';
import { seededBytes } from './seeded-bytes.ts';

export interface Family {
  name: string;
  /** `readable`: the text can be read out of the bytes. `sealed`: it can't. `trap`: looks sealed, must not be called so. */
  truth: 'readable' | 'sealed' | 'trap';
  /** Profile of the page, and whether the person added the site. */
  platform: string;
  added: boolean;
  page: string;
  make(text: string): FixtureEvent[] | Promise<FixtureEvent[]>;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const utf8 = (text: string) => new TextEncoder().encode(text);

function request(url: string, contentType: string, body: string | Uint8Array): FixtureEvent {
  const content = typeof body === 'string' ? { bodyText: body } : { bodyBase64: base64(body) };
  const method = url.includes('/_matrix/') ? 'PUT' : 'POST';
  return { channel: 'fetch', direction: 'out', method, url, contentType, ...content };
}

const json = 'application/json';
const room = 'https://matrix.example.org/_matrix/client/v3/rooms/!abc:example.org/send';
const socket = 'wss://xmpp.example.org/xmpp-websocket';

function stanza(xml: string): FixtureEvent {
  return {
    channel: 'websocket',
    direction: 'out',
    method: '',
    url: socket,
    contentType: '',
    bodyText: xml,
  };
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function tiktok(text: string): Uint8Array {
  const content = JSON.stringify({ aweType: 700, text });
  const writer = protobuf.Writer.create();
  writer.uint32(8).uint32(100).uint32(16).uint32(10_006);
  writer
    .uint32(66)
    .fork()
    .uint32((100 << 3) | 2)
    .fork();
  writer.uint32(10).string('0:1:7012345678901234567:7098765432109876543');
  writer.uint32(34).string(content).ldelim().ldelim();
  return writer.uint32(90).string('web').finish();
}

async function multipart(text: string): Promise<FixtureEvent> {
  const form = new FormData();
  form.append('token', 'xoxc-1');
  form.append('blocks', JSON.stringify([{ type: 'rich_text', elements: [{ text }] }]));
  const body = new Response(form);
  const bytes = new Uint8Array(await body.clone().arrayBuffer());
  return request(
    'https://chat.example.org/api/post',
    body.headers.get('content-type') ?? '',
    bytes,
  );
}

function xchat(contents: Uint8Array, version?: string): FixtureEvent {
  const encoded_message_create_event = base64(xchatEvent(contents, version));
  return request(
    'https://api.x.com/graphql/5yLkbxJqX0cnUdEfGhIjKl/SendMessageMutation',
    json,
    JSON.stringify({ variables: { conversation_id: '1-2', encoded_message_create_event } }),
  );
}

const site = { platform: 'site', added: true, page: 'https://chat.example.org/' };
const matrix = { platform: 'matrix', added: true, page: 'https://chat.example.org/' };
const xmpp = { platform: 'xmpp', added: true, page: 'https://chat.example.org/' };
const own = (platform: string, page: string) => ({ platform, added: false, page });
const onX = own('x', 'https://x.com/i/chat');

const post = (body: string | Uint8Array, type = json) =>
  request('https://chat.example.org/api/messages', type, body);

/** @param seed of everything that is not a real library's own randomness */
export async function families(seed: number): Promise<Family[]> {
  const random = seededBytes(seed);
  const megolm = await matrixMessages();
  const { pair } = await SignalPair.create();
  const pgp = await openpgp.generateKey({
    userIDs: [{ email: 'a@example.org' }],
    format: 'object',
  });
  const event = (ciphertext: string, more = {}) =>
    request(
      `${room}/m.room.encrypted/1`,
      json,
      JSON.stringify({
        algorithm: 'm.megolm.v1.aes-sha2',
        ciphertext,
        session_id: megolm.sessionId,
        sender_key: megolm.senderKey,
        device_id: 'RJYKSTBOIE',
        ...more,
      }),
    );
  const clear = (text: string) =>
    request(`${room}/m.room.message/1`, json, JSON.stringify({ msgtype: 'm.text', body: text }));

  return [
    {
      name: 'TikTok protobuf',
      truth: 'readable',
      ...own('tiktok', 'https://www.tiktok.com/messages'),
      make: (text) => [
        request(
          'https://im-api-sg.tiktok.com/v1/message/send?aid=1988',
          'application/x-protobuf',
          tiktok(text),
        ),
      ],
    },
    {
      name: 'Discord JSON',
      truth: 'readable',
      ...own('discord', 'https://discord.com/channels/@me/1'),
      make: (text) => [
        request(
          'https://discord.com/api/v9/channels/112233445566778899/messages',
          json,
          JSON.stringify({ content: text, nonce: '1', tts: false }),
        ),
      ],
    },
    {
      name: 'Instagram form',
      truth: 'readable',
      ...own('instagram', 'https://www.instagram.com/direct/t/1/'),
      make: (text) => [
        request(
          'https://www.instagram.com/api/graphql',
          'application/x-www-form-urlencoded',
          new URLSearchParams({
            fb_api_req_friendly_name: 'IGDirectTextSendMutation',
            variables: JSON.stringify({ text: { sensitive_string_value: text } }),
          }).toString(),
        ),
      ],
    },
    {
      name: 'X Chat, not enrolled',
      truth: 'readable',
      ...onX,
      make: (text) => [xchat(xchatContents(text))],
    },
    { name: 'Matrix clear', truth: 'readable', ...matrix, make: (text) => [clear(text)] },
    {
      name: 'XMPP clear',
      truth: 'readable',
      ...xmpp,
      make: (text) => [
        stanza(
          `<message xmlns="jabber:client" type="chat" to="b@example.org"><body>${escapeXml(text)}</body></message>`,
        ),
      ],
    },
    {
      name: 'multipart form',
      truth: 'readable',
      ...site,
      make: async (text) => [await multipart(text)],
    },
    {
      name: 'JSON with escapes',
      truth: 'readable',
      ...site,
      make: (text) => [
        post(
          JSON.stringify({ text }).replace(
            /[^ -~]/g,
            (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
          ),
        ),
      ],
    },
    {
      name: 'gzip',
      truth: 'readable',
      ...site,
      make: (text) => [post(gzipSync(utf8(JSON.stringify({ text }))), 'application/octet-stream')],
    },
    {
      name: 'zlib in base64 in JSON',
      truth: 'readable',
      ...site,
      make: (text) => [post(JSON.stringify({ payload: base64(zlibSync(utf8(text))) }))],
    },
    {
      name: 'base64 in JSON',
      truth: 'readable',
      ...site,
      make: (text) => [post(JSON.stringify({ body: base64(utf8(text)) }))],
    },
    {
      name: 'hex',
      truth: 'readable',
      ...site,
      make: (text) => [post(Buffer.from(text).toString('hex'), 'text/plain')],
    },
    {
      name: 'UTF-16',
      truth: 'readable',
      ...site,
      make: (text) => [post(Buffer.from(text, 'utf16le'), 'application/octet-stream')],
    },
    {
      name: 'HTML rich text',
      truth: 'readable',
      ...site,
      make: (text) => [
        post(
          JSON.stringify({ html: `<p>${escapeXml(text).replace(' ', ' <b>').concat('</b></p>')}` }),
        ),
      ],
    },
    {
      name: 'OpenPGP, signed only',
      truth: 'readable',
      ...site,
      make: async (text) => {
        const signed = await openpgp.sign({
          message: await openpgp.createMessage({ text }),
          signingKeys: pgp.privateKey,
        });
        return [post(JSON.stringify({ body: String(signed) }))];
      },
    },
    {
      name: 'sealed, and readable in telemetry',
      truth: 'readable',
      ...matrix,
      make: (text) => [
        event(megolm.megolm(JSON.stringify({ body: text }))),
        request('https://telemetry.example.net/e', json, JSON.stringify({ typed: text })),
      ],
    },

    {
      name: 'Megolm',
      truth: 'sealed',
      ...matrix,
      make: (text) => [
        event(
          megolm.megolm(
            JSON.stringify({ type: 'm.room.message', content: { msgtype: 'm.text', body: text } }),
          ),
        ),
      ],
    },
    {
      name: 'OMEMO',
      truth: 'sealed',
      ...xmpp,
      make: async (text) => [stanza(legacyStanza(await omemoLegacy(pair, text)))],
    },
    {
      name: 'X Chat, enrolled',
      truth: 'sealed',
      ...onX,
      make: (text) => [xchat(sealedContents(text), '1763600000000')],
    },
    {
      name: 'OpenPGP',
      truth: 'sealed',
      ...site,
      make: async (text) => {
        const sealed = await openpgp.encrypt({
          message: await openpgp.createMessage({ text }),
          encryptionKeys: pgp.publicKey,
        });
        return [post(JSON.stringify({ body: String(sealed) }))];
      },
    },
    {
      name: 'Signal message',
      truth: 'sealed',
      ...site,
      make: async (text) => [
        post(JSON.stringify({ to: 'bob', content: base64(await pair.encrypt(utf8(text))) })),
      ],
    },

    {
      name: 'trap: text under the name ciphertext',
      truth: 'trap',
      ...matrix,
      make: (text) => [event(base64(utf8(text)))],
    },
    {
      name: 'trap: compressed under the name ciphertext',
      truth: 'trap',
      ...matrix,
      make: (text) => [event(base64(gzipSync(utf8(text))))],
    },
    {
      name: 'trap: random under the name ciphertext',
      truth: 'trap',
      ...matrix,
      make: (text) => [event(base64(random(200 + text.length)))],
    },
    {
      name: 'trap: Megolm with its key beside it',
      truth: 'trap',
      ...matrix,
      make: (text) => [event(megolm.megolm(text), { key: base64(random(32)) })],
    },
    {
      name: 'trap: random bytes',
      truth: 'trap',
      ...site,
      make: (text) => [post(random(120 + text.length), 'application/octet-stream')],
    },
    {
      name: 'trap: random in base64 in JSON',
      truth: 'trap',
      ...site,
      make: (text) => [post(JSON.stringify({ content: base64(random(120 + text.length)) }))],
    },
    {
      name: 'trap: session ticket',
      truth: 'trap',
      ...site,
      make: (text) => [post(JSON.stringify({ ticket: base64(random(200)), n: text.length }))],
    },
    {
      name: 'trap: JWT',
      truth: 'trap',
      ...site,
      make: (text) => [
        post(
          `${base64(utf8('{"alg":"HS256"}')).replace(/=/g, '')}.${base64(utf8(JSON.stringify({ n: text.length }))).replace(/=/g, '')}.${Buffer.from(random(32)).toString('base64url')}`,
          'text/plain',
        ),
      ],
    },
  ];
}
