import { expect, it } from 'vitest';
import { decodeDelta, encodeDelta, encodeEstablish } from './gateway-frame.ts';

it('opens a stream as the real client does', () => {
  expect(Buffer.from(encodeEstablish(125)).toString('hex')).toBe('0f7d000200007b7d');
  expect(decodeDelta(encodeEstablish(125))).toBeUndefined();
});

it('carries a delta in a data frame whose length counts the acknowledgement id', () => {
  const delta = { thread: '1', sender: 'robin', text: 'grüße 🙂' };
  const frame = encodeDelta(delta, 125);
  expect([...frame.subarray(0, 3)]).toEqual([0x0d, 0x7d, 0]);
  const length = (frame[3] ?? 0) + ((frame[4] ?? 0) << 8) + ((frame[5] ?? 0) << 16);
  expect(length).toBe(frame.length - 6);
  expect(decodeDelta(frame)).toEqual(delta);
});
