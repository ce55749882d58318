import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkQueue } from './work-queue.ts';

interface Item {
  name: string;
  size: number;
  direction: 'out' | 'in';
}

function queue() {
  const worked: string[] = [];
  const shed: string[] = [];
  const work = new WorkQueue<Item>(
    (item) => worked.push(item.name),
    (item) => shed.push(item.name),
  );
  return { work, worked, shed };
}

const item = (name: string, size = 10, direction: 'out' | 'in' = 'out') => ({
  name,
  size,
  direction,
});

describe('WorkQueue', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('tells its oldest outgoing item', () => {
    const { work } = queue();
    expect(work.oldestOut).toBeUndefined();
    work.push(item('come', 10, 'in'));
    work.push(item('gone'));
    work.push(item('gone later'));
    expect(work.oldestOut?.name).toBe('gone');
    work.start();
    vi.runAllTimers();
    expect(work.oldestOut).toBeUndefined();
  });

  it('waits for start, then keeps the order', () => {
    const { work, worked } = queue();
    work.push(item('a'));
    work.push(item('b'));
    vi.runAllTimers();
    expect(worked).toEqual([]);
    work.start();
    vi.runAllTimers();
    expect(worked).toEqual(['a', 'b']);
  });

  it('sheds what arrived before what leaves, and names it', () => {
    const { work, worked, shed } = queue();
    work.push(item('out', 10_000_000));
    work.push(item('in', 10_000_000, 'in'));
    work.push(item('more', 10_000_000));
    expect(shed).toEqual(['in']);
    work.push(item('much more', 10_000_000));
    expect(shed).toEqual(['in', 'out']);
    work.start();
    vi.runAllTimers();
    expect(worked).toEqual(['more', 'much more']);
  });

  it('works everything off when the page goes away', () => {
    const { work, worked } = queue();
    work.push(item('a'));
    work.push(item('b'));
    work.drain();
    expect(worked).toEqual(['a', 'b']);
    expect(work.length).toBe(0);
  });
});
