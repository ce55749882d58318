import { expect, it } from 'vitest';
import { seededBytes } from '../../test/corpus/seeded-bytes.ts';
import { ServiceBytes } from './service-bytes.ts';

const draw = seededBytes(11);
const key = draw(32);
const other = draw(32);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function seen(body: string | Uint8Array, direction: 'in' | 'out' = 'in'): ServiceBytes {
  const service = new ServiceBytes();
  service.add({
    body: typeof body === 'string' ? body : (body.slice().buffer as ArrayBuffer),
    direction,
  });
  return service;
}

it.each([
  ['raw', Buffer.concat([draw(3), key, draw(9)])],
  ['hexadecimal', JSON.stringify({ key: Buffer.from(key).toString('hex') })],
  ['base64', JSON.stringify({ key: base64(key) })],
  ['base64 for URLs', JSON.stringify({ k: Buffer.from(key).toString('base64url') })],
  ['base64 one byte in', base64(Buffer.concat([draw(1), key, draw(5)]))],
  ['base64 two bytes in', base64(Buffer.concat([draw(2), key, draw(4)]))],
  ['numbers', JSON.stringify({ key: [...key] })],
])('finds a key that came as %s, and no other', (_form, body) => {
  expect(seen(body).search(key)).toBe('received');
  expect(seen(body, 'out').search(key)).toBe('sent');
  expect(seen(body).search(other)).toBeUndefined();
});

it('finds keys in the parts of a form', () => {
  const service = new ServiceBytes();
  service.add({ body: [{ name: 'key', body: base64(key), size: 44 }], direction: 'out' });
  expect(service.search(key)).toBe('sent');
});

it('takes no run of zeros and nothing short for a key', () => {
  expect(seen(new Uint8Array(64)).search(new Uint8Array(32))).toBeUndefined();
  expect(seen(key).search(key.subarray(0, 12))).toBeUndefined();
});

it('forgets what is long ago', () => {
  const service = seen(key);
  for (let turn = 0; turn < 6; turn += 1)
    service.add({ body: 'x'.repeat(100_000), direction: 'in' });
  expect(service.search(key)).toBeUndefined();
});

it('knows whether a text stood in something earlier', () => {
  const service = new ServiceBytes();
  const add = (body: string | Uint8Array, at: number) =>
    service.add({
      body: typeof body === 'string' ? body : (body.slice().buffer as ArrayBuffer),
      direction: 'in',
      at,
    });
  add(JSON.stringify({ title: 'Die "Hafen"-Gruppe für alle' }), 100);
  add(new TextEncoder().encode('..Überraschung am Abend..'), 200);
  expect(service.stoodBefore('Die "Hafen"-Gruppe für alle', 150)).toBe(true);
  expect(service.stoodBefore('Die "Hafen"-Gruppe für alle', 100)).toBe(false);
  expect(service.stoodBefore('Überraschung am Abend', 300)).toBe(true);
  expect(service.stoodBefore('Überraschung am Morgen', 300)).toBe(false);
});
