import { describe, expect, it } from 'vitest';
import {
  matchesPattern,
  originPattern,
  socketPatterns,
  webOrigin,
  wholeHost,
} from './match-pattern.ts';

describe('a match pattern', () => {
  it.each([
    ['https://chat.example/*', 'https://chat.example/'],
    ['https://chat.example/*', 'https://chat.example:8443/room?x#y'],
    ['*://chat.example/*', 'http://chat.example/'],
    ['*://*.chat.example/*', 'https://chat.example/'],
    ['*://*.chat.example/*', 'https://eu.web.chat.example/'],
    ['https://chat.example/room/*', 'https://chat.example/room/7'],
    ['https://chat.example/*/room*', 'https://chat.example/a/b/room'],
    ['http://127.0.0.1:8080/*', 'http://127.0.0.1:8080/'],
  ])('%s covers %s', (pattern, url) => {
    expect(matchesPattern(pattern, url)).toBe(true);
  });

  it.each([
    ['https://chat.example/*', 'http://chat.example/'],
    ['https://chat.example/*', 'https://chat.example.evil.example/'],
    ['https://chat.example/*', 'https://evil.example/https://chat.example/'],
    ['https://chat.example/*', 'https://chat.example@evil.example/'],
    ['*://*.chat.example/*', 'https://notchat.example/'],
    ['*://chat.example/*', 'ftp://chat.example/'],
    ['*://*/*', 'file:///etc/passwd'],
    ['*://*/*', 'chrome-extension://abc/page.html'],
    ['https://chat.example/room/*', 'https://chat.example/rooms'],
    ['https://chat.example/a*b', 'https://chat.example/ab/c'],
    ['https://chat.example/ab*ba', 'https://chat.example/aba'],
    ['chat.example', 'https://chat.example/'],
    ['https://chat.example/*', 'no address'],
  ])('%s does not cover %s', (pattern, url) => {
    expect(matchesPattern(pattern, url)).toBe(false);
  });

  it('ends on an address made to be slow', () => {
    // Backtracking would take longer than the age of the universe.
    expect(
      matchesPattern(
        `https://a.example/${'*x'.repeat(30)}`,
        `https://a.example/${'x'.repeat(100_000)}y`,
      ),
    ).toBe(false);
  });
});

it('the pattern of a site has no port and no path', () => {
  expect(originPattern('https://chat.example:8443')).toBe('https://chat.example/*');
  expect(originPattern('http://[::1]:80/x?y')).toBe('http://[::1]/*');
  expect(originPattern('file:///x')).toBeUndefined();
  expect(wholeHost('https://mail.example/chat/*')).toBe('https://mail.example/*');
  expect(wholeHost('*://*.chat.example/*')).toBe('*://*.chat.example/*');
});

it('only web pages have an origin', () => {
  expect(webOrigin('https://chat.example:443/a')).toBe('https://chat.example');
  for (const other of [
    'about:blank',
    'null',
    '',
    undefined,
    'data:text/html,x',
    'blob:https://a.example/1',
  ]) {
    expect(webOrigin(other)).toBeUndefined();
  }
});

it('knows the WebSockets of a pattern', () => {
  expect(socketPatterns('https://chat.example/*')).toEqual(['wss://chat.example/*']);
  expect(socketPatterns('http://chat.example/*')).toEqual(['ws://chat.example/*']);
  expect(socketPatterns('*://*.chat.example/*')).toEqual([
    'ws://*.chat.example/*',
    'wss://*.chat.example/*',
  ]);
});
