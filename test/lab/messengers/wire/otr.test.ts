import { expect, it } from 'vitest';
import { MlsMember } from './mls-member.ts';
import { decodeOtr, decodeText, encodeOtr, encodeText } from './otr.ts';
import { ProteusDevice } from './proteus-device.ts';

const text = 'grüße 🙂';

it('carries Proteus messages for each device', async () => {
  const [alice, bob] = [await ProteusDevice.make(), await ProteusDevice.make()];
  const bytes = alice.seal('b0b', bob.bundle, encodeText(text));
  const otr = encodeOtr('a11ce', '9f1d2c3b-4a59-4877-8695-a4b3c2d1e001', [
    { device: 'b0b', bytes },
  ]);
  const { sender, messages } = decodeOtr(otr);
  expect(sender).toBe('a11ce');
  expect(messages.map(({ device }) => device)).toEqual(['b0b']);
  const opened = await bob.open(sender, messages[0]?.bytes ?? bytes);
  expect(decodeText(opened)).toBe(text);
});

it('carries MLS messages to a member that was added', async () => {
  const [robin, alice, bob] = await Promise.all(['robin', 'alice', 'bob'].map(MlsMember.make));
  if (!robin || !alice || !bob) throw new Error('three were made');
  await robin.begin('group');
  await alice.join((await robin.add(alice.keyPackage)).welcome);
  const { commit, welcome } = await robin.add(bob.keyPackage);
  expect(await alice.take(commit)).toBeUndefined();
  await bob.join(welcome);
  const sealed = await alice.seal(encodeText(text));
  expect([...sealed.subarray(0, 4)]).toEqual([0, 1, 0, 2]);
  expect(decodeText((await bob.take(sealed)) ?? sealed)).toBe(text);
});
