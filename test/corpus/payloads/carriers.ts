/** How each platform's web client frames a text, as the fact sheets of the profiles say; see docs/platforms.md for sources. */
import { deflateSync, gzipSync } from 'node:zlib';
import { compress as zstdCompress } from '@bokuweb/zstd-wasm';
import { JsonHubProtocol } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { FrameImpl } from '@stomp/stompjs';
import { encodePacket, encodePayload } from 'engine.io-parser';
import { generate as mqttGenerate } from 'mqtt-packet';
import { Encoder as SocketIoEncoder } from 'socket.io-parser';
import { escapeXml, grpcWeb, type ProtobufField, protobufMessage, thriftStruct } from './codecs.ts';
import { type Bytes, base64, hex, join, load, type Made, utf8 } from './payload-case.ts';

const etf = load<{ pack(value: unknown): Uint8Array }>('etf.js');

export interface Carrier {
  /** `discord-json`; begins with the platform's name where there is one. */
  id: string;
  protocol: string;
  made: readonly string[];
  /** Puts the text where the client puts it. */
  wrap(text: string, random: Bytes): Made | Promise<Made>;
}

export const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const OCTETS = 'application/octet-stream';

export const uuid = (random: Bytes): string =>
  hex(random(16)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** @param digits at most 19 */
export function digits(random: Bytes, count: number): string {
  let text = '';
  for (const byte of random(count)) text += String(byte % 10);
  return text.replace(/^0/, '7');
}

export function post(
  url: string,
  contentType: string,
  bytes: string | Uint8Array,
  platform?: string,
): Made {
  return {
    transport: 'fetch',
    url,
    direction: 'out',
    contentType,
    bytes,
    ...(platform ? { platform } : {}),
  };
}

export function frame(
  url: string,
  bytes: string | Uint8Array,
  direction: 'in' | 'out',
  platform?: string,
): Made {
  return { transport: 'websocket', url, direction, bytes, ...(platform ? { platform } : {}) };
}

/** A body by the browser's own serialiser, which is undici's here. */
export async function multipart(
  url: string,
  fields: Readonly<Record<string, string>>,
  platform?: string,
): Promise<Made> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const response = new Response(form);
  const type = response.headers.get('content-type') ?? '';
  return post(url, type, new Uint8Array(await response.arrayBuffer()), platform);
}

export const SITE = 'https://chat.example.org';
export const SITE_SOCKET = 'wss://chat.example.org/socket';

/** `/v1/message/send` of TikTok with its content in place of `{"aweType":…,"text":…}`. */
export function tiktokSend(content: string, random: Bytes, more: ProtobufField[] = []): Made {
  const body: ProtobufField[] = [
    [1, `0:1:${digits(random, 19)}:${digits(random, 19)}`],
    [2, 1],
    [3, 7_301_234_567],
    [4, content],
    [
      5,
      [
        [1, 's:mentioned_users'],
        [2, ''],
      ],
    ],
    [8, uuid(random)],
  ];
  const bytes = protobufMessage([
    [1, 100],
    [2, 10_006],
    [3, '1.3.2'],
    [5, 3],
    [8, [[100, [...body, ...more]]]],
    [9, digits(random, 19)],
    [11, 'web'],
    [
      15,
      [
        [1, 'aid'],
        [2, '1988'],
      ],
    ],
    [18, 1],
  ]);
  const query = `aid=1988&app_name=tiktok_web&device_platform=web_pc&msToken=${Buffer.from(random(96)).toString('base64url')}&X-Bogus=${Buffer.from(random(21)).toString('base64url')}`;
  return post(
    `https://im-api-sg.tiktok.com/v1/message/send?${query}`,
    'application/x-protobuf',
    bytes,
    'tiktok',
  );
}

/** A frame of Meta's gateway: type 0d, stream, length, acknowledgement, then the payload. */
export function gatewayData(payload: string, stream: number): Uint8Array {
  const body = utf8(payload);
  const head = Buffer.alloc(8);
  head.writeUInt8(0x0d, 0);
  head.writeUInt16LE(stream, 1);
  head.writeUIntLE(body.length + 2, 3, 3);
  head.writeUInt16LE(0x8001, 6);
  return join(head, body);
}

export function lightspeed(label: string, payload: unknown, random: Bytes): string {
  const task = {
    failure_count: null,
    label,
    payload: JSON.stringify(payload),
    queue_name: digits(random, 15),
    task_id: 3,
  };
  return JSON.stringify({
    app_id: '2220391788200892',
    payload: JSON.stringify({
      data_trace_id: null,
      epoch_id: Number(digits(random, 15)),
      tasks: [task],
      version_id: digits(random, 16),
    }),
    request_id: 5,
    type: 3,
  });
}

export function xchatPost(event: Uint8Array, random: Bytes): Made {
  return post(
    'https://api.x.com/graphql/5yLkbxJqX0cnUdEfGhIjKl/SendMessageMutation',
    JSON_TYPE,
    JSON.stringify({
      variables: {
        conversation_id: `${digits(random, 10)}-${digits(random, 10)}`,
        message_id: uuid(random),
        conversation_token: base64(random(12)),
        encoded_message_create_event: base64(event),
        encoded_message_event_signature: base64(random(64)),
      },
      queryId: '5yLkbxJqX0cnUdEfGhIjKl',
    }),
    'x',
  );
}

export function snapchatSend(
  contents: ProtobufField[] | Uint8Array,
  encryption: ProtobufField[],
  random: Bytes,
): Made {
  const message: ProtobufField[] = [
    [1, [[1, random(16)]]],
    [2, Number(digits(random, 15))],
    [3, [[1, [[1, [[1, random(16)]]]]]]],
    [
      4,
      [
        [2, 1],
        [3, encryption],
        [4, contents],
        [7, 2],
      ],
    ],
    [8, [[1, random(16)]]],
  ];
  return post(
    'https://web.snapchat.com/messagingcoreservice.MessagingCoreService/CreateContentMessage',
    'application/grpc-web+proto',
    grpcWeb(protobufMessage(message)),
    'snapchat',
  );
}

export function matrixSend(type: string, content: unknown, random: Bytes): Made {
  const room = encodeURIComponent(`!${Buffer.from(random(13)).toString('base64url')}:example.org`);
  return {
    transport: 'fetch',
    url: `https://matrix.example.org/_matrix/client/v3/rooms/${room}/send/${type}/m1763700000.${digits(random, 2)}`,
    direction: 'out',
    contentType: JSON_TYPE,
    bytes: JSON.stringify(content),
    platform: 'matrix',
  };
}

export function stanza(xml: string): Made {
  return frame('wss://xmpp.example.org/xmpp-websocket', xml, 'out', 'xmpp');
}

/** Carriers of platforms that a profile or a public specification describes. */
const outgoingCarriers: readonly Carrier[] = [
  {
    id: 'tiktok-send',
    protocol: 'TikTok web, protobuf command 100',
    made: ['protobufjs'],
    wrap: (text, random) => tiktokSend(JSON.stringify({ aweType: 700, text }), random),
  },
  {
    id: 'tiktok-receive',
    protocol: 'TikTok web socket, pbbp2',
    made: ['protobufjs', 'node:zlib'],
    wrap: (text, random) => {
      const detail: ProtobufField[] = [
        [3, 7_311_111_111],
        [4, 1_763_700_000_000],
        [7, 7_098_765_432],
        [8, JSON.stringify({ aweType: 700, text })],
      ];
      const packed = random(1)[0] ?? 0;
      const inner = protobufMessage([
        [1, 500],
        [6, [[500, [[5, detail]]]]],
      ]);
      const zipped = packed % 2 === 0;
      const bytes = protobufMessage([
        [1, 42],
        [2, 7_300_000_000],
        [3, 33_554_513],
        [4, 2],
        ...(zipped ? ([[6, 'gzip']] as ProtobufField[]) : []),
        [7, 'pb'],
        [8, zipped ? gzipSync(inner) : inner],
      ]);
      return frame(
        'wss://im-ws-sg.tiktok.com/ws/v2?aid=1988&service=33554513&method=2',
        bytes,
        'in',
        'tiktok',
      );
    },
  },
  {
    id: 'discord-json',
    protocol: 'Discord HTTP API, Create Message',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        `https://discord.com/api/v9/channels/${digits(random, 19)}/messages`,
        JSON_TYPE,
        JSON.stringify({ content: text, nonce: digits(random, 19), tts: false, flags: 0 }),
        'discord',
      ),
  },
  {
    id: 'discord-multipart',
    protocol: 'Discord HTTP API, Create Message with files',
    made: ['undici'],
    wrap: (text, random) =>
      multipart(
        `https://discord.com/api/v9/channels/${digits(random, 19)}/messages`,
        { payload_json: JSON.stringify({ content: text, nonce: digits(random, 19) }) },
        'discord',
      ),
  },
  {
    id: 'discord-gateway-json',
    protocol: 'Discord gateway, JSON',
    made: ['node:buffer'],
    wrap: (text, random) =>
      frame(
        'wss://gateway.discord.gg/?encoding=json&v=9',
        JSON.stringify({
          t: 'MESSAGE_CREATE',
          s: 12,
          op: 0,
          d: { id: digits(random, 19), channel_id: digits(random, 19), content: text, type: 0 },
        }),
        'in',
        'discord',
      ),
  },
  {
    id: 'discord-gateway-zlib',
    protocol: 'Discord gateway, first frame of a zlib stream',
    made: ['node:zlib'],
    wrap: (text, random) =>
      frame(
        'wss://gateway.discord.gg/?encoding=json&v=9&compress=zlib-stream',
        deflateSync(
          JSON.stringify({
            t: 'MESSAGE_CREATE',
            s: 2,
            op: 0,
            d: { channel_id: digits(random, 19), content: text },
          }),
          { finishFlush: 2 },
        ),
        'in',
        'discord',
      ),
  },
  {
    id: 'discord-gateway-etf',
    protocol: 'Discord gateway, ETF',
    made: ['etf.js'],
    wrap: (text, random) =>
      frame(
        'wss://gateway.discord.gg/?encoding=etf&v=9',
        Uint8Array.from(
          etf.pack({
            t: 'MESSAGE_CREATE',
            s: 3,
            op: 0,
            d: { channel_id: digits(random, 19), content: text },
          }),
        ),
        'in',
        'discord',
      ),
  },
  {
    id: 'discord-gateway-zstd',
    protocol: 'Discord gateway, first frame of a zstd stream',
    made: ['@bokuweb/zstd-wasm'],
    wrap: (text, random) =>
      frame(
        'wss://gateway.discord.gg/?encoding=json&v=9&compress=zstd-stream',
        Uint8Array.from(
          zstdCompress(
            Buffer.from(
              JSON.stringify({
                t: 'MESSAGE_CREATE',
                op: 0,
                d: { channel_id: digits(random, 19), content: text },
              }),
            ),
            3,
          ),
        ),
        'in',
        'discord',
      ),
  },
  {
    id: 'slack-post',
    protocol: 'Slack web, chat.postMessage',
    made: ['undici'],
    wrap: (text, random) =>
      multipart(
        'https://example.slack.com/api/chat.postMessage?_x_id=a1&slack_route=T0',
        {
          token: `xoxc-${digits(random, 12)}-${hex(random(32))}`,
          channel: 'D024BE91L',
          ts: '1763700000.xxxxx2',
          type: 'message',
          blocks: JSON.stringify([
            {
              type: 'rich_text',
              elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
            },
          ]),
        },
        'slack',
      ),
  },
  {
    id: 'slack-socket',
    protocol: 'Slack web socket',
    made: ['node:buffer'],
    wrap: (text, random) =>
      frame(
        `wss://wss-primary.slack.com/?token=xoxc-${digits(random, 12)}`,
        JSON.stringify({ type: 'message', channel: 'D024BE91L', text, user: 'U0G9QF9C6' }),
        'in',
        'slack',
      ),
  },
  {
    id: 'linkedin-send',
    protocol: 'LinkedIn web, createMessage',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        'https://www.linkedin.com/voyager/api/voyagerMessagingDashMessengerMessages?action=createMessage',
        'text/plain;charset=UTF-8',
        JSON.stringify({
          message: {
            body: { attributes: [], text },
            renderContentUnions: [],
            conversationUrn: `urn:li:msg_conversation:(urn:li:fsd_profile:ACo,2-${base64(random(30))})`,
            originToken: uuid(random),
          },
          mailboxUrn: 'urn:li:fsd_profile:ACo',
          trackingId: Buffer.from(random(16)).toString('latin1'),
          dedupeByClientGeneratedToken: false,
        }),
        'linkedin',
      ),
  },
  {
    id: 'linkedin-events',
    protocol: 'LinkedIn web, server-sent events',
    made: ['node:buffer'],
    wrap: (text, random) => ({
      transport: 'eventsource',
      url: 'https://www.linkedin.com/realtime/connect?rc=1',
      direction: 'in',
      contentType: 'text/event-stream',
      platform: 'linkedin',
      bytes: `data: ${JSON.stringify({
        'com.linkedin.realtimefrontend.DecoratedEvent': {
          topic: 'urn:li-realtime:messagesTopic:urn:li-realtime:myself',
          payload: {
            data: { body: { text }, backendUrn: `urn:li:messagingMessage:${digits(random, 12)}` },
          },
        },
      })}\n\n`,
    }),
  },
  {
    id: 'reddit-send',
    protocol: 'Reddit chat (Matrix)',
    made: ['node:buffer'],
    wrap: (text, random) => ({
      ...post(
        `https://matrix.redditspace.com/_matrix/client/v3/rooms/!${Buffer.from(random(12)).toString('base64url')}:reddit.com/send/m.room.message/m1763700000.0`,
        JSON_TYPE,
        JSON.stringify({ msgtype: 'm.text', body: text, 'm.mentions': {} }),
        'reddit',
      ),
    }),
  },
  {
    id: 'matrix-clear',
    protocol: 'Matrix client-server API, m.room.message',
    made: ['node:buffer'],
    wrap: (text, random) =>
      matrixSend(
        'm.room.message',
        {
          msgtype: 'm.text',
          body: text,
          format: 'org.matrix.custom.html',
          formatted_body: `<p>${escapeXml(text)}</p>`,
        },
        random,
      ),
  },
  {
    id: 'matrix-sync',
    protocol: 'Matrix client-server API, sync',
    made: ['node:buffer'],
    wrap: (text, random) => ({
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
                    type: 'm.room.message',
                    sender: '@bob:example.org',
                    event_id: `$${Buffer.from(random(32)).toString('base64url')}`,
                    content: { msgtype: 'm.text', body: text },
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
    id: 'teams-send',
    protocol: 'Teams web, chatsvc',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        `https://teams.microsoft.com/api/chatsvc/emea/v1/users/ME/conversations/19%3A${hex(random(16))}%40unq.gbl.spaces/messages`,
        JSON_TYPE,
        JSON.stringify({
          id: '-1',
          type: 'Message',
          conversationid: `19:${hex(random(16))}@unq.gbl.spaces`,
          messagetype: 'RichText/Html',
          contenttype: 'Text',
          content: `<p>${escapeXml(text)}</p>`,
          clientmessageid: digits(random, 19),
        }),
        'teams',
      ),
  },
  {
    id: 'teams-trouter',
    protocol: 'Teams web, Trouter over Socket.IO 0.9, packed or not',
    made: ['node:zlib'],
    wrap(text, random) {
      const resource = { messagetype: 'RichText/Html', content: `<p>${escapeXml(text)}</p>` };
      const event = JSON.stringify({ type: 'EventMessage', resourceType: 'NewMessage', resource });
      const packed = text.length % 2 === 0;
      const headers = packed ? { 'X-Microsoft-Skype-Content-Encoding': 'gzip' } : {};
      const body = packed ? base64(gzipSync(event)) : event;
      const call = {
        id: 7,
        method: 'POST',
        url: `/v4/f/${hex(random(8))}/messaging`,
        headers,
        body,
      };
      const socket = 'wss://go-eu.trouter.teams.microsoft.com/v4/c?epid=1';
      return frame(socket, `3:::${JSON.stringify(call)}`, 'in', 'teams');
    },
  },
  {
    id: 'x-graphql',
    protocol: 'X classic over GraphQL',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        'https://x.com/i/api/graphql/MaxK2PKX1F9Z-9SwqwavTw/useSendMessageMutation',
        JSON_TYPE,
        JSON.stringify({
          variables: {
            message: { text: { text } },
            requestId: uuid(random),
            target: { conversation_id: `${digits(random, 10)}-${digits(random, 19)}` },
          },
        }),
        'x',
      ),
  },
  {
    id: 'google-chat-pblite',
    protocol: 'Google Chat web, create_message as pblite',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        'https://chat.google.com/u/0/api/create_message?c=7&rt=j',
        'application/json+protobuf',
        JSON.stringify([
          [['dm', Buffer.from(random(8)).toString('base64url')]],
          text,
          null,
          null,
          digits(random, 13),
        ]),
        'google-chat',
      ),
  },
  {
    id: 'google-chat-protobuf',
    protocol: 'Google Chat web, create_topic as protobuf',
    made: ['protobufjs'],
    wrap: (text, random) =>
      post(
        'https://chat.google.com/u/0/api/create_topic?c=7',
        'application/x-protobuf',
        protobufMessage([
          [1, [[1, [[1, Buffer.from(random(8)).toString('base64url')]]]]],
          [2, text],
          [7, digits(random, 13)],
        ]),
        'google-chat',
      ),
  },
  {
    id: 'bluesky-send',
    protocol: 'AT Protocol, chat.bsky.convo.sendMessage',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        'https://morel.us-east.host.bsky.network/xrpc/chat.bsky.convo.sendMessage',
        JSON_TYPE,
        JSON.stringify({ convoId: `3k${hex(random(5))}`, message: { text, facets: [] } }),
        'bluesky',
      ),
  },
  {
    id: 'mastodon-json',
    protocol: 'Mastodon API, statuses',
    made: ['node:buffer'],
    wrap: (text) =>
      post(
        'https://social.example.org/api/v1/statuses',
        JSON_TYPE,
        JSON.stringify({
          status: `@robin ${text}`,
          visibility: 'direct',
          media_ids: [],
          language: 'en',
        }),
        'mastodon',
      ),
  },
  {
    id: 'mastodon-form',
    protocol: 'Mastodon API, statuses as form',
    made: ['node:url'],
    wrap: (text) =>
      post(
        'https://social.example.org/api/v1/statuses',
        FORM,
        new URLSearchParams({ status: text, visibility: 'direct' }).toString(),
        'mastodon',
      ),
  },
  {
    id: 'xmpp-socket',
    protocol: 'XMPP over WebSocket, RFC 7395',
    made: ['node:buffer'],
    wrap: (text, random) =>
      stanza(
        `<message xmlns="jabber:client" type="chat" to="robin@example.org" id="${uuid(random)}"><body>${escapeXml(text)}</body><active xmlns="http://jabber.org/protocol/chatstates"/></message>`,
      ),
  },
  {
    id: 'xmpp-bosh',
    protocol: 'XMPP over BOSH, XEP-0206',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        'https://xmpp.example.org/http-bind',
        'text/xml; charset=utf-8',
        `<body rid="${digits(random, 10)}" sid="${hex(random(8))}" xmlns="http://jabber.org/protocol/httpbind"><message xmlns="jabber:client" type="chat" to="robin@example.org"><body>${escapeXml(text)}</body></message></body>`,
        'xmpp',
      ),
  },
  {
    id: 'zulip-send',
    protocol: 'Zulip API, send message',
    made: ['node:url'],
    wrap: (text, random) =>
      post(
        'https://zulip.example.org/json/messages',
        FORM,
        new URLSearchParams({
          type: 'direct',
          to: '[9]',
          content: text,
          queue_id: uuid(random),
          local_id: '101.01',
        }).toString(),
        'zulip',
      ),
  },
  {
    id: 'rocket-chat-rest',
    protocol: 'Rocket.Chat REST, chat.sendMessage',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        'https://rocket.example.org/api/v1/chat.sendMessage',
        JSON_TYPE,
        JSON.stringify({ message: { _id: hex(random(9)), rid: hex(random(17)), msg: text } }),
        'rocket-chat',
      ),
  },
  {
    id: 'rocket-chat-ddp',
    protocol: 'Rocket.Chat DDP, sendMessage',
    made: ['node:buffer'],
    wrap: (text, random) =>
      frame(
        'wss://rocket.example.org/websocket',
        JSON.stringify({
          msg: 'method',
          id: '42',
          method: 'sendMessage',
          params: [{ _id: hex(random(9)), rid: hex(random(17)), msg: text }],
        }),
        'out',
        'rocket-chat',
      ),
  },
  {
    id: 'mattermost-send',
    protocol: 'Mattermost API, posts',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        'https://mattermost.example.org/api/v4/posts',
        JSON_TYPE,
        JSON.stringify({
          message: text,
          channel_id: hex(random(13)),
          pending_post_id: `${hex(random(13))}:1763700000000`,
          create_at: 0,
        }),
        'mattermost',
      ),
  },
  {
    id: 'instagram-send',
    protocol: 'Instagram web, IGDirectTextSendMutation',
    made: ['node:url'],
    wrap: (text, random) =>
      post(
        'https://www.instagram.com/api/graphql',
        FORM,
        new URLSearchParams({
          av: digits(random, 17),
          __user: '0',
          fb_dtsg: `NAf${Buffer.from(random(30)).toString('base64url')}:17854231342124680:1763700000`,
          jazoest: '26188',
          lsd: Buffer.from(random(16)).toString('base64url'),
          fb_api_req_friendly_name: 'IGDirectTextSendMutation',
          variables: JSON.stringify({
            ig_thread_igid: digits(random, 15),
            offline_threading_id: digits(random, 19),
            text: { sensitive_string_value: text },
          }),
          doc_id: digits(random, 16),
        }).toString(),
        'instagram',
      ),
  },
  {
    id: 'messenger-lightspeed',
    protocol: 'Messenger web, DGW frame with a lightspeed task',
    made: ['node:buffer'],
    wrap: (text, random) =>
      frame(
        'wss://gateway.facebook.com/ws/lightspeed?x-dgw-appid=2220391788200892&x-dgw-version=5',
        gatewayData(
          lightspeed(
            '46',
            {
              thread_id: digits(random, 15),
              otid: digits(random, 19),
              source: 65_537,
              send_type: 1,
              text,
            },
            random,
          ),
          7,
        ),
        'out',
        'messenger',
      ),
  },
  {
    id: 'x-classic',
    protocol: 'X web, dm/new2.json',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        'https://x.com/i/api/1.1/dm/new2.json',
        JSON_TYPE,
        JSON.stringify({
          conversation_id: `${digits(random, 10)}-${digits(random, 10)}`,
          recipient_ids: false,
          request_id: uuid(random),
          text,
          cards_platform: 'Web-12',
          dm_users: false,
        }),
        'x',
      ),
  },
  {
    id: 'x-chat-clear',
    protocol: 'XChat, not enrolled',
    made: ['thrift'],
    wrap: (text, random) =>
      xchatPost(
        thriftStruct([
          [100, thriftStruct([[1, [[1, [[1, text]]]]]])],
          [102, 1],
        ]),
        random,
      ),
  },
  {
    id: 'snapchat-clear',
    protocol: 'Snapchat web, CreateContentMessage without encryption',
    made: ['protobufjs'],
    wrap: (text, random) => snapchatSend([[2, [[1, text]]]], [[1, []]], random),
  },
];

/** Carriers of messengers that nobody has described: what a person's own site may speak. */
const plainCarriers: readonly Carrier[] = [
  {
    id: 'site-json',
    protocol: 'JSON over HTTPS',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(`${SITE}/api/messages`, JSON_TYPE, JSON.stringify({ room: uuid(random), body: text })),
  },
  {
    id: 'site-graphql',
    protocol: 'GraphQL mutation',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        `${SITE}/graphql`,
        JSON_TYPE,
        JSON.stringify({
          operationName: 'SendMessage',
          query:
            'mutation SendMessage($input: MessageInput!) { sendMessage(input: $input) { id } }',
          variables: { input: { conversation: uuid(random), text } },
        }),
      ),
  },
  {
    id: 'site-multipart',
    protocol: 'multipart/form-data',
    made: ['undici'],
    wrap: (text, random) => multipart(`${SITE}/send`, { csrf: hex(random(16)), message: text }),
  },
  {
    id: 'site-socket-io',
    protocol: 'Socket.IO 5',
    made: ['socket.io-parser', 'engine.io-parser'],
    wrap: (text) =>
      frame(
        'wss://chat.example.org/socket.io/?EIO=4&transport=websocket',
        engine(socketIo(['message', { room: 'lobby', text }])),
        'out',
      ),
  },
  {
    id: 'site-socket-io-polling',
    protocol: 'Engine.IO 4 long polling',
    made: ['socket.io-parser', 'engine.io-parser'],
    wrap: (text) =>
      post(
        `${SITE}/socket.io/?EIO=4&transport=polling&sid=abc`,
        'text/plain;charset=UTF-8',
        enginePayload([socketIo(['typing', false]), socketIo(['message', text])]),
      ),
  },
  {
    id: 'site-mqtt',
    protocol: 'MQTT 3.1.1 over WebSocket',
    made: ['mqtt-packet'],
    wrap: (text, random) =>
      frame(
        'wss://chat.example.org/mqtt',
        mqtt('/t_ms/chat', JSON.stringify({ id: digits(random, 12), text })),
        'out',
      ),
  },
  {
    id: 'site-stomp',
    protocol: 'STOMP 1.2',
    made: ['@stomp/stompjs'],
    wrap: (text) =>
      frame(
        'wss://chat.example.org/stomp',
        FrameImpl.marshall({
          command: 'SEND',
          headers: { destination: '/app/chat', 'content-type': 'application/json' },
          body: JSON.stringify({ text }),
        }) as string,
        'out',
      ),
  },
  {
    id: 'site-signalr-json',
    protocol: 'SignalR, JSON hub protocol',
    made: ['@microsoft/signalr'],
    wrap: (text) =>
      frame(
        'wss://chat.example.org/hub',
        new JsonHubProtocol().writeMessage({ type: 1, target: 'Send', arguments: ['lobby', text] }),
        'out',
      ),
  },
  {
    id: 'site-signalr-msgpack',
    protocol: 'SignalR, MessagePack hub protocol',
    made: ['@microsoft/signalr-protocol-msgpack'],
    wrap: (text) =>
      frame(
        'wss://chat.example.org/hub',
        new Uint8Array(
          new MessagePackHubProtocol().writeMessage({
            type: 1,
            target: 'Send',
            arguments: ['lobby', text],
          }),
        ),
        'out',
      ),
  },
  {
    id: 'site-event-stream',
    protocol: 'Server-sent events',
    made: ['node:buffer'],
    wrap: (text) => ({
      transport: 'eventsource',
      url: `${SITE}/events`,
      direction: 'in',
      contentType: 'text/event-stream',
      bytes: `event: message\nid: 7\ndata: ${JSON.stringify({ from: 'robin', text })}\n\n`,
    }),
  },
  {
    id: 'site-phoenix',
    protocol: 'Phoenix channels, JSON serializer 2',
    made: ['node:buffer'],
    wrap: (text) =>
      frame(
        'wss://chat.example.org/live/websocket?vsn=2.0.0',
        JSON.stringify(['3', '7', 'room:42', 'new_message', { body: text }]),
        'out',
      ),
  },
  {
    id: 'site-data-channel',
    protocol: 'WebRTC data channel, text',
    made: ['node:buffer'],
    wrap: (text) => ({
      transport: 'datachannel',
      url: `${SITE}/`,
      direction: 'out',
      bytes: JSON.stringify({ kind: 'chat', text }),
    }),
  },
  {
    id: 'wechat-send',
    protocol: 'WeChat web, webwxsendmsg',
    made: ['node:buffer'],
    wrap: (text, random) =>
      post(
        'https://wx.qq.com/cgi-bin/mmwebwx-bin/webwxsendmsg?pass_ticket=x',
        JSON_TYPE,
        JSON.stringify({
          BaseRequest: { Uin: 42, Sid: base64(random(12)), DeviceID: `e${digits(random, 15)}` },
          Msg: {
            Type: 1,
            Content: text,
            FromUserName: `@${hex(random(16))}`,
            ToUserName: 'filehelper',
          },
        }),
      ),
  },
];

/** The same platforms, from the service to the page. */
const incomingCarriers: readonly Carrier[] = [
  {
    id: 'mattermost-socket',
    protocol: 'Mattermost socket, posted event with its post as JSON text',
    made: ['node:buffer'],
    wrap: (text, random) =>
      frame(
        'wss://mattermost.example.org/api/v4/websocket',
        JSON.stringify({
          event: 'posted',
          data: {
            channel_type: 'D',
            sender_name: '@robin',
            post: JSON.stringify({
              id: hex(random(13)),
              channel_id: hex(random(13)),
              message: text,
              type: '',
            }),
          },
          broadcast: { channel_id: hex(random(13)) },
          seq: 9,
        }),
        'in',
        'mattermost',
      ),
  },
  {
    id: 'zulip-events',
    protocol: 'Zulip API, events',
    made: ['node:buffer'],
    wrap: (text, random) => ({
      transport: 'fetch',
      url: 'https://zulip.example.org/json/events?queue_id=fb67bf8a&last_event_id=7',
      direction: 'in',
      contentType: JSON_TYPE,
      platform: 'zulip',
      bytes: JSON.stringify({
        result: 'success',
        msg: '',
        events: [
          {
            id: 8,
            type: 'message',
            message: {
              id: Number(digits(random, 6)),
              type: 'private',
              content: `<p>${escapeXml(text)}</p>`,
              content_type: 'text/html',
            },
          },
        ],
      }),
    }),
  },
  {
    id: 'rocket-chat-changed',
    protocol: 'Rocket.Chat DDP, changed',
    made: ['node:buffer'],
    wrap: (text, random) =>
      frame(
        'wss://rocket.example.org/websocket',
        JSON.stringify({
          msg: 'changed',
          collection: 'stream-room-messages',
          id: 'id',
          fields: {
            eventName: hex(random(9)),
            args: [
              { _id: hex(random(9)), rid: hex(random(17)), msg: text, u: { username: 'robin' } },
            ],
          },
        }),
        'in',
        'rocket-chat',
      ),
  },
  {
    id: 'mastodon-streaming',
    protocol: 'Mastodon streaming, status as JSON text',
    made: ['node:buffer'],
    wrap: (text, random) =>
      frame(
        'wss://social.example.org/api/v1/streaming?stream=direct',
        JSON.stringify({
          stream: ['direct'],
          event: 'conversation',
          payload: JSON.stringify({
            id: digits(random, 18),
            unread: true,
            last_status: {
              id: digits(random, 18),
              visibility: 'direct',
              content: `<p>${escapeXml(text)}</p>`,
            },
          }),
        }),
        'in',
        'mastodon',
      ),
  },
  {
    id: 'bluesky-log',
    protocol: 'AT Protocol, getLog',
    made: ['node:buffer'],
    wrap: (text, random) => ({
      transport: 'fetch',
      url: 'https://morel.us-east.host.bsky.network/xrpc/chat.bsky.convo.getLog?cursor=2222',
      direction: 'in',
      contentType: JSON_TYPE,
      platform: 'bluesky',
      bytes: JSON.stringify({
        cursor: hex(random(6)),
        logs: [
          {
            $type: 'chat.bsky.convo.defs#logCreateMessage',
            convoId: `3k${hex(random(5))}`,
            message: { $type: 'chat.bsky.convo.defs#messageView', id: hex(random(6)), text },
          },
        ],
      }),
    }),
  },
  {
    id: 'x-updates',
    protocol: 'X web, dm/user_updates.json',
    made: ['node:buffer'],
    wrap: (text, random) => ({
      transport: 'fetch',
      url: 'https://x.com/i/api/1.1/dm/user_updates.json?cursor=GRwmiIC9',
      direction: 'in',
      contentType: JSON_TYPE,
      platform: 'x',
      bytes: JSON.stringify({
        user_events: {
          cursor: base64(random(9)),
          entries: [
            {
              message: {
                id: digits(random, 19),
                conversation_id: `${digits(random, 10)}-${digits(random, 10)}`,
                message_data: {
                  id: digits(random, 19),
                  time: '1763700000000',
                  sender_id: digits(random, 10),
                  text,
                },
              },
            },
          ],
        },
      }),
    }),
  },
  {
    id: 'xmpp-received',
    protocol: 'XMPP over WebSocket, carbon copy (XEP-0280)',
    made: ['node:buffer'],
    wrap: (text, random) =>
      frame(
        'wss://xmpp.example.org/xmpp-websocket',
        `<message xmlns="jabber:client" from="alice@example.org" to="alice@example.org/web" type="chat"><received xmlns="urn:xmpp:carbons:2"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="robin@example.org/phone" to="alice@example.org" type="chat" id="${uuid(random)}"><body>${escapeXml(text)}</body></message></forwarded></received></message>`,
        'in',
        'xmpp',
      ),
  },
];

/** Real-time services that many sites build their chats on. */
const serviceCarriers: readonly Carrier[] = [
  {
    id: 'site-pusher',
    protocol: 'Pusher channels, event data as JSON text',
    made: ['node:buffer'],
    wrap: (text) =>
      frame(
        'wss://ws-eu.pusher.com/app/a1b2c3?protocol=7&client=js',
        JSON.stringify({
          event: 'client-message',
          channel: 'private-room-7',
          data: JSON.stringify({ from: 'robin', text }),
        }),
        'out',
      ),
  },
  {
    id: 'site-firebase',
    protocol: 'Firebase realtime database, put',
    made: ['node:buffer'],
    wrap: (text, random) =>
      frame(
        'wss://chat-default-rtdb.firebaseio.com/.ws?v=5&ns=chat',
        JSON.stringify({
          t: 'd',
          d: {
            r: 9,
            a: 'p',
            b: { p: `/rooms/7/messages/-N${hex(random(9))}`, d: { name: 'robin', text } },
          },
        }),
        'out',
      ),
  },
  {
    id: 'site-graphql-ws',
    protocol: 'GraphQL over WebSocket, next',
    made: ['node:buffer'],
    wrap: (text, random) =>
      frame(
        'wss://chat.example.org/graphql',
        JSON.stringify({
          id: uuid(random),
          type: 'next',
          payload: { data: { messageAdded: { id: digits(random, 9), body: text } } },
        }),
        'in',
      ),
  },
  {
    id: 'site-sockjs',
    protocol: 'SockJS, array of JSON texts',
    made: ['node:buffer'],
    wrap: (text) =>
      frame(
        'wss://chat.example.org/sockjs/123/abcdefgh/websocket',
        JSON.stringify([JSON.stringify({ msg: 'method', method: 'say', params: [{ text }] })]),
        'out',
      ),
  },
  {
    id: 'site-action-cable',
    protocol: 'Action Cable, message',
    made: ['node:buffer'],
    wrap: (text) =>
      frame(
        'wss://chat.example.org/cable',
        JSON.stringify({
          command: 'message',
          identifier: JSON.stringify({ channel: 'RoomChannel', id: 7 }),
          data: JSON.stringify({ action: 'speak', body: text }),
        }),
        'out',
      ),
  },
  {
    id: 'site-wamp',
    protocol: 'WAMP 2, publish',
    made: ['node:buffer'],
    wrap: (text) =>
      frame(
        'wss://chat.example.org/ws',
        JSON.stringify([16, 239714735, {}, 'org.example.chat', [text], { from: 'robin' }]),
        'out',
      ),
  },
  {
    id: 'site-web-channel',
    protocol: 'BrowserChannel, one chunk of a streamed answer',
    made: ['node:buffer'],
    wrap: (text) => {
      const chunk = JSON.stringify([[7, [{ p: ['chat', 'robin', text] }]]]);
      return {
        transport: 'fetch',
        url: `${SITE}/webchannel/events?VER=8&RID=rpc&TYPE=xmlhttp`,
        direction: 'in',
        contentType: 'text/plain',
        bytes: `${[...chunk].length}\n${chunk}`,
      };
    },
  },
];

export const platformCarriers: readonly Carrier[] = [...outgoingCarriers, ...incomingCarriers];
export const siteCarriers: readonly Carrier[] = [...plainCarriers, ...serviceCarriers];

export function socketIo(data: unknown[]): string {
  const [packet] = new SocketIoEncoder().encode({ type: 2, nsp: '/', data });
  return String(packet);
}

export function engine(data: string): string {
  let encoded = '';
  encodePacket({ type: 'message', data }, true, (packet) => {
    encoded = String(packet);
  });
  return encoded;
}

function enginePayload(messages: string[]): string {
  let encoded = '';
  encodePayload(
    messages.map((data) => ({ type: 'message' as const, data })),
    (payload) => {
      encoded = payload;
    },
  );
  return encoded;
}

export function mqtt(topic: string, payload: string | Uint8Array): Uint8Array {
  return Uint8Array.from(
    mqttGenerate({
      cmd: 'publish',
      topic,
      payload: Buffer.from(payload),
      qos: 1,
      messageId: 7,
      dup: false,
      retain: false,
    }),
  );
}

export { FORM, OCTETS };
