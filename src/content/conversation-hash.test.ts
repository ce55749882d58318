import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashConversation } from './conversation-hash.ts';

const KEY = '0f'.repeat(32);

describe('hashConversation', () => {
  it('is HMAC-SHA-256, cut to 128 bits (compared with the platform library)', () => {
    const expected = createHmac('sha256', Buffer.from(KEY, 'hex'))
      .update('matrix\n!room:example.org')
      .digest('hex')
      .slice(0, 32);
    expect(hashConversation(KEY, 'matrix', '!room:example.org')).toBe(expected);
  });

  it('differs by key, platform and conversation', () => {
    const hashes = new Set([
      hashConversation(KEY, 'matrix', 'a'),
      hashConversation(KEY, 'matrix', 'b'),
      hashConversation(KEY, 'xmpp', 'a'),
      hashConversation('1f'.repeat(32), 'matrix', 'a'),
    ]);
    expect(hashes.size).toBe(4);
  });
});
