import { expect, test } from 'vitest';
import { latestOnly } from './latest-only.ts';

test('asked for three times while running, it runs once more and not at the same time', async () => {
  let runs = 0;
  let active = 0;
  let most = 0;
  const refresh = latestOnly(async () => {
    runs += 1;
    active += 1;
    most = Math.max(most, active);
    await new Promise((done) => setTimeout(done, 1));
    active -= 1;
  });
  const first = refresh();
  await Promise.all([first, refresh(), refresh(), refresh()]);
  expect({ runs, most }).toEqual({ runs: 2, most: 1 });
});

test('asked for again later, it runs again; also after it failed', async () => {
  let runs = 0;
  const refresh = latestOnly(async () => {
    runs += 1;
    if (runs === 1) throw new Error('first');
  });
  await expect(refresh()).rejects.toThrow('first');
  await refresh();
  expect(runs).toBe(2);
});
