/**
 * Addresses as real clients write them (regional hosts, versions, query strings), and near misses. Each line: what the
 * payload is, and the rule that it falls under, or none.
 */
import { describe, expect, it } from 'vitest';
import type { Layer } from '../engine/finding.ts';
import type { ChannelKind, Direction } from '../messages/observation.ts';
import { candidateRules, ruleFor } from './match.ts';
import { profiles } from './registry.ts';

interface Payload {
  /** Paths of the anatomy. */
  has?: string[];
  values?: Record<string, string>;
  channel?: ChannelKind;
  direction?: Direction;
  method?: string;
}

function ruleOf(url: string, payload: Payload): string | undefined {
  const { has = [], values = {}, method = '' } = payload;
  const socket = url.startsWith('ws') ? 'websocket' : 'fetch';
  const { channel = socket, direction = 'out' } = payload;
  const children = [...has, ...Object.keys(values)].map((path): Layer => {
    return { path, format: 'leaf', size: 9, children: [] };
  });
  const candidates = candidateRules(profiles, { channel, direction, method, url });
  const anatomy = { path: '', format: 'json', size: 99, children };
  const match = ruleFor(candidates, { anatomy }, new Map(Object.entries(values)));
  return match && `${match.profile.id} ${match.rule.id}`;
}

type Row = [url: string, payload: Payload, rule: string | undefined];

const incoming = { direction: 'in' } as const;

function check(rows: Row[]): void {
  it.each(rows)('%s %j → %s', (url, payload, rule) => {
    expect(ruleOf(url, payload)).toBe(rule);
  });
}

describe('WhatsApp and Messenger', () => {
  check([
    ['wss://web.whatsapp.com/ws/chat', {}, 'whatsapp send'],
    ['wss://web.whatsapp.com/ws/chat?ED=CAgIDQ', {}, 'whatsapp send'],
    ['wss://web.whatsapp.com:5222/ws/chat', {}, 'whatsapp send'],
    ['wss://web.whatsapp.com/ws/chat', incoming, 'whatsapp receive'],
    ['wss://web.whatsapp.com/ws/chat', { has: ['iq@id'] }, 'whatsapp query'],
    ['wss://web.whatsapp.com/other', {}, undefined],
    ['wss://web.whatsapp.com.example/ws/chat', {}, undefined],
    ['https://dit.whatsapp.net/deidentified_telemetry', {}, 'whatsapp telemetry-2'],
    ['https://mmg.whatsapp.net/v/t62?ccb=1', incoming, 'whatsapp media-download'],
    ['wss://web-chat-e2ee.facebook.com/ws/chat', {}, 'messenger sealed-socket'],
    ['wss://web-chat.facebook.com/ws/chat', {}, undefined],
    [
      'wss://gateway.facebook.com/ws/lightspeed?x-dgw-appid=1',
      { has: ['payload.tasks[].payload.text'] },
      'messenger send',
    ],
    [
      'wss://gateway.facebook.com/ws/lightspeed',
      { has: ['payload.tasks[].payload.last_read_watermark_ts', 'request_id'] },
      'messenger read-mark',
    ],
    [
      'wss://gateway.facebook.com/ws/realtime',
      { has: ['payload.payload.is_typing', 'app_id'] },
      'messenger typing',
    ],
    ['wss://gateway.facebook.com/ws/lightspeed', {}, undefined],
    [
      'wss://edge-chat.messenger.com/chat?sid=1',
      { has: ['ls_req.payload.tasks[].payload.text'] },
      'messenger mqtt-send',
    ],
    ['https://www.facebook.com/ajax/bz?__a=1', { channel: 'beacon' }, 'messenger telemetry'],
    ['https://www.facebook.com/api/graphql/', { has: ['variables.input.text'] }, undefined],
  ]);
});

describe('Instagram', () => {
  const sent = { has: ['variables.text.sensitive_string_value'], method: 'POST' };
  check([
    ['https://www.instagram.com/graphql/query', sent, 'instagram send'],
    ['https://www.instagram.com/api/graphql?x=1', sent, 'instagram send'],
    ['https://www.instagram.com/api/other', sent, undefined],
    ['https://www.instagram.com/api/graphql', { has: ['variables.input'] }, undefined],
    [
      'https://www.instagram.com/api/graphql',
      { values: { fb_api_req_friendly_name: 'IGDirectReactionSendMutation' } },
      'instagram thread-query',
    ],
    [
      'wss://gateway.instagram.com/ws/streamcontroller',
      { ...incoming, has: ['data.slide_delta_processor[].message.text_body'] },
      'instagram receive',
    ],
    ['wss://gateway.instagram.com/ws/streamcontroller', { ...incoming, has: ['a'] }, undefined],
  ]);
});

describe('Snapchat, Telegram, Google Messages', () => {
  const snapchat = 'https://web.snapchat.com/messagingcoreservice.MessagingCoreService';
  const messaging = 'google.internal.communications.instantmessaging.v1.Messaging';
  check([
    [`${snapchat}/CreateContentMessage`, { method: 'POST' }, 'snapchat send'],
    [`${snapchat}/SendTypingNotification`, {}, 'snapchat typing'],
    [`${snapchat}/BatchDeltaSync`, {}, 'snapchat sync-query'],
    [`${snapchat}/BatchDeltaSync`, incoming, 'snapchat sync'],
    [`${snapchat}/CreateConversation`, {}, undefined],
    ['https://web.snapchat.com/web-blizzard/web/send', {}, 'snapchat telemetry'],
    ['wss://zws2.web.telegram.org/apiws', {}, 'telegram send'],
    ['wss://zws5-1.web.telegram.org/apiws_test', {}, 'telegram send'],
    ['wss://kws4-1.web.telegram.org/apiws_premium', {}, 'telegram send'],
    ['wss://pluto.web.telegram.org/apiws', incoming, 'telegram receive'],
    ['https://venus-1.web.telegram.org/apiw1', { method: 'POST' }, 'telegram send-http'],
    ['wss://web.telegram.org.example/apiws', {}, undefined],
    ['https://web.telegram.org/a/main.js', incoming, undefined],
    [
      `https://instantmessaging-pa.googleapis.com/$rpc/${messaging}/SendMessage`,
      { method: 'POST' },
      'google-messages send',
    ],
    [
      `https://instantmessaging-pa.clients6.google.com/$rpc/${messaging}/SendMessage`,
      {},
      'google-messages send-account',
    ],
    [
      `https://instantmessaging-pa.googleapis.com/$rpc/${messaging}/AckMessages`,
      {},
      'google-messages acknowledgement',
    ],
    [
      `https://instantmessaging-pa.googleapis.com/$rpc/${messaging}/ReceiveMessages`,
      incoming,
      'google-messages receive',
    ],
    [
      `https://instantmessaging-pa.example.com/$rpc/${messaging}/SendMessage`,
      { method: 'POST' },
      undefined,
    ],
  ]);
});

describe('X and TikTok', () => {
  check([
    ['https://api.x.com/graphql/abc/SendMessageMutation', { method: 'POST' }, 'x chat-send'],
    ['https://x.com/i/api/graphql/abc/SendMessageMutation', {}, 'x chat-send'],
    ['https://x.com/i/api/graphql/abc/CreateTweet', {}, undefined],
    ['https://x.com/i/api/graphql/abc/useTypingNotifierMutation', {}, 'x typing'],
    ['https://x.com/i/api/1.1/dm/new2.json?ext=mediaColor', {}, 'x classic-send'],
    ['https://twitter.com/i/api/1.1/dm/new2.json', {}, 'x classic-send-twitter'],
    ['https://x.com/i/api/1.1/dm/conversation/1-2/mark_read.json', {}, 'x read-mark'],
    ['https://api.x.com/1.1/jot/client_event.json', { channel: 'beacon' }, 'x telemetry'],
    ['https://notx.com/i/api/1.1/dm/new2.json', {}, undefined],
    ['https://im-api-sg.tiktok.com/v1/message/send?aid=1988', {}, 'tiktok send'],
    ['https://im-api.tiktok.com/v1/client/input_status', {}, 'tiktok typing'],
    ['https://im-api.tiktok.com/v3/conversation/mark_read', {}, 'tiktok read-mark'],
    ['https://www.tiktok.com/v1/message/send', {}, undefined],
    [
      'wss://im-ws-va.tiktok.com/ws/v2?aid=1988',
      { ...incoming, has: ['8.8.6.500.5.8.text'] },
      'tiktok receive',
    ],
    ['wss://im-ws-va.tiktok.com/ws/v2', { ...incoming, has: ['8.8.6.1'] }, undefined],
  ]);
});

describe('Discord, Slack, LinkedIn, Teams, Google Chat', () => {
  const teams = 'https://teams.microsoft.com/api/chatsvc/emea/v1/users/ME';
  const linkedIn = 'https://www.linkedin.com/voyager/api';
  check([
    ['https://discord.com/api/v9/channels/1/messages', { method: 'POST' }, 'discord send'],
    ['https://canary.discord.com/api/v10/channels/1/messages', {}, 'discord send'],
    ['https://discord.com/api/v9/channels/1/messages/2', { method: 'PATCH' }, 'discord edit'],
    [
      'https://discord.com/api/v9/channels/1/messages/2/ack',
      { method: 'POST' },
      'discord acknowledgement',
    ],
    ['https://discord.com/api/v9/science', {}, 'discord telemetry'],
    [
      'https://discord.com/api/v9/channels/1/messages?limit=50',
      { ...incoming, has: ['[].content'] },
      'discord history',
    ],
    ['wss://gateway.discord.gg/?v=9', { ...incoming, has: ['op', 'd.content'] }, 'discord receive'],
    [
      'wss://gateway-us-east1-b.discord.gg/?v=9',
      { ...incoming, has: ['op', 'd.v'] },
      'discord receive-other',
    ],
    ['wss://gateway.discord.gg/?v=9', { has: ['op', 'd.token'] }, 'discord gateway'],
    ['wss://gateway.discord.gg/?v=9', incoming, undefined],
    ['https://acme.slack.com/api/chat.postMessage?_x_id=1', { method: 'POST' }, 'slack send'],
    ['https://acme.enterprise.slack.com/api/chat.postMessage', {}, 'slack send'],
    ['https://acme.slack.com/api/chat.update', { method: 'POST' }, 'slack edit'],
    ['https://acme.slack.com/api/drafts.update', {}, 'slack draft'],
    ['https://acme.slack.com/api/conversations.mark', {}, 'slack read-mark'],
    ['https://slack.com/clog/track/?logs=1', { channel: 'beacon' }, 'slack telemetry-2'],
    ['https://acme.slack.com.example/api/chat.postMessage', {}, undefined],
    [
      'wss://wss-backup.slack.com/?token=x',
      { ...incoming, values: { type: 'message' }, has: ['text'] },
      'slack receive',
    ],
    [
      'wss://wss-primary.slack.com/?token=x',
      { ...incoming, values: { type: 'user_typing' } },
      'slack receive-typing',
    ],
    ['wss://wss-primary.slack.com/', { values: { type: 'ping' } }, 'slack ping'],
    [`${linkedIn}/voyagerMessagingDashMessengerMessages?action=createMessage`, {}, 'linkedin send'],
    [`${linkedIn}/voyagerMessagingDashMessengerMessages?action=recall`, {}, 'linkedin recall'],
    [`${linkedIn}/voyagerMessagingDashMessengerConversations?action=typing`, {}, 'linkedin typing'],
    [`${linkedIn}/me`, {}, undefined],
    ['https://www.linkedin.com/li/track', { channel: 'beacon' }, 'linkedin telemetry'],
    [
      'https://www.linkedin.com/realtime/connect?rc=1',
      {
        ...incoming,
        channel: 'eventsource',
        has: ['com.linkedin.realtimefrontend.ClientConnection.id'],
      },
      'linkedin receive-other',
    ],
    [`${teams}/conversations/19:a@unq/messages`, { has: ['content'] }, 'teams send'],
    [
      'https://teams.live.com/api/chatsvc/consumer/v1/users/ME/conversations/1/messages',
      { has: ['content'] },
      'teams send-3',
    ],
    [
      'https://emea.ng.msg.teams.microsoft.com/v1/users/ME/conversations/1/messages',
      { has: ['content'] },
      'teams send-4',
    ],
    [
      `${teams}/conversations/19:a@unq/messages`,
      { has: ['content'], values: { messagetype: 'Control/Typing' } },
      'teams typing',
    ],
    [
      `${teams}/conversations/19:a@unq/properties?name=consumptionhorizon`,
      { method: 'PUT' },
      'teams property',
    ],
    ['https://teams.microsoft.com/api/mt/emea/beta/users/fetch', {}, undefined],
    ['https://browser.events.data.microsoft.com/OneCollector/1.0/', {}, 'teams telemetry'],
    ['https://chat.google.com/u/0/api/create_topic?rt=b', {}, 'google-chat create-topic'],
    ['https://chat.google.com/u/2/api/create_message?c=1', {}, 'google-chat create-message'],
    ['https://chat.google.com/u/0/api/set_typing_state', {}, 'google-chat typing'],
    ['https://chat.google.com/u/0/api/create_space', {}, undefined],
    ['https://docs.google.com/u/0/api/create_topic', {}, undefined],
  ]);
});

describe('services that are matched by path', () => {
  const room = 'https://matrix.example.org/_matrix/client';
  check([
    [`${room}/r0/rooms/!a:b/send/m.room.encrypted/1`, { method: 'PUT' }, 'matrix send-encrypted'],
    [`${room}/v3/rooms/!a:b/send/m.room.message/1`, {}, 'matrix send'],
    [`${room}/v3/rooms/!a:b/send/m.room.messages/1`, {}, undefined],
    [`${room}/v3/rooms/!a:b/read_markers`, {}, 'matrix read-mark'],
    [`${room}/v3/rooms/!a:b/typing/@a:b`, {}, 'matrix typing'],
    [`${room}/v3/sendToDevice/m.room.encrypted/1`, {}, 'matrix send-to-device'],
    [`${room}/unstable/keys/upload`, { method: 'POST' }, 'matrix keys'],
    [
      `${room}/v3/sync?since=1`,
      { ...incoming, has: ['next_batch', 'rooms.join.{}.timeline.events[].content.body'] },
      'matrix sync',
    ],
    [
      `${room}/unstable/org.matrix.simplified_msc3575/sync`,
      { ...incoming, has: ['pos', 'rooms.{}.timeline[].content.ciphertext'] },
      'matrix sync',
    ],
    [
      `${room}/v3/sync`,
      { ...incoming, has: ['next_batch', 'to_device.events[].content.ciphertext.{}.body'] },
      'matrix sync-keys',
    ],
    [
      `${room}/v3/sync`,
      { ...incoming, has: ['next_batch', 'presence.events[].content.presence'] },
      'matrix sync-other',
    ],
    ['https://pds.example/xrpc/chat.bsky.convo.sendMessage', {}, 'bluesky send'],
    ['https://pds.example/xrpc/chat.bsky.convo.sendMessageBatch', {}, 'bluesky send-batch'],
    ['https://pds.example/xrpc/chat.bsky.convo.updateRead', {}, 'bluesky read-mark'],
    ['https://pds.example/xrpc/app.bsky.feed.post', {}, undefined],
    ['https://a.example/api/v1/statuses', { values: { visibility: 'direct' } }, 'mastodon send'],
    ['https://a.example/api/v1/statuses', { values: { visibility: 'unlisted' } }, 'mastodon post'],
    ['https://a.example/api/v1/statuses', {}, undefined],
    ['https://a.example/api/v1/statuses/1/favourite', {}, undefined],
    ['https://a.example/json/messages', { has: ['content'], method: 'POST' }, 'zulip send'],
    ['https://a.example/json/messages/7', { has: ['content'], method: 'PATCH' }, 'zulip edit'],
    ['https://a.example/json/typing', {}, 'zulip typing'],
    ['https://a.example/json/message', { has: ['content'] }, undefined],
    [
      'https://a.example/json/events?queue_id=1',
      { ...incoming, has: ['events[].message.content'] },
      'zulip receive',
    ],
    ['https://a.example/api/v4/posts', { has: ['message'], method: 'POST' }, 'mattermost send'],
    ['https://a.example/api/v4/posts/x/patch', { has: ['message'] }, 'mattermost edit'],
    ['https://a.example/api/v4/posts/x/reactions', {}, undefined],
    ['https://a.example/api/v4/drafts', { has: ['message'] }, 'mattermost draft'],
    [
      'wss://a.example/api/v4/websocket?connection_id=',
      { ...incoming, has: ['event', 'data.post.message'] },
      'mattermost receive',
    ],
    [
      'wss://a.example/api/v4/websocket',
      { ...incoming, values: { event: 'typing' } },
      'mattermost receive-typing',
    ],
    [
      'wss://a.example/websocket',
      { values: { msg: 'method', method: 'sendMessage' }, has: ['params[].msg'] },
      'rocket-chat send',
    ],
    [
      'wss://a.example/websocket',
      { has: ['msg', 'params[].content.ciphertext'] },
      'rocket-chat send-sealed',
    ],
    ['wss://a.example/websocket', { values: { msg: 'pong' } }, 'rocket-chat query'],
    ['wss://a.example/websocket', {}, undefined],
    [
      'https://a.example/api/v1/method.call/sendMessage',
      { has: ['message.params[].msg'] },
      'rocket-chat method-send',
    ],
    [
      'https://a.example/api/v1/method.call/getRooms',
      { has: ['message.msg'] },
      'rocket-chat method-other',
    ],
    [
      'https://a.example/v9/conversations/wire.com/9f1d/proteus/messages',
      { method: 'POST' },
      'wire send-proteus',
    ],
    ['https://a.example/v9/mls/messages', { method: 'POST' }, 'wire send-mls'],
    ['https://a.example/v9/mls/commit-bundles', { method: 'POST' }, 'wire mls-commit'],
    ['https://a.example/v9/mls/message', { method: 'POST' }, undefined],
    ['https://a.example/http-bind', { has: ['body.message.body'] }, 'xmpp send'],
    ['https://a.example/http-bind', { has: ['body.iq@id'] }, 'xmpp query'],
    [
      'wss://a.example/ws',
      { has: ['message@to', 'message.encrypted.header@sid'] },
      'xmpp send-keys',
    ],
    ['wss://a.example/ws', { has: ['message@to', 'message@type'] }, 'xmpp send-other'],
    [
      'wss://a.example/ws',
      { ...incoming, has: ['message@from', 'message.result.forwarded.message.body'] },
      'xmpp receive',
    ],
    ['wss://a.example/ws', { has: ['messages.body'] }, undefined],
  ]);
});

describe('Threema and WeChat', () => {
  check([
    ['https://web.threema.ch/#!/messenger', { channel: 'datachannel' }, 'threema send'],
    ['wss://saltyrtc-4f.threema.ch/4f00', {}, 'threema relay-send'],
    ['https://web.threema.ch/', {}, undefined],
    ['https://wx2.qq.com/cgi-bin/mmwebwx-bin/webwxsendmsg?pass_ticket=x', {}, 'wechat send'],
    ['https://web.wechat.com/cgi-bin/mmwebwx-bin/webwxsendmsg', {}, 'wechat send-abroad'],
    ['https://wx2.qq.com/cgi-bin/mmwebwx-bin/webwxgetcontact', {}, undefined],
  ]);
});
