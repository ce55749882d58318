import { describe, expect, it, vi } from 'vitest';
import type { SendReport } from '../messages/observation.ts';
import { isSearchable, SendTracker } from './sends.ts';

const TEXT = 'meet me at the old harbour at nine';

function tracker() {
  const reports: SendReport[] = [];
  const lifetime = new AbortController();
  const sends = new SendTracker(
    {
      onReport: (report) => reports.push(report),
      fallback: () => ({ conversation: 'page', platform: 'site' }),
      waitingSince: () => undefined,
    },
    lifetime.signal,
  );
  lifetime.abort();
  return { sends, reports };
}

describe('a Send', () => {
  it('is reported once the composer was cleared, with what was searched', () => {
    const { sends, reports } = tracker();
    const id = sends.trigger(TEXT, 1000);
    sends.confirm(id);
    sends.note({ at: 1010, complete: true, found: [], conversation: 'c1', platform: 'matrix' });
    sends.settle(1500);
    expect(reports).toEqual([]);
    sends.settle(3000);
    expect(reports).toMatchObject([
      { send: id, conversation: 'c1', platform: 'matrix', searched: 1, unsearched: 0, foundAt: [] },
    ]);
    expect(reports[0]).toMatchObject({ length: TEXT.length, searchable: true });
  });

  it('is not reported when nothing shows that it was one', () => {
    const { sends, reports } = tracker();
    sends.trigger(TEXT, 1000);
    sends.note({ at: 1010, complete: true, found: [] });
    sends.settle(60_000);
    expect(reports).toEqual([]);
  });

  it('counts payloads that could not be searched whole', () => {
    const { sends, reports } = tracker();
    sends.confirm(sends.trigger(TEXT, 1000));
    sends.note({ at: 1010, complete: false, found: [], conversation: 'c1' });
    sends.settle(5000);
    expect(reports).toMatchObject([{ searched: 0, unsearched: 1 }]);
  });

  it('counts what was missed while its text was being typed, and not what was missed long before', () => {
    const { sends, reports } = tracker();
    sends.missed(1000);
    sends.confirm(sends.trigger(TEXT, 20_000));
    sends.settle(33_000);
    sends.confirm(sends.trigger(`${TEXT} again`, 60_000));
    sends.settle(73_000);
    expect(reports).toMatchObject([{ unsearched: 1 }, { unsearched: 0 }]);
  });

  it('is confirmed by its own text on the wire, and says where', () => {
    const { sends, reports } = tracker();
    const id = sends.trigger(TEXT, 1000);
    sends.note({
      at: 1010,
      complete: true,
      found: [{ needle: `send:${id}`, where: 'x.test body' }],
    });
    sends.settle(2_000);
    expect(reports).toEqual([]);
    sends.settle(3_000);
    expect(reports).toMatchObject([{ foundAt: ['x.test body'], conversation: 'page' }]);
  });

  it('does not take the text of another Send for its own', () => {
    const { sends, reports } = tracker();
    sends.confirm(sends.trigger(TEXT, 1000));
    sends.note({ at: 1010, complete: true, found: [{ needle: 'send:1', where: 'x.test body' }] });
    sends.settle(20_000);
    expect(reports).toMatchObject([{ foundAt: [] }]);
  });

  it('does not claim payloads from before the key press', () => {
    const { sends } = tracker();
    const id = sends.trigger(TEXT, 1000);
    expect(sends.note({ at: 900, complete: true, found: [] })).toBeUndefined();
    expect(sends.note({ at: 1000, complete: true, found: [] })).toBe(id);
  });

  it('is one Send for pointer down and click, and two for two messages', () => {
    const { sends } = tracker();
    const first = sends.trigger(TEXT, 1000);
    expect(sends.trigger(TEXT, 1090)).toBe(first);
    sends.confirm(first);
    expect(sends.trigger(TEXT, 4000)).not.toBe(first);
  });

  it('stays open while the client exchanges keys first', () => {
    const { sends, reports } = tracker();
    sends.confirm(sends.trigger(TEXT, 1000));
    sends.note({ at: 1010, complete: true, found: [] });
    sends.settle(6000);
    expect(reports).toEqual([]);
    sends.note({ at: 6500, complete: true, found: [], conversation: 'c1' });
    sends.settle(8100);
    expect(reports).toMatchObject([{ searched: 2, conversation: 'c1' }]);
  });
});

describe('isSearchable', () => {
  it('wants twenty bytes', () => {
    expect(isSearchable('ok')).toBe(false);
    expect(isSearchable('twenty bytes are enough')).toBe(true);
    expect(isSearchable('七つの文字です')).toBe(true);
  });
});

it('waits for payloads that left in its time and were not looked at yet', () => {
  vi.useFakeTimers();
  try {
    const reports: SendReport[] = [];
    const lifetime = new AbortController();
    let waiting: number | undefined = performance.now() + 100;
    const sends = new SendTracker(
      {
        onReport: (report) => reports.push(report),
        fallback: () => ({ conversation: 'page', platform: 'site' }),
        waitingSince: () => waiting,
      },
      lifetime.signal,
    );
    sends.confirm(sends.trigger(TEXT, performance.now()));
    vi.advanceTimersByTime(60_000);
    expect(reports).toEqual([]);
    waiting = undefined;
    vi.advanceTimersByTime(500);
    expect(reports).toHaveLength(1);
    lifetime.abort();
  } finally {
    vi.useRealTimers();
  }
});
