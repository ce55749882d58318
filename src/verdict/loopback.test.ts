import { expect, it } from 'vitest';
import { isLoopback } from './loopback.ts';

it.each([
  ['localhost', true],
  ['localhost:8080', true],
  ['app.localhost', true],
  ['127.0.0.1:5280', true],
  ['127.8.9.1', true],
  ['[::1]:80', true],
  ['localhost.example.org', false],
  ['128.0.0.1', false],
  ['127.0.0.1.example.org', false],
  ['192.168.0.7', false],
  ['notlocalhost', false],
])('%s: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
