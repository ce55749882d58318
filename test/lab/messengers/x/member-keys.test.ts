import { expect, it } from 'vitest';
import { makeMemberKeys, wrapFor } from './member-keys.ts';

it('lets only the member open a wrapped key', async () => {
  const [robin, sam] = await Promise.all([makeMemberKeys(), makeMemberKeys()]);
  const key = crypto.getRandomValues(new Uint8Array(32));
  const wrapped = await wrapFor(robin.publicPoint, key);
  expect(wrapped).toHaveLength(65 + 32 + 16);
  expect(await robin.unwrap(wrapped)).toEqual(key);
  await expect(sam.unwrap(wrapped)).rejects.toThrow();
});
