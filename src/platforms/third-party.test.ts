import { expect, it } from 'vitest';
import { isThirdParty } from './third-party.ts';

const profile = { hosts: ['*.tiktokv.com'] };

it.each([
  ['https://www.tiktok.com/messages', 'https://im-api-sg.tiktok.com/v1/message/send', false],
  ['https://www.tiktok.com/messages', 'https://api.tiktokv.com/x', false],
  ['https://www.tiktok.com/messages', 'https://tiktokv.com.evil.example/x', true],
  ['https://www.tiktok.com/messages', 'https://spell.example.net/check', true],
  ['https://a.example.co.uk/', 'https://b.example.co.uk/', false],
  ['https://a.example.co.uk/', 'https://other.co.uk/', true],
  ['http://127.0.0.1:8000/', 'ws://127.0.0.1:5280/ws', false],
  ['http://127.0.0.1:8000/', 'http://127.0.0.2/', true],
  ['http://localhost/', 'http://localhost:9000/', false],
  ['https://chat.example.org/', 'not an address', true],
  ['about:blank', 'https://chat.example.org/', true],
])('from %s to %s', (page, request, expected) => {
  expect(isThirdParty(page, request, profile)).toBe(expected);
});
