import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import {
  decodeDelivery,
  decodeFrame,
  decodeSend,
  encodeDelivery,
  encodeFrame,
  encodeSend,
} from './wire.ts';

const message = { conversation: '0:1:1:2', sender: 'robin', text: 'grüße 🙂' };

it('opens a send request as the real client does', () => {
  const bytes = encodeSend(message, '7300', 'f7b2');
  expect(Buffer.from(bytes.subarray(0, 3)).toString('hex')).toBe('086410');
  expect(decodeSend(bytes)).toEqual(message);
});

it('reads back a delivery through its frame', () => {
  const payload = gzipSync(encodeDelivery(message, 12));
  expect(Buffer.from(decodeFrame(encodeFrame(payload, 3)))).toEqual(payload);
  expect(decodeDelivery(encodeDelivery(message, 12))).toEqual(message);
  expect(() => decodeDelivery(encodeSend(message, '7300', 'f7b2'))).toThrow();
});
