import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob, compileUrlGlob } from './glob.ts';

function matches(glob: string, url: string): boolean {
  return compileUrlGlob(glob)(new URL(url));
}

describe('a glob', () => {
  it.each([
    ['a*c', 'abc', true],
    ['a*c', 'ac', true],
    ['a*c', 'ab', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'acb', false],
    ['aa*aa', 'aaa', false],
    ['a.c', 'abc', false],
    ['*', '', true],
  ])('%s on %s', (glob, text, expected) => {
    expect(compileGlob(glob)(text)).toBe(expected);
  });

  it('agrees with the regular expression it stands for', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    fc.assert(
      fc.property(short, text, (glob, sample) => {
        const regex = new RegExp(`^${glob.replaceAll('*', '.*')}$`);
        expect(compileGlob(glob)(sample)).toBe(regex.test(sample));
      }),
    );
  });

  it('ends on an address made to be slow', () => {
    // Backtracking would take some 10^31 steps.
    const slow = `${'a'.repeat(200_000)}!`;
    expect(compileGlob('*a*a*a*a*a*b')(slow)).toBe(false);
  });
});

describe('a URL glob', () => {
  const tiktok = 'https://im-api*.tiktok.com/v1/message/send*';

  it.each([
    [tiktok, 'https://im-api.tiktok.com/v1/message/send?aid=1988', true],
    [tiktok, 'https://im-api-sg.tiktok.com/v1/message/send', true],
    [tiktok, 'https://im-api.tiktok.com/v1/message/recall', false],
    [tiktok, 'http://im-api.tiktok.com/v1/message/send', false],
    [tiktok, 'https://im-api.evil.example/.tiktok.com/v1/message/send', false],
    [tiktok, 'https://im-api.tiktok.com.evil.example/v1/message/send', false],
    ['https://*.x.com/i/*', 'https://x.com/i/api', true],
    ['https://*.x.com/i/*', 'https://api.x.com/i/api', true],
    ['https://*.x.com/i/*', 'https://evilx.com/i/api', false],
    ['*://*/_matrix/*', 'http://192.168.0.7:8008/_matrix/client', true],
    ['http://localhost:8008/*', 'http://localhost:8008/', true],
    ['http://localhost:8008/*', 'http://localhost:9000/', false],
    ['*://*/*', 'wss://chat.example.org/xmpp-websocket', true],
  ])('%s on %s', (glob, url, expected) => {
    expect(matches(glob, url)).toBe(expected);
  });

  it('refuses what is no URL glob', () => {
    expect(() => compileUrlGlob('tiktok.com')).toThrow(SyntaxError);
  });
});
