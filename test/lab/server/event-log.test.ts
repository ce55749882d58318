import { expect, it } from 'vitest';
import { eventLog } from './event-log.ts';

it('answers at once with what came since, and else waits for the next', async () => {
  const log = eventLog<string>();
  log.add('one');
  expect(await log.after(0, 1000)).toEqual(['one']);
  const next = log.after(1, 60_000);
  log.add('two');
  expect(await next).toEqual(['two']);
  expect(log.count()).toBe(2);
});

it('answers with nothing when its patience ends', async () => {
  expect(await eventLog<string>().after(0, 1)).toEqual([]);
});
