import { expect, it } from 'vitest';
import { openFromRelay, sealForRelay } from './relay.ts';
import {
  decodeMessage,
  encodeMessage,
  encodePulled,
  encodeSend,
  sealedOfPulled,
  sealedOfSend,
} from './wire.ts';

const message = { conversation: '42', sender: 'me', text: 'grüße 🙂' };

it('seals into a text that is 48 bytes longer, and opens it again', async () => {
  const plain = encodeMessage(message);
  const sealed = await sealForRelay(plain);
  expect(sealed.length).toBe(plain.length + 48);
  expect(decodeMessage(await openFromRelay(sealed))).toEqual(message);
  sealed[3] = (sealed[3] ?? 0) ^ 1;
  await expect(openFromRelay(sealed)).rejects.toThrow('changed');
});

it('puts the sealed message into field 12 of the data, and finds it there', async () => {
  const sealed = await sealForRelay(encodeMessage(message));
  const command = encodeSend(sealed, 'session');
  expect(command[1][1]).toBe(19);
  expect(typeof command[1][11]).toBe('string');
  expect(Uint8Array.from(sealedOfSend(command))).toEqual(sealed);
  expect(sealedOfPulled(encodePulled([sealed])).map((one) => Uint8Array.from(one))).toEqual([
    sealed,
  ]);
});
