import { expect, it } from 'vitest';
import type { TapPayload } from '../messages/tap-message.ts';
import { WatchedWorkers } from './watched-workers.ts';

it('trusts a worker once its tap has spoken', () => {
  const workers = new WatchedWorkers(0);
  expect(workers.fed(1)).toBe(false);
  workers.ready(1);
  expect(workers.fed(1)).toBe(true);
  expect(workers.fed(2)).toBe(false);
});

it('trusts it no more when it has a way out that is not watched, and says whether something was inside', () => {
  const workers = new WatchedWorkers(0);
  workers.ready(1);
  workers.ready(2);
  workers.fed(1);
  expect(workers.lost(1)).toBe(true);
  expect(workers.fed(1)).toBe(false);
  expect(workers.lost(2)).toBe(false);
});

it("brings a worker's times and connections into the frame's", () => {
  const workers = new WatchedWorkers(1_000_000);
  const payload = {
    ...{ kind: 'payload', at: 1_000_250, channel: 'websocket', direction: 'out', method: '' },
    ...{ url: 'wss://a.test/', contentType: '', body: 'x', size: 1, connection: 3 },
  } as TapPayload;
  expect(workers.fromWorker(2, payload)).toMatchObject({ at: 250, connection: 2_000_003 });
});
