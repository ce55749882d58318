/** Traffic of the same pages that carries no message: heartbeats, marks, keys, telemetry, downloads. */

import { JsonHubProtocol } from '@microsoft/signalr';
import { FrameImpl } from '@stomp/stompjs';
import { encodePacket } from 'engine.io-parser';
import { generate as mqttGenerate } from 'mqtt-packet';
import { legacyStanza, omemoLegacy } from '../makers/omemo.ts';
import { wireOtrMessage } from '../makers/proteus.ts';
import {
  digits,
  FORM,
  frame,
  gatewayData,
  JSON_TYPE,
  lightspeed,
  matrixSend,
  post,
  SITE,
  SITE_SOCKET,
  stanza,
  uuid,
} from './carriers.ts';
import { grpcWeb, protobufMessage } from './codecs.ts';
import type { MessageSample } from './message-samples.ts';
import {
  type Bytes,
  base64,
  base64url,
  type Form,
  hex,
  join,
  load,
  type Made,
} from './payload-case.ts';
import { type Sealers, siteMessage, wirePath } from './sealed.ts';

const etf = load<{ pack(value: unknown): Uint8Array }>('etf.js');

interface Other {
  id: string;
  protocol: string;
  made?: readonly string[];
  twin?: string;
  make(draw: Bytes, index: number, sample: MessageSample): Made | Promise<Made>;
}

const jsonPost = (url: string, value: unknown, platform?: string): Made =>
  post(url, JSON_TYPE, JSON.stringify(value), platform);

const download = (
  url: string,
  contentType: string,
  bytes: string | Uint8Array,
  platform?: string,
): Made => ({
  ...post(url, contentType, bytes, platform),
  direction: 'in',
});

const form = (url: string, fields: Record<string, string>, platform?: string): Made =>
  post(url, FORM, new URLSearchParams(fields).toString(), platform);

const discordSocket = 'wss://gateway.discord.gg/?encoding=json&v=9';
const gateway = 'wss://gateway.facebook.com/ws/lightspeed?x-dgw-appid=2220391788200892';

/** Signs of life and of reading: platform by platform. */
const signals: Other[] = [
  {
    id: 'discord-heartbeat',
    protocol: 'Discord gateway',
    make: (_, index) => frame(discordSocket, JSON.stringify({ op: 1, d: index }), 'out', 'discord'),
  },
  {
    id: 'discord-heartbeat-ack',
    protocol: 'Discord gateway',
    make: () => frame(discordSocket, JSON.stringify({ op: 11 }), 'in', 'discord'),
  },
  {
    id: 'discord-heartbeat-etf',
    protocol: 'Discord gateway, ETF',
    made: ['etf.js'],
    make: (_, index) =>
      frame(
        'wss://gateway.discord.gg/?encoding=etf&v=9',
        Uint8Array.from(etf.pack({ op: 1, d: index })),
        'out',
        'discord',
      ),
  },
  {
    id: 'discord-presence',
    protocol: 'Discord gateway',
    make: (_, index) =>
      frame(
        discordSocket,
        JSON.stringify({
          op: 3,
          d: { status: index % 2 ? 'idle' : 'online', since: 0, activities: [], afk: false },
        }),
        'out',
        'discord',
      ),
  },
  {
    id: 'discord-identify',
    protocol: 'Discord gateway',
    make: (draw) =>
      frame(
        discordSocket,
        JSON.stringify({
          op: 2,
          d: {
            token: `${base64url(draw(18))}.${base64url(draw(4))}.${base64url(draw(27))}`,
            capabilities: 16381,
            properties: { os: 'Linux', browser: 'Firefox' },
          },
        }),
        'out',
        'discord',
      ),
  },
  {
    id: 'discord-typing',
    protocol: 'Discord HTTP API',
    make: (draw) =>
      jsonPost(`https://discord.com/api/v9/channels/${digits(draw, 19)}/typing`, {}, 'discord'),
  },
  {
    id: 'discord-ack',
    protocol: 'Discord HTTP API',
    make: (draw) =>
      jsonPost(
        `https://discord.com/api/v9/channels/${digits(draw, 19)}/messages/${digits(draw, 19)}/ack`,
        { token: null, last_viewed: 3972 },
        'discord',
      ),
  },
  {
    id: 'discord-science',
    protocol: 'Discord telemetry',
    make: (draw) =>
      jsonPost(
        'https://discord.com/api/v9/science',
        {
          token: base64url(draw(24)),
          events: [
            {
              type: 'channel_opened',
              properties: {
                client_track_timestamp: 1763700000000,
                channel_id: digits(draw, 19),
                channel_type: 1,
              },
            },
          ],
        },
        'discord',
      ),
  },
  {
    id: 'tiktok-typing',
    protocol: 'TikTok web, command 411',
    made: ['protobufjs'],
    make: (draw) =>
      post(
        'https://im-api-sg.tiktok.com/v1/client/input_status?aid=1988',
        'application/x-protobuf',
        protobufMessage([
          [1, 411],
          [2, 10_006],
          [
            8,
            [
              [
                411,
                [
                  [1, `0:1:${digits(draw, 19)}:${digits(draw, 19)}`],
                  [2, 1],
                ],
              ],
            ],
          ],
          [11, 'web'],
        ]),
        'tiktok',
      ),
  },
  {
    id: 'tiktok-read',
    protocol: 'TikTok web, mark_read',
    made: ['protobufjs'],
    make: (draw) =>
      post(
        'https://im-api-sg.tiktok.com/v3/conversation/mark_read?aid=1988',
        'application/x-protobuf',
        protobufMessage([
          [1, 604],
          [
            8,
            [
              [
                604,
                [
                  [1, `0:1:${digits(draw, 19)}:${digits(draw, 19)}`],
                  [3, 7_301_234],
                  [5, 42],
                ],
              ],
            ],
          ],
          [11, 'web'],
        ]),
        'tiktok',
      ),
  },
  {
    id: 'tiktok-report',
    protocol: 'TikTok telemetry',
    make: (draw) =>
      jsonPost(
        'https://mcs.tiktokw.us/v1/list',
        [
          {
            events: [
              {
                event: 'page_view',
                params: JSON.stringify({ page: 'messages', session: hex(draw(8)) }),
                local_time_ms: 1763700000000,
              },
            ],
            user: { user_unique_id: digits(draw, 19) },
            header: { app_id: 1988, browser: 'Firefox' },
          },
        ],
        'tiktok',
      ),
  },
  {
    id: 'slack-ping',
    protocol: 'Slack socket',
    make: (_, index) =>
      frame(
        'wss://wss-primary.slack.com/',
        JSON.stringify({ type: 'ping', id: index }),
        'out',
        'slack',
      ),
  },
  {
    id: 'slack-typing',
    protocol: 'Slack socket',
    make: (_, index) =>
      frame(
        'wss://wss-primary.slack.com/',
        JSON.stringify({ type: 'user_typing', channel: 'D024BE91L', id: index }),
        'out',
        'slack',
      ),
  },
  {
    id: 'slack-mark',
    protocol: 'Slack web API',
    make: (draw) =>
      form(
        'https://example.slack.com/api/conversations.mark',
        { token: `xoxc-${digits(draw, 12)}`, channel: 'D024BE91L', ts: '1763700000.000200' },
        'slack',
      ),
  },
  {
    id: 'linkedin-typing',
    protocol: 'LinkedIn web',
    make: (draw) =>
      post(
        'https://www.linkedin.com/voyager/api/voyagerMessagingDashMessengerConversations?action=typing',
        'text/plain;charset=UTF-8',
        JSON.stringify({
          conversationUrn: `urn:li:msg_conversation:(urn:li:fsd_profile:ACo,2-${base64(draw(30))})`,
        }),
        'linkedin',
      ),
  },
  {
    id: 'linkedin-tracking',
    protocol: 'LinkedIn telemetry',
    make: (draw) =>
      post(
        'https://www.linkedin.com/li/track',
        'text/plain;charset=UTF-8',
        JSON.stringify([
          {
            eventInfo: { eventName: 'PageViewEvent', topicName: 'PageViewEvent' },
            eventBody: {
              header: {
                pageInstance: { pageUrn: 'urn:li:page:messaging', trackingId: base64(draw(16)) },
                time: 1763700000000,
              },
            },
          },
        ]),
        'linkedin',
      ),
  },
  {
    id: 'matrix-typing',
    protocol: 'Matrix typing',
    make: (draw, index) =>
      jsonPost(
        `https://matrix.example.org/_matrix/client/v3/rooms/!${base64url(draw(12))}:example.org/typing/%40a%3Aexample.org`,
        index % 2 ? { typing: true, timeout: 30000 } : { typing: false },
        'matrix',
      ),
  },
  {
    id: 'matrix-receipt',
    protocol: 'Matrix receipt',
    make: (draw) =>
      jsonPost(
        `https://matrix.example.org/_matrix/client/v3/rooms/!${base64url(draw(12))}:example.org/receipt/m.read/$${base64url(draw(32))}`,
        { thread_id: 'main' },
        'matrix',
      ),
  },
  {
    id: 'matrix-read-markers',
    protocol: 'Matrix read markers',
    make: (draw) => {
      const event = `$${base64url(draw(32))}`;
      return jsonPost(
        `https://matrix.example.org/_matrix/client/v3/rooms/!${base64url(draw(12))}:example.org/read_markers`,
        { 'm.fully_read': event, 'm.read': event },
        'matrix',
      );
    },
  },
  {
    id: 'matrix-sync-empty',
    protocol: 'Matrix sync without events',
    make: (draw) =>
      download(
        `https://matrix.example.org/_matrix/client/v3/sync?since=s${digits(draw, 4)}`,
        JSON_TYPE,
        JSON.stringify({
          next_batch: `s${digits(draw, 5)}_1`,
          device_one_time_keys_count: { signed_curve25519: 50 },
          device_unused_fallback_key_types: ['signed_curve25519'],
        }),
        'matrix',
      ),
  },
  {
    id: 'matrix-filter',
    protocol: 'Matrix filter',
    make: () =>
      jsonPost(
        'https://matrix.example.org/_matrix/client/v3/user/%40a%3Aexample.org/filter',
        { room: { timeline: { limit: 20 }, state: { lazy_load_members: true } } },
        'matrix',
      ),
  },
  {
    id: 'matrix-keys-query',
    protocol: 'Matrix keys/query',
    make: () =>
      jsonPost(
        'https://matrix.example.org/_matrix/client/v3/keys/query',
        { device_keys: { '@bob:example.org': [] }, timeout: 10000 },
        'matrix',
      ),
  },
  {
    id: 'reddit-typing',
    protocol: 'Reddit chat (Matrix) typing',
    make: (draw) =>
      jsonPost(
        `https://matrix.redditspace.com/_matrix/client/v3/rooms/!${base64url(draw(12))}:reddit.com/typing/%40t2_a%3Areddit.com`,
        { typing: true, timeout: 20000 },
        'reddit',
      ),
  },
  {
    id: 'teams-typing',
    protocol: 'Teams web, Control/Typing',
    make: (draw) =>
      jsonPost(
        `https://teams.microsoft.com/api/chatsvc/emea/v1/users/ME/conversations/19%3A${hex(draw(16))}%40unq.gbl.spaces/messages`,
        {
          content: '',
          contenttype: 'Application/Message',
          messagetype: 'Control/Typing',
          clientmessageid: digits(draw, 19),
        },
        'teams',
      ),
  },
  {
    id: 'teams-horizon',
    protocol: 'Teams web, consumption horizon',
    make: (draw) =>
      jsonPost(
        `https://teams.microsoft.com/api/chatsvc/emea/v1/users/ME/conversations/19%3A${hex(draw(16))}%40unq.gbl.spaces/properties?name=consumptionhorizon`,
        { consumptionhorizon: `${digits(draw, 13)};${digits(draw, 13)};${digits(draw, 19)}` },
        'teams',
      ),
  },
  {
    id: 'teams-presence',
    protocol: 'Teams web, presence',
    make: (draw) =>
      jsonPost(
        'https://presence.teams.microsoft.com/v1/presence/getpresence/',
        [{ mri: `8:orgid:${uuid(draw)}`, source: 'ups' }],
        'teams',
      ),
  },
  {
    id: 'google-chat-typing',
    protocol: 'Google Chat web, set_typing_state',
    make: (draw) =>
      post(
        'https://chat.google.com/u/0/api/set_typing_state?c=9',
        'application/json+protobuf',
        JSON.stringify([1, [['dm', base64url(draw(8))]], [null, [digits(draw, 21)]]]),
        'google-chat',
      ),
  },
  {
    id: 'google-chat-read',
    protocol: 'Google Chat web, mark_group_readstate',
    make: (draw) =>
      post(
        'https://chat.google.com/u/0/api/mark_group_readstate?c=10',
        'application/x-protobuf',
        protobufMessage([
          [1, [[3, [[1, base64url(draw(8))]]]]],
          [2, 1_763_700_000_000_000],
        ]),
        'google-chat',
      ),
  },
  {
    id: 'bluesky-read',
    protocol: 'AT Protocol, updateRead',
    make: (draw) =>
      jsonPost(
        'https://morel.us-east.host.bsky.network/xrpc/chat.bsky.convo.updateRead',
        { convoId: `3k${hex(draw(5))}` },
        'bluesky',
      ),
  },
  {
    id: 'bluesky-log',
    protocol: 'AT Protocol, getLog without events',
    make: (draw) =>
      download(
        'https://morel.us-east.host.bsky.network/xrpc/chat.bsky.convo.getLog',
        JSON_TYPE,
        JSON.stringify({ cursor: hex(draw(6)), logs: [] }),
        'bluesky',
      ),
  },
  {
    id: 'mastodon-marker',
    protocol: 'Mastodon API, markers',
    make: (draw) =>
      jsonPost(
        'https://social.example.org/api/v1/markers',
        { notifications: { last_read_id: digits(draw, 18) } },
        'mastodon',
      ),
  },
  {
    id: 'xmpp-chat-state',
    protocol: 'XEP-0085',
    make: (_, index) =>
      stanza(
        `<message xmlns="jabber:client" type="chat" to="robin@example.org"><${index % 2 ? 'composing' : 'paused'} xmlns="http://jabber.org/protocol/chatstates"/></message>`,
      ),
  },
  {
    id: 'xmpp-presence',
    protocol: 'RFC 6121 presence',
    make: () =>
      stanza(
        '<presence xmlns="jabber:client"><priority>0</priority><c xmlns="http://jabber.org/protocol/caps" hash="sha-1" node="https://conversejs.org" ver="TfHz9vOOfqIG0Z9lW5CuPaWGnrQ="/></presence>',
      ),
  },
  {
    id: 'xmpp-ping',
    protocol: 'XEP-0199',
    make: (draw) =>
      stanza(
        `<iq xmlns="jabber:client" type="get" id="${uuid(draw)}"><ping xmlns="urn:xmpp:ping"/></iq>`,
      ),
  },
  {
    id: 'xmpp-stream-ack',
    protocol: 'XEP-0198',
    make: (_, index) => stanza(`<a xmlns="urn:xmpp:sm:3" h="${index}"/>`),
  },
  {
    id: 'xmpp-receipt',
    protocol: 'XEP-0184',
    make: (draw) =>
      stanza(
        `<message xmlns="jabber:client" to="robin@example.org" type="chat"><received xmlns="urn:xmpp:receipts" id="${uuid(draw)}"/></message>`,
      ),
  },
  {
    id: 'xmpp-open',
    protocol: 'RFC 7395 open',
    make: () =>
      stanza('<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="example.org" version="1.0"/>'),
  },
  {
    id: 'zulip-typing',
    protocol: 'Zulip API, typing',
    make: () =>
      form(
        'https://zulip.example.org/json/typing',
        { op: 'start', to: '[9]', type: 'direct' },
        'zulip',
      ),
  },
  {
    id: 'zulip-flags',
    protocol: 'Zulip API, flags',
    make: (draw) =>
      form(
        'https://zulip.example.org/json/messages/flags',
        { messages: `[${digits(draw, 6)}]`, op: 'add', flag: 'read' },
        'zulip',
      ),
  },
  {
    id: 'rocket-chat-ping',
    protocol: 'DDP',
    make: () =>
      frame(
        'wss://rocket.example.org/websocket',
        JSON.stringify({ msg: 'ping' }),
        'out',
        'rocket-chat',
      ),
  },
  {
    id: 'rocket-chat-typing',
    protocol: 'DDP stream-notify-room',
    make: (draw) =>
      frame(
        'wss://rocket.example.org/websocket',
        JSON.stringify({
          msg: 'method',
          id: '7',
          method: 'stream-notify-room',
          params: [`${hex(draw(9))}/user-activity`, 'alice', ['user-typing'], {}],
        }),
        'out',
        'rocket-chat',
      ),
  },
  {
    id: 'rocket-chat-read',
    protocol: 'Rocket.Chat REST',
    make: (draw) =>
      jsonPost(
        'https://rocket.example.org/api/v1/subscriptions.read',
        { rid: hex(draw(17)) },
        'rocket-chat',
      ),
  },
  {
    id: 'mattermost-typing',
    protocol: 'Mattermost socket',
    make: (draw, index) =>
      frame(
        'wss://mattermost.example.org/api/v4/websocket',
        JSON.stringify({
          action: 'user_typing',
          seq: index,
          data: { channel_id: hex(draw(13)), parent_id: '' },
        }),
        'out',
        'mattermost',
      ),
  },
  {
    id: 'mattermost-view',
    protocol: 'Mattermost API',
    make: (draw) =>
      jsonPost(
        'https://mattermost.example.org/api/v4/channels/members/me/view',
        { channel_id: hex(draw(13)), prev_channel_id: '' },
        'mattermost',
      ),
  },
  {
    id: 'instagram-typing',
    protocol: 'Instagram web, lightspeed typing',
    make: (draw) =>
      frame(
        'wss://gateway.instagram.com/ws/lightspeed?x-dgw-appid=936619743392459',
        gatewayData(
          JSON.stringify({
            app_id: '936619743392459',
            payload: JSON.stringify({
              label: '3',
              payload: JSON.stringify({
                thread_key: digits(draw, 15),
                is_group_thread: 0,
                is_typing: 1,
                attribution: 0,
              }),
              version: '25393437286970779',
            }),
            request_id: 9,
            type: 4,
          }),
          3,
        ),
        'out',
        'instagram',
      ),
  },
  {
    id: 'instagram-query',
    protocol: 'Instagram web, GraphQL query',
    make: (draw) =>
      form(
        'https://www.instagram.com/api/graphql',
        {
          av: digits(draw, 17),
          fb_dtsg: base64url(draw(24)),
          fb_api_req_friendly_name: 'IGDInboxTrayQuery',
          variables: JSON.stringify({ mailboxId: digits(draw, 15) }),
          doc_id: digits(draw, 16),
        },
        'instagram',
      ),
  },
  {
    id: 'messenger-read',
    protocol: 'Messenger web, lightspeed label 21',
    make: (draw) =>
      frame(
        gateway,
        gatewayData(
          lightspeed(
            '21',
            { thread_id: digits(draw, 15), last_read_watermark_ts: 1763700000000, sync_group: 1 },
            draw,
          ),
          7,
        ),
        'out',
        'messenger',
      ),
  },
  {
    id: 'messenger-ping',
    protocol: 'DGW ping',
    make: () => frame(gateway, Uint8Array.of(9), 'out', 'messenger'),
  },
  {
    id: 'messenger-ack',
    protocol: 'DGW ack',
    make: (_, index) =>
      frame(gateway, Uint8Array.of(0x0c, 7, 0, 2, 0, 0, index, 0), 'in', 'messenger'),
  },
  {
    id: 'messenger-establish',
    protocol: 'DGW establish',
    make: (_, index) =>
      frame(gateway, Uint8Array.of(0x0f, index, 0, 2, 0, 0, 0x7b, 0x7d), 'out', 'messenger'),
  },
  {
    id: 'messenger-bnzai',
    protocol: 'Facebook telemetry',
    make: (draw) =>
      form(
        'https://www.facebook.com/ajax/bnzai',
        {
          q: JSON.stringify([
            {
              posts: [['falco:mw_thread_open', { thread: digits(draw, 15) }, 1763700000000]],
              trigger: 'falco',
            },
          ]),
          ts: '1763700000000',
        },
        'messenger',
      ),
  },
  {
    id: 'x-read',
    protocol: 'X web, mark read',
    make: (draw) =>
      form(
        `https://x.com/i/api/1.1/dm/conversation/${digits(draw, 10)}-${digits(draw, 10)}/mark_read.json`,
        { conversationId: `${digits(draw, 10)}-1`, last_read_event_id: digits(draw, 19) },
        'x',
      ),
  },
  {
    id: 'x-jot',
    protocol: 'X telemetry',
    make: (draw) =>
      form(
        'https://x.com/i/api/1.1/jot/client_event.json',
        {
          category: 'perftown',
          log: JSON.stringify([
            {
              description: 'rweb:messages:page:show',
              product: 'rweb',
              event_value: Number(digits(draw, 3)),
            },
          ]),
        },
        'x',
      ),
  },
  {
    id: 'x-keepalive',
    protocol: 'X live pipeline',
    make: () => ({
      transport: 'eventsource',
      url: 'https://api.x.com/live_pipeline/events?topic=%2Fdm_update',
      direction: 'in',
      contentType: 'text/event-stream',
      platform: 'x',
      bytes: ':\n\n',
    }),
  },
  {
    id: 'snapchat-typing',
    protocol: 'Snapchat web, SendTypingNotification',
    made: ['protobufjs'],
    make: (draw) =>
      post(
        'https://web.snapchat.com/messagingcoreservice.MessagingCoreService/SendTypingNotification',
        'application/grpc-web+proto',
        grpcWeb(
          protobufMessage([
            [1, [[1, draw(16)]]],
            [2, [[1, draw(16)]]],
            [3, 1],
          ]),
        ),
        'snapchat',
      ),
  },
  {
    id: 'snapchat-sync',
    protocol: 'Snapchat web, DeltaSync',
    made: ['protobufjs'],
    make: (draw) =>
      post(
        'https://web.snapchat.com/messagingcoreservice.MessagingCoreService/DeltaSync',
        'application/grpc-web+proto',
        grpcWeb(
          protobufMessage([
            [1, [[1, draw(16)]]],
            [2, [[1, draw(16)]]],
            [4, 12],
          ]),
        ),
        'snapchat',
      ),
  },
  {
    id: 'snapchat-blizzard',
    protocol: 'Snapchat analytics',
    made: ['protobufjs'],
    make: (draw) =>
      post(
        'https://web.snapchat.com/web-blizzard/web/send',
        'application/x-protobuf',
        protobufMessage([
          [
            1,
            [
              [1, 'WEB_PAGE_VIEW'],
              [2, uuid(draw)],
              [5, 1_763_700_000],
            ],
          ],
        ]),
        'snapchat',
      ),
  },
  {
    id: 'snapchat-trailer',
    protocol: 'grpc-web trailers',
    make: () => ({
      ...download(
        'https://web.snapchat.com/messagingcoreservice.MessagingCoreService/CreateContentMessage',
        'application/grpc-web+proto',
        join([0x80, 0, 0, 0, 15], Buffer.from('grpc-status:0\r\n')),
        'snapchat',
      ),
    }),
  },
  {
    id: 'google-messages-ack',
    protocol: 'Google Messages for web, AckMessages',
    make: (draw) =>
      post(
        'https://instantmessaging-pa.googleapis.com/$rpc/google.internal.communications.instantmessaging.v1.Messaging/AckMessages',
        'application/json+protobuf',
        JSON.stringify([[uuid(draw), null, null, null, null, base64(draw(90))], [[uuid(draw)]]]),
        'google-messages',
      ),
  },
  {
    id: 'wire-typing',
    protocol: 'Wire API, typing',
    make: (draw) =>
      jsonPost(
        `https://prod-nginz-https.wire.com/v9/conversations/example.org/${uuid(draw)}/typing`,
        { status: 'started' },
        'wire',
      ),
  },
];

/** Generic: transports without content, page loads, statistics. */
const generic: Other[] = [
  {
    id: 'socket-io-ping',
    protocol: 'Engine.IO ping',
    made: ['engine.io-parser'],
    make: () =>
      frame('wss://chat.example.org/socket.io/?EIO=4&transport=websocket', engine('ping'), 'in'),
  },
  {
    id: 'mqtt-ping',
    protocol: 'MQTT PINGREQ',
    made: ['mqtt-packet'],
    make: () =>
      frame(
        'wss://chat.example.org/mqtt',
        Uint8Array.from(mqttGenerate({ cmd: 'pingreq' })),
        'out',
      ),
  },
  {
    id: 'mqtt-connect',
    protocol: 'MQTT CONNECT',
    made: ['mqtt-packet'],
    make: (draw) =>
      frame(
        'wss://chat.example.org/mqtt',
        Uint8Array.from(
          mqttGenerate({
            cmd: 'connect',
            protocolId: 'MQTT',
            protocolVersion: 4,
            clean: true,
            clientId: hex(draw(8)),
            keepalive: 30,
          }),
        ),
        'out',
      ),
  },
  {
    id: 'mqtt-puback',
    protocol: 'MQTT PUBACK',
    made: ['mqtt-packet'],
    make: (_, index) =>
      frame(
        'wss://chat.example.org/mqtt',
        Uint8Array.from(mqttGenerate({ cmd: 'puback', messageId: index + 1 })),
        'in',
      ),
  },
  {
    id: 'mqtt-subscribe',
    protocol: 'MQTT SUBSCRIBE',
    made: ['mqtt-packet'],
    make: (draw) =>
      frame(
        'wss://chat.example.org/mqtt',
        Uint8Array.from(
          mqttGenerate({
            cmd: 'subscribe',
            messageId: 2,
            subscriptions: [{ topic: `/users/${digits(draw, 9)}/inbox`, qos: 1 }],
          }),
        ),
        'out',
      ),
  },
  {
    id: 'stomp-heartbeat',
    protocol: 'STOMP heart-beat',
    make: () => frame('wss://chat.example.org/stomp', '\n', 'out'),
  },
  {
    id: 'stomp-subscribe',
    protocol: 'STOMP SUBSCRIBE',
    made: ['@stomp/stompjs'],
    make: (_, index) =>
      frame(
        'wss://chat.example.org/stomp',
        FrameImpl.marshall({
          command: 'SUBSCRIBE',
          headers: { id: `sub-${index}`, destination: '/user/queue/chat' },
        }) as string,
        'out',
      ),
  },
  {
    id: 'signalr-ping',
    protocol: 'SignalR ping',
    made: ['@microsoft/signalr'],
    make: () =>
      frame('wss://chat.example.org/hub', new JsonHubProtocol().writeMessage({ type: 6 }), 'out'),
  },
  {
    id: 'signalr-handshake',
    protocol: 'SignalR handshake',
    make: () => frame('wss://chat.example.org/hub', '{"protocol":"json","version":1}\u001e', 'out'),
  },
  {
    id: 'phoenix-heartbeat',
    protocol: 'Phoenix heartbeat',
    make: (_, index) =>
      frame(
        'wss://chat.example.org/live/websocket',
        JSON.stringify([null, String(index), 'phoenix', 'heartbeat', {}]),
        'out',
      ),
  },
  {
    id: 'action-cable-ping',
    protocol: 'Action Cable ping',
    make: () =>
      frame(
        'wss://chat.example.org/cable',
        JSON.stringify({ type: 'ping', message: 1763700000 }),
        'in',
      ),
  },
  { id: 'empty', protocol: 'empty body', make: () => post(`${SITE}/api/touch`, '', '') },
  {
    id: 'one-byte',
    protocol: 'one byte',
    make: (_, index) => frame(SITE_SOCKET, Uint8Array.of(index), 'out'),
  },
  {
    id: 'counter',
    protocol: 'counter',
    make: (_, index) => frame(SITE_SOCKET, Uint8Array.of(0, 0, 0, index), 'out'),
  },
  {
    id: 'ok',
    protocol: 'short acknowledgement',
    make: () => download(`${SITE}/api/messages`, JSON_TYPE, '{"ok":true}'),
  },
  {
    id: 'typing',
    protocol: 'typing over JSON',
    make: (draw, index) =>
      frame(
        SITE_SOCKET,
        JSON.stringify({ type: 'typing', room: uuid(draw), typing: index % 2 === 0 }),
        'out',
      ),
  },
  {
    id: 'presence',
    protocol: 'presence over JSON',
    make: (draw) =>
      frame(
        SITE_SOCKET,
        JSON.stringify({ type: 'presence', user: digits(draw, 9), state: 'online' }),
        'in',
      ),
  },
  {
    id: 'graphql-query',
    protocol: 'GraphQL query',
    make: (draw) =>
      jsonPost(`${SITE}/graphql`, {
        operationName: 'Inbox',
        query:
          'query Inbox($after: ID, $first: Int!) { inbox(after: $after, first: $first) { edges { node { id unread } } } }',
        variables: { after: base64(draw(12)), first: 20 },
      }),
  },
  {
    id: 'graphql-persisted',
    protocol: 'GraphQL persisted query',
    make: (draw) =>
      jsonPost(`${SITE}/graphql`, {
        operationName: 'Inbox',
        variables: {},
        extensions: { persistedQuery: { version: 1, sha256Hash: hex(draw(32)) } },
      }),
  },
  {
    id: 'telemetry-batch',
    protocol: 'telemetry batch',
    make: (draw) => ({
      ...jsonPost('https://telemetry.example.net/v1/batch', {
        batch: Array.from({ length: 8 }, () => ({
          event: 'click',
          target: 'send-button',
          session: hex(draw(8)),
          at: 1763700000000,
        })),
      }),
      transport: 'beacon',
    }),
  },
  {
    id: 'web-vitals',
    protocol: 'web vitals',
    make: (draw) => ({
      ...form('https://www.google-analytics.com/g/collect?v=2', {
        en: 'page_view',
        _et: digits(draw, 4),
        dl: 'https://chat.example.org/inbox',
        cid: `${digits(draw, 9)}.1763700000`,
      }),
      transport: 'beacon',
    }),
  },
  {
    id: 'sentry',
    protocol: 'Sentry envelope',
    make: (draw) =>
      post(
        'https://sentry.example.net/api/7/envelope/',
        'text/plain;charset=UTF-8',
        `{"event_id":"${hex(draw(16))}","sent_at":"2026-11-21T08:00:00.000Z"}\n{"type":"session"}\n{"sid":"${hex(draw(16))}","init":true,"status":"ok","errors":0}\n`,
      ),
  },
  {
    id: 'grpc-telemetry',
    protocol: 'OTLP, protobuf',
    made: ['protobufjs'],
    make: (draw) =>
      post(
        'https://telemetry.example.net/v1/traces',
        'application/x-protobuf',
        protobufMessage([
          [
            1,
            [
              [
                1,
                [
                  [
                    1,
                    [
                      [1, 'service.name'],
                      [2, [[1, 'chat-web']]],
                    ],
                  ],
                ],
              ],
              [
                2,
                [
                  [
                    2,
                    [
                      [1, draw(16)],
                      [2, draw(8)],
                      [5, 'fetch'],
                      [7, 1_763_700_000],
                    ],
                  ],
                ],
              ],
            ],
          ],
        ]),
      ),
  },
  {
    id: 'css',
    protocol: 'style sheet',
    make: (draw) =>
      download(
        `https://static.example.net/app.${hex(draw(4))}.css`,
        'text/css',
        `.composer{display:flex;gap:4px;padding:8px}.bubble{border-radius:12px;background:#${hex(draw(3))}}@media (max-width:600px){.sidebar{display:none}}`,
      ),
  },
  {
    id: 'script',
    protocol: 'script',
    make: (draw) =>
      download(
        `https://static.example.net/chunk.${hex(draw(4))}.js`,
        'text/javascript',
        `"use strict";(self.webpackChunk=self.webpackChunk||[]).push([[${digits(draw, 4)}],{${digits(draw, 5)}:(e,t,n)=>{n.d(t,{A:()=>r});const r=e=>e.map((e=>e+1))}}]);`,
      ),
  },
  {
    id: 'html',
    protocol: 'page',
    make: (draw) =>
      download(
        `${SITE}/inbox`,
        'text/html; charset=utf-8',
        `<!doctype html><html lang="en"><head><title>Inbox</title><script nonce="${base64(draw(12))}" src="/app.js"></script></head><body><div id="root"></div></body></html>`,
      ),
  },
  {
    id: 'svg',
    protocol: 'icon',
    make: (draw) =>
      download(
        `https://static.example.net/${hex(draw(4))}.svg`,
        'image/svg+xml',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M12 2a10 10 0 1 0 0 20z"/></svg>',
      ),
  },
  {
    id: 'wasm',
    protocol: 'WebAssembly module',
    make: (draw) =>
      download(
        'https://static.example.net/core.wasm',
        'application/wasm',
        join(
          [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 4, 1, 2, 0, 11],
          draw(0),
        ),
      ),
  },
  {
    id: 'translations',
    protocol: 'strings of the interface',
    make: (draw) =>
      download(
        `https://static.example.net/i18n/en.${hex(draw(4))}.json`,
        JSON_TYPE,
        JSON.stringify({
          'composer.placeholder': 'Write a message',
          'inbox.empty': 'No messages yet',
          'menu.settings': 'Settings',
        }),
      ),
  },
  {
    id: 'feature-flags',
    protocol: 'feature flags',
    make: (draw) =>
      download(
        `${SITE}/api/flags`,
        JSON_TYPE,
        JSON.stringify({ flags: { newComposer: true, reactions: false }, etag: hex(draw(8)) }),
      ),
  },
  {
    id: 'pagination',
    protocol: 'paging through a list',
    make: (draw) =>
      jsonPost(`${SITE}/api/conversations/list`, {
        cursor: base64(draw(24)),
        limit: 50,
        unreadOnly: false,
      }),
  },
  {
    id: 'upload-ticket',
    protocol: 'upload slot',
    make: (draw) =>
      jsonPost(`${SITE}/api/uploads`, {
        size: Number(digits(draw, 6)),
        type: 'image/jpeg',
        sha256: hex(draw(32)),
      }),
  },
  {
    id: 'webrtc-offer',
    protocol: 'WebRTC offer',
    make: (draw) =>
      frame(
        SITE_SOCKET,
        JSON.stringify({
          type: 'offer',
          sdp: `v=0\r\no=- ${digits(draw, 18)} 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=ice-ufrag:${base64(draw(3))}\r\na=fingerprint:sha-256 ${hex(draw(32)).replace(/(..)(?=.)/g, '$1:')}\r\n`,
        }),
        'out',
      ),
  },
  {
    id: 'cookie-consent',
    protocol: 'consent',
    make: (draw) =>
      jsonPost('https://consent.example.net/v2/record', {
        id: uuid(draw),
        purposes: { necessary: true, analytics: false },
        at: 1763700000,
      }),
  },
];

function engine(type: 'ping' | 'pong'): string {
  let encoded = '';
  encodePacket({ type }, true, (packet) => {
    encoded = String(packet);
  });
  return encoded;
}

/** Keys, public and private: what an honest client uploads, fetches and shares. */
function keys(sealers: Sealers): Other[] {
  const { libsignal, megolm, mls, pgp, signal } = sealers;
  const olmTo = (type: number, body: string, draw: Bytes): Made =>
    jsonPost(
      `https://matrix.example.org/_matrix/client/v3/sendToDevice/m.room.encrypted/m${digits(draw, 13)}.0`,
      {
        messages: {
          '@bob:example.org': {
            RJYKSTBOIE: {
              algorithm: 'm.olm.v1.curve25519-aes-sha2',
              sender_key: megolm.senderKey,
              ciphertext: { [base64(draw(32)).replace('=', '')]: { type, body } },
            },
          },
        },
      },
      'matrix',
    );
  return [
    {
      id: 'matrix-share-first',
      protocol: 'Matrix room key in a first Olm message',
      made: ['@matrix-org/olm'],
      twin: 'sealed/megolm',
      make: (draw) => olmTo(0, megolm.olmPreKey, draw),
    },
    {
      id: 'matrix-share',
      protocol: 'Matrix room key in an Olm message',
      made: ['@matrix-org/olm'],
      twin: 'sealed/megolm',
      make: (draw) => olmTo(1, megolm.olm, draw),
    },
    {
      id: 'matrix-upload',
      protocol: 'Matrix keys/upload',
      made: ['@matrix-org/olm'],
      twin: 'sealed/megolm',
      make: (draw) =>
        jsonPost(
          'https://matrix.example.org/_matrix/client/v3/keys/upload',
          {
            device_keys: {
              algorithms: ['m.olm.v1.curve25519-aes-sha2', 'm.megolm.v1.aes-sha2'],
              device_id: 'RJYKSTBOIE',
              keys: {
                'curve25519:RJYKSTBOIE': megolm.senderKey,
                'ed25519:RJYKSTBOIE': base64(draw(32)).replace('=', ''),
              },
              signatures: {
                '@a:example.org': { 'ed25519:RJYKSTBOIE': base64(draw(64)).replace(/=/g, '') },
              },
              user_id: '@a:example.org',
            },
            one_time_keys: {
              'signed_curve25519:AAAAHQ': {
                key: base64(draw(32)).replace('=', ''),
                signatures: {
                  '@a:example.org': { 'ed25519:RJYKSTBOIE': base64(draw(64)).replace(/=/g, '') },
                },
              },
            },
          },
          'matrix',
        ),
    },
    {
      id: 'matrix-upload-rust',
      protocol: 'Matrix keys/upload, as Element sends it',
      made: ['@matrix-org/matrix-sdk-crypto-wasm'],
      twin: 'sealed/megolm-rust',
      make: () =>
        jsonPost(
          'https://matrix.example.org/_matrix/client/v3/keys/upload',
          JSON.parse(sealers.matrixRust.keysUpload),
          'matrix',
        ),
    },
    {
      id: 'matrix-claim',
      protocol: 'Matrix keys/claim',
      twin: 'sealed/megolm',
      make: () =>
        jsonPost(
          'https://matrix.example.org/_matrix/client/v3/keys/claim',
          {
            one_time_keys: { '@bob:example.org': { RJYKSTBOIE: 'signed_curve25519' } },
            timeout: 10000,
          },
          'matrix',
        ),
    },
    {
      id: 'matrix-backup',
      protocol: 'Matrix key backup',
      twin: 'sealed/megolm',
      make: (draw) =>
        jsonPost(
          'https://matrix.example.org/_matrix/client/v3/room_keys/keys?version=1',
          {
            rooms: {
              '!abc:example.org': {
                sessions: {
                  [megolm.sessionId]: {
                    first_message_index: 0,
                    forwarded_count: 0,
                    is_verified: true,
                    session_data: {
                      ephemeral: base64(draw(32)).replace('=', ''),
                      ciphertext: base64(draw(416)),
                      mac: base64(draw(8)).replace('=', ''),
                    },
                  },
                },
              },
            },
          },
          'matrix',
        ),
    },
    {
      id: 'sender-key-distribution',
      protocol: 'Signal sender key distribution',
      made: ['@signalapp/libsignal-client'],
      twin: 'sealed/libsignal-group',
      make: () => siteMessage(base64(libsignal.distribution)),
    },
    {
      id: 'signal-pre-keys',
      protocol: 'Signal pre-key upload',
      twin: 'sealed/libsignal',
      make: (draw) =>
        jsonPost(`${SITE}/v2/keys`, {
          signedPreKey: {
            keyId: 8,
            publicKey: base64(join([5], draw(32))),
            signature: base64(draw(64)),
          },
          preKeys: Array.from({ length: 10 }, (_, keyId) => ({
            keyId,
            publicKey: base64(join([5], draw(32))),
          })),
          pqLastResortPreKey: {
            keyId: 9,
            publicKey: base64(join([8], draw(1568))),
            signature: base64(draw(64)),
          },
        }),
    },
    {
      id: 'signal-bundle',
      protocol: 'Signal pre-key bundle from the server',
      twin: 'sealed/libsignal',
      make: (draw) =>
        download(
          `${SITE}/v2/keys/${uuid(draw)}/1`,
          JSON_TYPE,
          JSON.stringify({
            identityKey: base64(join([5], draw(32))),
            devices: [
              {
                deviceId: 1,
                registrationId: 4711,
                signedPreKey: {
                  keyId: 8,
                  publicKey: base64(join([5], draw(32))),
                  signature: base64(draw(64)),
                },
              },
            ],
          }),
        ),
    },
    {
      id: 'mls-commit',
      protocol: 'MLS commit',
      made: ['ts-mls'],
      twin: 'sealed/wire-mls',
      make: (draw) => post(wirePath('mls', draw), 'message/mls', mls.commit, 'wire'),
    },
    {
      id: 'mls-proposal',
      protocol: 'MLS proposal, private',
      made: ['ts-mls'],
      twin: 'sealed/wire-mls',
      make: (draw) => post(wirePath('mls', draw), 'message/mls', mls.proposal, 'wire'),
    },
    {
      id: 'mls-public-proposal',
      protocol: 'MLS proposal, public',
      made: ['ts-mls'],
      twin: 'sealed/wire-mls',
      make: (draw) => post(wirePath('mls', draw), 'message/mls', mls.publicProposal, 'wire'),
    },
    {
      id: 'mls-welcome',
      protocol: 'MLS welcome',
      made: ['ts-mls'],
      twin: 'sealed/wire-mls',
      make: (draw) => post(wirePath('mls', draw), 'message/mls', mls.welcome, 'wire'),
    },
    {
      id: 'mls-key-package',
      protocol: 'MLS key package',
      made: ['ts-mls'],
      twin: 'sealed/wire-mls',
      make: () =>
        post(
          'https://prod-nginz-https.wire.com/v9/mls/key-packages/self/abc',
          'message/mls',
          mls.keyPackage,
          'wire',
        ),
    },
    {
      id: 'omemo-transport',
      protocol: 'OMEMO key transport without payload',
      made: ['@privacyresearch/libsignal-protocol-typescript'],
      twin: 'sealed/omemo',
      make: async () => stanza(legacyStanza({ ...(await omemoLegacy(signal, '')), payload: '' })),
    },
    {
      id: 'omemo-bundle',
      protocol: 'OMEMO bundle',
      twin: 'sealed/omemo',
      make: (draw) =>
        stanza(
          `<iq xmlns="jabber:client" type="set" id="${uuid(draw)}"><pubsub xmlns="http://jabber.org/protocol/pubsub"><publish node="eu.siacs.conversations.axolotl.bundles:27183"><item><bundle xmlns="eu.siacs.conversations.axolotl"><signedPreKeyPublic signedPreKeyId="1">${base64(join([5], draw(32)))}</signedPreKeyPublic><signedPreKeySignature>${base64(draw(64))}</signedPreKeySignature><identityKey>${base64(join([5], draw(32)))}</identityKey></bundle></item></publish></pubsub></iq>`,
        ),
    },
    {
      id: 'openpgp-public-key',
      protocol: 'OpenPGP public key',
      made: ['openpgp'],
      twin: 'sealed/openpgp-armored',
      make: () => form(`${SITE}/pks/add`, { keytext: pgp.publicKey }),
    },
    {
      id: 'wire-clients',
      protocol: 'Wire client registration',
      made: ['@wireapp/proteus'],
      twin: 'sealed/wire-proteus',
      make: (draw) =>
        jsonPost(
          'https://prod-nginz-https.wire.com/v9/clients',
          {
            type: 'permanent',
            class: 'desktop',
            prekeys: [{ id: 1, key: base64(draw(70)) }],
            lastkey: { id: 65535, key: base64(draw(70)) },
          },
          'wire',
        ),
    },
    {
      id: 'wire-empty-otr',
      protocol: 'Wire NewOtrMessage without recipients',
      made: ['protobufjs'],
      twin: 'sealed/wire-proteus',
      make: (draw) =>
        post(wirePath('proteus', draw), 'application/x-protobuf', wireOtrMessage([]), 'wire'),
    },
    {
      id: 'x-registration',
      protocol: 'XChat public key registration',
      twin: 'sealed/x-chat',
      make: (draw) =>
        jsonPost(
          'https://api.x.com/graphql/aB3_/AddXChatPublicKey',
          {
            variables: {
              version: '1763600000000',
              public_key: base64(join([4], draw(64))),
              signing_public_key: base64(join([4], draw(64))),
              identity_public_key_signature: base64(draw(64)),
            },
          },
          'x',
        ),
    },
    {
      id: 'x-conversation-keys',
      protocol: 'XChat conversation keys for the members',
      twin: 'sealed/x-chat',
      make: (draw) =>
        jsonPost(
          'https://api.x.com/graphql/aB3_/AddEncryptedConversationKeys',
          {
            variables: {
              conversation_id: '1-2',
              conversation_key_version: '1763600000000',
              conversation_participant_keys: [1, 2].map((user) => ({
                user_id: String(user),
                encrypted_conversation_key: base64(join([4], draw(64 + 48))),
                public_key_version: '1',
              })),
            },
          },
          'x',
        ),
    },
    {
      id: 'snapchat-web-key',
      protocol: 'Snapchat web, InitializeWebKey',
      made: ['protobufjs'],
      twin: 'sealed/snapchat-fidelius',
      make: (draw) =>
        post(
          'https://web.snapchat.com/snapchat.fidelius.FideliusIdentityService/InitializeWebKey',
          'application/grpc-web+proto',
          grpcWeb(
            protobufMessage([
              [1, join([4], draw(64))],
              [2, 10],
            ]),
          ),
          'snapchat',
        ),
    },
    {
      id: 'server-delivered-key',
      protocol: 'a room key handed out by the server',
      twin: 'opaque-unknown/aes-gcm-json-base64',
      make: (draw) =>
        download(
          `${SITE}/api/rooms/7/key`,
          JSON_TYPE,
          JSON.stringify({
            room: 7,
            algorithm: 'AES-GCM',
            key: base64(draw(32)),
            expires: 1763700000,
          }),
        ),
    },
    {
      id: 'server-delivered-jwk',
      protocol: 'a JSON web key set from the server',
      twin: 'sealed-holder-open/jwe-compact',
      make: (draw) =>
        download(
          `${SITE}/.well-known/jwks.json`,
          JSON_TYPE,
          JSON.stringify({
            keys: [
              {
                kty: 'EC',
                crv: 'P-256',
                x: base64url(draw(32)),
                y: base64url(draw(32)),
                kid: hex(draw(4)),
              },
            ],
          }),
        ),
    },
    {
      id: 'rocket-chat-room-key',
      protocol: 'Rocket.Chat, wrapped room key',
      twin: 'sealed/rocket-chat-v2',
      make: (draw) =>
        jsonPost(
          'https://rocket.example.org/api/v1/e2e.updateGroupKey',
          { uid: hex(draw(9)), rid: hex(draw(17)), key: `${base64(draw(9))}${base64(draw(256))}` },
          'rocket-chat',
        ),
    },
    {
      id: 'rocket-chat-user-keys',
      protocol: 'Rocket.Chat, user keys',
      twin: 'sealed/rocket-chat-v2',
      make: (draw) =>
        jsonPost(
          'https://rocket.example.org/api/v1/e2e.setUserPublicAndPrivateKeys',
          {
            public_key: JSON.stringify({
              alg: 'RSA-OAEP-256',
              e: 'AQAB',
              kty: 'RSA',
              n: base64url(draw(256)),
            }),
            private_key: JSON.stringify({
              iv: base64(draw(12)),
              ciphertext: base64(draw(1200)),
              salt: `v2:${hex(draw(9))}`,
              iterations: 100000,
            }),
          },
          'rocket-chat',
        ),
    },
    {
      id: 'matrix-reaction',
      protocol: 'Matrix reaction, readable',
      twin: 'readable-platform/matrix-clear',
      make: (draw) =>
        matrixSend(
          'm.reaction',
          {
            'm.relates_to': {
              rel_type: 'm.annotation',
              event_id: `$${base64url(draw(32))}`,
              key: '👍',
            },
          },
          draw,
        ),
    },
  ];
}

function otherForm(family: string, count: number, more: Partial<Form>) {
  return ({
    id,
    protocol,
    made = ['node:buffer'],
    twin = 'readable-platform/site-json',
    make,
  }: Other): Form => ({
    name: `${family}/${id}`,
    truth: 'other',
    expected: 'not-a-message',
    allowed: ['inconclusive'],
    protocol,
    made,
    count,
    twin,
    ...more,
    make: (sample, draw, index) => make(draw, index, sample),
  });
}

export function otherForms(sealers: Sealers): Form[] {
  return [
    ...signals.map(otherForm('other-signals', 16, {})),
    ...generic.map(otherForm('other-generic', 16, {})),
    ...keys(sealers).map(otherForm('other-keys', 16, {})),
  ];
}
