import { describe, expect, it } from 'vitest';
import type { OutsidePayload } from '../messages/outside-payload.ts';
import { fromOutside } from './outside-payload.ts';

const seen: OutsidePayload = {
  kind: 'outside-payload',
  witness: 'debugger',
  at: 1_700_000_005_000,
  channel: 'websocket',
  direction: 'out',
  method: '',
  url: 'wss://chat.example.org/',
  contentType: '',
  bodyBase64: 'AP8Q',
  size: 3,
  connection: 7,
};

describe('a payload that a witness saw', () => {
  it('is one of the frame, in its time and with its bytes', () => {
    const { body, ...payload } = fromOutside(seen, 1_700_000_000_000);
    expect(payload).toMatchObject({ kind: 'payload', at: 5_000, size: 3, channel: 'websocket' });
    expect(new Uint8Array(body as ArrayBuffer)).toEqual(Uint8Array.of(0, 255, 16));
    expect(payload).not.toHaveProperty('witness');
  });

  it('has a connection of its own beside those of the page and of the other witness', () => {
    const numbers = [
      fromOutside(seen, 0).connection,
      fromOutside({ ...seen, witness: 'request' }, 0).connection,
      seen.connection,
    ];
    expect(new Set(numbers).size).toBe(3);
  });

  it('may have no body', () => {
    const { bodyBase64: _, ...rest } = seen;
    expect(fromOutside({ ...rest, unseen: 'stream' }, 0)).toMatchObject({
      body: null,
      unseen: 'stream',
    });
  });
});
