import { expect, it } from 'vitest';
import { SignalDevice } from './signal-device.ts';

it('opens a session by a bundle without one-time key, and answers in it', async () => {
  const [alice, bob] = [await SignalDevice.make(), await SignalDevice.make()];
  const utf8 = new TextEncoder();
  expect(await alice.knows('bob')).toBe(false);
  await alice.meet('bob', bob.bundle);
  const first = await alice.seal('bob', utf8.encode('one'));
  expect([first.type, first.bytes[0]]).toEqual(['pkmsg', 0x33]);
  expect(await bob.open('alice', first)).toEqual(Uint8Array.from(utf8.encode('one')));

  const answer = await bob.seal('alice', utf8.encode('two'));
  expect([answer.type, answer.bytes[0]]).toEqual(['msg', 0x33]);
  await alice.open('bob', answer);
  expect((await alice.seal('bob', utf8.encode('three'))).type).toBe('msg');
});
