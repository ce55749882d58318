import { expect, it } from 'vitest';
import { decodeInsert, decodeSend, encodeInsert, encodeSend } from './tasks.ts';

const message = { thread: '7012345678901234', text: 'grüße 🙂' };

it('carries a message in task 46, three layers of JSON down', () => {
  const frame = encodeSend(message);
  expect([...frame.subarray(0, 3)]).toEqual([0x0d, 0x7d, 0]);
  const { payload } = JSON.parse(new TextDecoder().decode(frame.subarray(8)));
  expect(JSON.parse(payload).tasks[0].label).toBe('46');
  expect(decodeSend(frame)).toEqual(message);
});

it('brings a message in as a call', () => {
  expect(decodeInsert(encodeInsert(message))).toEqual(message);
});
