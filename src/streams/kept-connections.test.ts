import { expect, it } from 'vitest';
import { KeptConnections } from './kept-connections.ts';

const facts = { url: 'wss://chat.example.org/socket', channel: 'websocket' };

it('gives the same connection for the same key', () => {
  const kept = new KeptConnections<number>(2);
  expect(kept.of(1, facts)).toBe(kept.of(1, facts));
  expect(kept.of(1, facts)).not.toBe(kept.of(2, facts));
});

it('forgets the one that was silent the longest', () => {
  const kept = new KeptConnections<number>(2);
  const [first, second] = [kept.of(1, facts), kept.of(2, facts)];
  kept.of(1, facts);
  kept.of(3, facts);
  expect(kept.of(1, facts)).toBe(first);
  expect(kept.of(2, facts)).not.toBe(second);
});
