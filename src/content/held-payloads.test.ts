import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeldPayloads } from './held-payloads.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function holder(limits = { wait: 1_000, bytes: 100, items: 5 }) {
  const released: number[] = [];
  const held = new HeldPayloads<number>(
    (item) => released.push(item),
    limits,
    () => Date.now(),
  );
  return { held, released };
}

describe('held payloads', () => {
  it('go on after their time, in the order of arrival', () => {
    const { held, released } = holder();
    held.push(1, 10);
    vi.advanceTimersByTime(600);
    held.push(2, 10);
    vi.advanceTimersByTime(390);
    expect(released).toEqual([]);
    vi.advanceTimersByTime(20);
    expect(released).toEqual([1]);
    vi.advanceTimersByTime(600);
    expect(released).toEqual([1, 2]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('beyond the bytes or the number go on at once, the oldest first', () => {
    const { held, released } = holder();
    held.push(1, 60);
    held.push(2, 60);
    expect(released).toEqual([1]);
    held.push(3, 500);
    expect(released).toEqual([1, 2, 3]);
    for (let item = 4; item < 11; item += 1) held.push(item, 1);
    expect(released).toEqual([1, 2, 3, 4, 5]);
    expect(held.length).toBe(5);
  });

  it('all go on when they are told to', () => {
    const { held, released } = holder();
    held.push(1, 10);
    held.push(2, 10);
    held.flush();
    expect(released).toEqual([1, 2]);
    expect(vi.getTimerCount()).toBe(0);
    held.push(3, 10);
    vi.advanceTimersByTime(1_100);
    expect(released).toEqual([1, 2, 3]);
  });
});
