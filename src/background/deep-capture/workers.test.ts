import { expect, it } from 'vitest';
import { type AttachedWorker, sightOf } from './workers.ts';

const worker = (more: Partial<AttachedWorker> = {}): AttachedWorker => ({
  kind: 'worker',
  target: 'a',
  early: true,
  ...more,
});
const shared = worker({ kind: 'sharedworker', target: 'b' });

it('workers that were reached before they ran are seen', () => {
  expect(sightOf([worker(), shared], 'a.test', false)).toEqual({
    whole: true,
    seen: ['worker', 'sharedworker'],
    reports: [
      expect.objectContaining({ channel: 'worker', state: 'seen', reason: 'deep-capture' }),
      expect.objectContaining({ channel: 'sharedworker', state: 'seen', blocks: false }),
    ],
  });
});

it('one that ran before blocks, and the others could tell it anything', () => {
  const { whole, reports } = sightOf([worker(), { ...shared, early: false }], 'a.test', false);
  expect(whole).toBe(false);
  expect(reports[1]).toMatchObject({
    channel: 'sharedworker',
    state: 'seen-to-exist',
    reason: 'attached-late',
    blocks: true,
  });
});

it('with another tab of the site nothing is whole', () => {
  const { whole, reports } = sightOf([worker()], 'a.test', true);
  expect(whole).toBe(false);
  expect(reports).toEqual([expect.objectContaining({ reason: 'other-tab', blocks: false })]);
});

it('no workers: nothing is missing', () => {
  expect(sightOf([], 'a.test', false)).toEqual({ whole: true, seen: [], reports: [] });
});
