import { expect, it } from 'vitest';
import { KeyedQueue } from './keyed-queue.ts';

/** A task that writes when it starts and ends, and ends when told. */
function tracked(log: string[], name: string) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const task = async () => {
    log.push(`${name} starts`);
    await ended;
    log.push(`${name} ends`);
    return name;
  };
  return { task, end };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

it('runs one key in order and another beside it', async () => {
  const log: string[] = [];
  const queue = new KeyedQueue();
  const [first, second, other] = ['first', 'second', 'other'].map((name) => tracked(log, name));
  if (!first || !second || !other) throw new Error();
  const results = [
    queue.run('a', first.task),
    queue.run('a', second.task),
    queue.run('b', other.task),
  ];
  await settle();
  expect(log).toEqual(['first starts', 'other starts']);
  second.end();
  other.end();
  await settle();
  expect(log).not.toContain('second starts');
  first.end();
  expect(await Promise.all(results)).toEqual(['first', 'second', 'other']);
  expect(log.slice(-3)).toEqual(['first ends', 'second starts', 'second ends']);
});

it('goes on after a task that failed, and tells its caller', async () => {
  const queue = new KeyedQueue();
  const failing = queue.run('a', async () => {
    throw new Error('broken');
  });
  const next = queue.run('a', async () => 'next');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('next');
});

it('runs a task alone: after all before it, before all behind it', async () => {
  const log: string[] = [];
  const queue = new KeyedQueue();
  const [before, alone, behind] = ['before', 'alone', 'behind'].map((name) => tracked(log, name));
  if (!before || !alone || !behind) throw new Error();
  const results = [
    queue.run('a', before.task),
    queue.runAlone(alone.task),
    queue.run('b', behind.task),
  ];
  for (const task of [behind, alone, before]) {
    await settle();
    task.end();
  }
  await Promise.all(results);
  expect(log).toEqual([
    'before starts',
    'before ends',
    'alone starts',
    'alone ends',
    'behind starts',
    'behind ends',
  ]);
});
