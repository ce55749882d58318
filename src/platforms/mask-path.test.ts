import { describe, expect, it } from 'vitest';
import { maskPath } from './mask-path.ts';

describe('a masked path', () => {
  it.each([
    ['/v1/message/send', '/v1/message/send'],
    ['/api/v9/channels/1139872/messages', '/api/v9/channels/{}/messages'],
    ['/i/api/1.1/dm/new2.json', '/i/api/1.1/dm/new2.json'],
    [
      '/_matrix/client/v3/rooms/!abcDEF:example.org/send/m.room.message/m1700.1',
      '/_matrix/client/v3/rooms/{}/send/m.room.message/{}',
    ],
    ['/_matrix/client/r0/rooms/%21abc%3Aexample.org/typing', '/_matrix/client/r0/rooms/{}/typing'],
    ['/http-bind', '/http-bind'],
    ['/xmpp-websocket', '/xmpp-websocket'],
    ['/', '/'],
    ['', ''],
  ])('keeps the words of the API: %s', (path, masked) => {
    expect(maskPath(path)).toBe(masked);
  });

  it.each([
    '/users/alice',
    '/chat/bob',
    '/u/carol/inbox/dave',
    '/people/alice-smith',
    '/x/alice@example.org',
    '/x/+4915112345678',
    '/x/3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    '/x/dGhpcyBpcyBhIHNlY3JldA',
    '/x/deadbeefcafe',
    '/x/hello%20there',
    '/x/JohnSmith',
    '/x/0:1:7012:7013',
    `/x/${'a'.repeat(33)}`,
  ])('hides what may be a name or an id: %s', (path) => {
    const masked = maskPath(path);
    expect(masked).toContain('{}');
    const last = path.split('/').at(-1) ?? '';
    expect(masked).not.toContain(last);
  });
});
