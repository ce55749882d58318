import { describe, expect, it } from 'vitest';
import type { Layer } from '../engine/finding.ts';
import {
  candidateRules,
  conversationIdentity,
  pathsToExtract,
  profileForPage,
  type RequestFacts,
  ruleFor,
} from './match.ts';
import { profileOf, profiles, selfHostedProtocols } from './registry.ts';

function anatomy(...paths: string[]): { anatomy: Layer } {
  const children = paths.map((path) => ({ path, format: 'leaf', size: 9, children: [] }));
  return { anatomy: { path: '', format: 'json', size: 99, children } };
}

function request(changes: Partial<RequestFacts>): RequestFacts {
  return { channel: 'fetch', direction: 'out', method: 'POST', url: '', ...changes };
}

function ruleIdFor(facts: Partial<RequestFacts>, ...paths: string[]): string | undefined {
  const match = ruleFor(candidateRules(profiles, request(facts)), anatomy(...paths));
  return match && `${match.profile.id} ${match.rule.id}`;
}

describe('the profile of a page', () => {
  it.each([
    ['https://www.tiktok.com/messages', 'tiktok'],
    ['https://x.com/messages', 'x'],
    ['https://chat.x.com/', 'x'],
    ['https://twitter.com/', 'x'],
    ['https://discord.com/channels/@me/1', 'discord'],
    ['https://app.element.io/#/room/!a:b', 'matrix'],
    ['https://www.instagram.com/direct/t/17/', 'instagram'],
    ['https://web.whatsapp.com/', 'whatsapp'],
    ['https://www.facebook.com/messages/e2ee/t/17', 'messenger'],
    ['https://m.facebook.com/', 'messenger'],
    ['https://www.messenger.com/', 'messenger'],
    ['https://www.snapchat.com/web', 'snapchat'],
    ['https://web.telegram.org/k/', 'telegram'],
    ['https://messages.google.com/web/conversations', 'google-messages'],
    ['https://app.slack.com/client/T1/D1', 'slack'],
    ['https://www.linkedin.com/feed/', 'linkedin'],
    ['https://chat.reddit.com/', 'reddit'],
    ['https://teams.live.com/v2/', 'teams'],
    ['https://teams.cloud.microsoft/', 'teams'],
    ['https://mail.google.com/mail/u/0/', 'google-chat'],
    ['https://bsky.app/messages', 'bluesky'],
    ['https://app.wire.com/', 'wire'],
    ['https://web.threema.ch/', 'threema'],
    ['https://web.wechat.com/', 'wechat'],
    ['https://wx.qq.com/', 'wechat'],
  ])('%s is %s', (url, id) => {
    expect(profileForPage(url, profiles)?.id).toBe(id);
  });

  it.each([
    'https://signal.org/download',
    'https://nottiktok.com/',
    'https://www.whatsapp.com/',
    'https://telegram.org/faq',
    'https://slack.com/help',
    'https://threema.ch/',
    'https://notfacebook.com/',
    'https://www.fbsbx.com/other',
    'https://docs.google.com/',
    'https://tiktok.com.evil.example/',
    'ftp://tiktok.com/',
    'chrome://settings',
    'nonsense',
  ])('%s has none', (url) => {
    expect(profileForPage(url, profiles)).toBeUndefined();
  });
});

describe('the rule of a payload', () => {
  it('is found by channel, direction, method and address', () => {
    const url = 'https://im-api-va.tiktok.com/v1/message/send?aid=1988';
    expect(ruleIdFor({ url })).toBe('tiktok send');
    expect(ruleIdFor({ url, channel: 'xhr' })).toBe('tiktok send');
    expect(ruleIdFor({ url, method: 'GET' })).toBeUndefined();
    expect(ruleIdFor({ url, direction: 'in' })).toBe('tiktok send-answer');
    expect(ruleIdFor({ url, channel: 'websocket' })).toBeUndefined();
  });

  it('may need a path in the anatomy', () => {
    const url = 'https://www.instagram.com/api/graphql';
    expect(ruleIdFor({ url }, 'variables.text.sensitive_string_value')).toBe('instagram send');
    expect(ruleIdFor({ url }, 'variables.body.sensitive_string_value')).toBe('instagram edit');
    expect(ruleIdFor({ url }, 'variables.input')).toBeUndefined();
  });

  it('tells sealed XMPP messages from plain ones and from notices by what is in them', () => {
    const facts = { url: 'wss://xmpp.example.org/ws', channel: 'websocket', method: '' } as const;
    const cases: [string[], string][] = [
      [['message.body', 'message.encrypted.payload'], 'xmpp send-omemo'],
      [['message.encrypted.header'], 'xmpp send-keys'],
      [['message.body', 'message.active'], 'xmpp send'],
      [['message.composing'], 'xmpp typing'],
    ];
    for (const [paths, rule] of cases) expect(ruleIdFor(facts, ...paths)).toBe(rule);
    expect(ruleIdFor(facts, 'iq.query')).toBeUndefined();
  });

  it('may need values, all of them', () => {
    const url = 'https://mastodon.example/api/v1/statuses';
    const candidates = candidateRules(profiles, request({ url }));
    const ruleWith = (visibility: string) =>
      ruleFor(candidates, anatomy('status'), new Map([['visibility', visibility]]))?.rule.id;
    expect(pathsToExtract(candidates)).toContain('visibility');
    expect(ruleWith('direct')).toBe('send');
    expect(ruleWith('public')).toBe('post');
    expect(ruleWith('DIRECT')).toBeUndefined();
    expect(ruleFor(candidates, anatomy('status'))).toBeUndefined();
  });

  it('is one for named hosts before one for any host', () => {
    const path = '/_matrix/client/v3/rooms/!r:h/send/m.room.message/t1';
    const facts = { method: 'PUT' };
    expect(ruleIdFor({ ...facts, url: `https://matrix.redditspace.com${path}` })).toBe(
      'reddit send',
    );
    expect(ruleIdFor({ ...facts, url: `https://matrix.example.org${path}` })).toBe('matrix send');
  });

  it('finds self-hosted protocols on any host', () => {
    const url = 'http://10.0.0.5:8008/_matrix/client/v3/rooms/!r:h/send/m.room.encrypted/t1';
    const candidates = candidateRules(selfHostedProtocols, request({ url, method: 'PUT' }));
    expect(candidates.map(({ rule }) => rule.id)).toContain('send-encrypted');
  });
});

describe("a conversation's identity", () => {
  const matrix = profileOf('matrix');
  const xmpp = profileOf('xmpp');
  if (matrix === undefined || xmpp === undefined) throw new Error('profiles are missing');

  it('is the same in the address of the request and of the page', () => {
    const rule = matrix.requests.find(({ id }) => id === 'send-encrypted');
    const requestUrl =
      'https://hs.example/_matrix/client/v3/rooms/%21r%3Aexample/send/m.room.encrypted/1';
    const pageUrl = 'https://app.element.io/#/room/!r:example';
    expect(conversationIdentity(matrix, rule, { requestUrl })).toBe('!r:example');
    expect(conversationIdentity(matrix, undefined, { pageUrl })).toBe('!r:example');
    expect(conversationIdentity(matrix, undefined, {})).toBeUndefined();
  });

  it('leaves the resource of a JID out', () => {
    const rule = xmpp.requests.find(({ id }) => id === 'receive');
    const extracted = new Map([['message@from', 'bob@example.org/phone']]);
    expect(conversationIdentity(xmpp, rule, { extracted })).toBe('bob@example.org');
    expect(conversationIdentity(xmpp, rule, { extracted: new Map() })).toBeUndefined();
  });

  it('bears an address with broken escapes', () => {
    expect(conversationIdentity(matrix, undefined, { pageUrl: 'https://e/#/room/%zz' })).toBe(
      '%zz',
    );
  });
});
