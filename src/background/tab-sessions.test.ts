import { expect, it } from 'vitest';
import { gap } from '../verdict/testing/examples.ts';
import { newSession, withCoverage, withTold } from './tab-sessions.ts';

const fresh = newSession('example', { origin: 'https://chat.example' });

it('takes each report once', () => {
  const once = withCoverage(fresh, [gap(), gap()]);
  expect(once.coverage).toHaveLength(1);
  expect(withCoverage(once, [gap()])).toBe(once);
  expect(withCoverage(once, [gap({ host: 'b.example' })]).coverage).toHaveLength(2);
});

it('takes the latest count of a report, in its place', () => {
  const some = withCoverage(fresh, [gap({ count: 1 }), gap({ host: 'b.example' })]);
  const more = withCoverage(some, [gap({ count: 3 }), gap({ count: 2 })]);
  expect(more.coverage).toEqual([gap({ count: 3 }), gap({ host: 'b.example' })]);
  expect(withCoverage(more, [gap({ count: 3 })])).toBe(more);
});

it('says that there were more where it can keep no more', () => {
  const seen = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      gap({ state: 'seen', blocks: false, host: `h${at}.example` }),
    );
  const some = withCoverage(fresh, seen(150)).coverage;
  expect(some.filter(({ blocks }) => blocks)).toEqual([]);
  const flooded = withCoverage(fresh, [...seen(500), gap()]).coverage;
  expect(flooded).toHaveLength(200);
  expect(flooded.filter(({ blocks }) => blocks)).toEqual([
    expect.objectContaining({ reason: 'reports-shed' }),
  ]);
});

it('remembers the last conversations, and forgets older ones', () => {
  let session = fresh;
  for (let at = 0; at < 300; at += 1) session = withTold(session, `example:${at}`, at);
  session = withTold(session, 'example:150', 7);
  expect(Object.keys(session.told)).toHaveLength(200);
  expect(session.told['example:150']).toBe(7);
  expect(session.told['example:99']).toBeUndefined();
});
