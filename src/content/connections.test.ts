import { expect, it } from 'vitest';
import type { TapPayload } from '../messages/tap-message.ts';
import { Connections } from './connections.ts';

const URL = 'wss://chat.test/ws';

function frame(bytes: readonly number[], changes: Partial<TapPayload> = {}): TapPayload {
  return {
    ...{ kind: 'payload', at: 1, channel: 'websocket', direction: 'out', method: '', url: URL },
    ...{ contentType: '', body: new Uint8Array(bytes).buffer, size: bytes.length, connection: 1 },
    ...changes,
  } as TapPayload;
}

const OPENING = [0x57, 0x41, 6, 3];
const body = Array.from({ length: 40 }, (_, index) => (index * 97 + 31) % 256);
const sealed = [0, 0, 40, ...body];

it('gives what a Noise connection carries, one message for each frame in it', () => {
  const connections = new Connections();
  expect(connections.messagesOf(frame(OPENING), URL)).toMatchObject([
    { transport: { id: 'noise', detail: 'opening' } },
  ]);
  const messages = connections.messagesOf(frame([...sealed, ...sealed]), URL);
  expect(messages).toHaveLength(2);
  expect(messages[0]).toMatchObject({ transport: { id: 'noise' }, payload: { size: 40 } });
  expect([...new Uint8Array(messages[0]?.payload.body as ArrayBuffer)]).toEqual(body);
});

it('keeps connections apart', () => {
  const connections = new Connections();
  connections.messagesOf(frame(OPENING), URL);
  const other = connections.messagesOf(frame(sealed, { connection: 2 }), URL);
  expect(other).toMatchObject([{ payload: { size: 43 } }]);
  expect(other[0]?.transport).toBeUndefined();
});

it('says that a message is not at its end', () => {
  const connections = new Connections();
  connections.messagesOf(frame(OPENING), URL);
  const [first] = connections.messagesOf(frame(sealed.slice(0, 20)), URL);
  expect(first?.payload.unseen).toBe('unfinished');
  const [second] = connections.messagesOf(frame(sealed.slice(20)), URL);
  expect(second?.payload).toMatchObject({ size: 40 });
  expect(second?.payload.unseen).toBeUndefined();
});

it('leaves everything but the binary frames of sockets as it is', () => {
  const connections = new Connections();
  for (const changes of [{ body: 'text' }, { channel: 'fetch' }, { body: null }] as const) {
    const payload = frame(sealed, changes);
    expect(connections.messagesOf(payload, URL)).toEqual([{ payload }]);
  }
});
