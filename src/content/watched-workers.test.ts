import { describe, expect, it } from 'vitest';
import type { FromWorker, TapPayload, TapWorker } from '../messages/tap-message.ts';
import { WatchedWorkers } from './watched-workers.ts';

const base = 'https://a.test/room/1';

function started(worker: number, more: Partial<TapWorker> = {}): TapWorker {
  return { kind: 'worker', worker, thread: 'worker', url: '/w.js', name: '', ...more };
}

function from(instance: string, more: Partial<FromWorker> = {}): FromWorker {
  return {
    ...{ instance, thread: 'worker', url: 'https://a.test/w.js', name: '' },
    ...{ frame: '7:0', parent: base, first: true, message: { kind: 'ready' } },
    ...more,
  };
}

function says(workers: WatchedWorkers, message: FromWorker): boolean {
  const speaker = workers.byChannel(message, '7:0');
  speaker?.ready();
  return speaker !== undefined;
}

describe('a worker with a port', () => {
  it('is trusted once its tap has spoken', () => {
    const workers = new WatchedWorkers(0);
    expect(workers.fed(1)).toBe(false);
    workers.byPort(1).ready();
    expect(workers.fed(1)).toBe(true);
    expect(workers.fed(2)).toBe(false);
  });

  it('is trusted no more when it has a way out that is not watched, and says whether something was inside', () => {
    const workers = new WatchedWorkers(0);
    workers.byPort(1).ready();
    workers.byPort(2).ready();
    workers.fed(1);
    expect(workers.byPort(1).lost()).toBe(true);
    expect(workers.fed(1)).toBe(false);
    expect(workers.byPort(2).lost()).toBe(false);
  });
});

describe('a worker that speaks over the channel', () => {
  it('is trusted when each one of its address has spoken', () => {
    const workers = new WatchedWorkers(0);
    workers.started(started(1), base, false);
    expect(workers.watches(1)).toBe(false);
    says(workers, from('a'));
    expect(workers.fed(1)).toBe(true);
    // A second of the same address, which has not spoken: nobody knows which of them it was.
    workers.started(started(2, { url: 'https://a.test/w.js' }), base, false);
    expect(workers.watches(1)).toBe(false);
    says(workers, from('a'));
    expect(workers.watches(2)).toBe(false);
    says(workers, from('b'));
    expect(workers.watches(1)).toBe(true);
    expect(workers.watches(2)).toBe(true);
  });

  it('is not taken for one of another frame, of another worker, or of another address', () => {
    const workers = new WatchedWorkers(0);
    workers.started(started(1), base, false);
    expect(says(workers, from('a', { frame: '8:0' }))).toBe(false);
    says(workers, from('b', { parent: 'blob:https://a.test/1' }));
    says(workers, from('c', { url: 'https://a.test/other.js' }));
    says(workers, from('d', { parent: 'https://a.test/other.js' }));
    expect(workers.watches(1)).toBe(false);
    says(workers, from('e'));
    expect(workers.watches(1)).toBe(true);
  });

  it('is not trusted when something of the page ran before its tap, or it opened another way', () => {
    const workers = new WatchedWorkers(0);
    workers.started(started(1), base, false);
    says(workers, from('a', { first: false }));
    expect(workers.watches(1)).toBe(false);
    const others = new WatchedWorkers(0);
    others.started(started(1), base, false);
    says(others, from('a'));
    expect(others.fed(1)).toBe(true);
    expect(others.byChannel(from('a'), '7:0')?.lost()).toBe(true);
    expect(others.fed(1)).toBe(false);
  });

  it('and is shared is heard by the frames that use it, and speaks anew each time that it is started', () => {
    const workers = new WatchedWorkers(0);
    const shared = from('a', { thread: 'sharedworker', name: 'one', frame: '-1:0' });
    expect(says(workers, shared)).toBe(false);
    workers.started(started(1, { thread: 'sharedworker', name: 'one' }), base, false);
    workers.started(started(2, { thread: 'sharedworker', name: 'two' }), base, false);
    expect(says(workers, shared)).toBe(true);
    expect([workers.watches(1), workers.watches(2)]).toEqual([true, false]);
    workers.started(started(3, { thread: 'sharedworker', name: 'one' }), base, false);
    expect(workers.watches(1)).toBe(false);
    says(workers, shared);
    expect([workers.watches(1), workers.watches(3)]).toEqual([true, true]);
  });

  it('is known by its address alone, whatever its name is', () => {
    const workers = new WatchedWorkers(0);
    workers.started(started(1), base, false);
    says(workers, from('a', { name: 'pool 1' }));
    expect(workers.watches(1)).toBe(true);
  });
});

it("brings a worker's times, connections and keys into the frame's", () => {
  const workers = new WatchedWorkers(1_000_000);
  const payload = {
    ...{ kind: 'payload', at: 1_000_250, channel: 'websocket', direction: 'out', method: '' },
    ...{ url: 'wss://a.test/', contentType: '', body: 'x', size: 1, connection: 3 },
  } as TapPayload;
  const speaker = workers.byPort(2);
  expect(workers.payloadFrom(speaker, payload)).toMatchObject({ at: 250, connection: 2_000_003 });
  const key = { kind: 'key', key: 4, origin: 'derived', from: 3 } as const;
  expect(workers.keyFrom(speaker, key)).toMatchObject({ key: 2_000_004, from: 2_000_003 });
  expect(workers.keyFrom(speaker, { ...key, key: 0 }).key).toBe(0);
});
