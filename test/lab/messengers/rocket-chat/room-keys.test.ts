import { expect, it } from 'vitest';
import {
  makeMemberKeys,
  makeRoomKey,
  openRoomKey,
  publicKeyOf,
  seal,
  unseal,
  wrapRoomKey,
} from './room-keys.ts';

it('hands the key of a room to a member, who then opens its messages', async () => {
  const [room, member] = [await makeRoomKey(), await makeMemberKeys()];
  const wrapped = await wrapRoomKey(room, await publicKeyOf(member));
  const content = await seal(room, 'grüße 🙂');
  expect(content.algorithm).toBe('rc.v2.aes-sha2');
  expect(Buffer.from(content.iv, 'base64')).toHaveLength(12);
  expect(await unseal(await openRoomKey(wrapped, member), content)).toBe('grüße 🙂');
  await expect(unseal(await makeRoomKey(), content)).rejects.toThrow();
});
