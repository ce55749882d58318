import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HandedBy, WorkerSight } from './worker-sight.ts';

let foreignFrame: boolean;
let lost: number;
let sight: WorkerSight;

beforeEach(() => {
  vi.useFakeTimers();
  foreignFrame = false;
  lost = 0;
  sight = new WorkerSight(
    () => {
      lost += 1;
    },
    () => foreignFrame,
  );
  sight.begin();
});
afterEach(() => vi.useRealTimers());

const whole = { on: true, whole: true };

function hand(by: HandedBy = 'postMessage', channel: 'worker' | 'window' = 'worker'): string[] {
  const heard: string[] = [];
  sight.handedOver(
    channel,
    by,
    () => heard.push('in view'),
    () => heard.push('out of view'),
  );
  return heard;
}

describe('what is handed to a worker', () => {
  it('is in view once every worker is', () => {
    sight.update({ ...whole, seen: ['worker'] });
    expect(hand()).toEqual(['in view']);
  });

  it('waits a moment for a worker that was just made, and no longer', () => {
    const early = hand();
    expect(early).toEqual([]);
    sight.update({ ...whole, seen: ['worker'] });
    expect(early).toEqual(['in view']);
    sight.update({ ...whole, seen: [] });
    const late = hand();
    vi.advanceTimersByTime(1_200);
    expect(late).toEqual(['out of view']);
  });

  it('is out of view when some worker is, or deep capture is off', () => {
    sight.update({ on: true, whole: false, seen: ['worker'] });
    const partly = hand();
    vi.advanceTimersByTime(1_200);
    expect(partly).toEqual(['out of view']);
    sight.update({ on: false, whole: false, seen: [] });
    expect(hand()).toEqual(['out of view']);
  });

  it('is out of view in a worker’s address, in a window, and in a port while a foreign frame is there', () => {
    sight.update({ ...whole, seen: ['worker'] });
    expect(hand('new')).toEqual(['out of view']);
    expect(hand('postMessage', 'window')).toEqual(['out of view']);
    expect(hand('port')).toEqual(['in view']);
    foreignFrame = true;
    expect(hand('port')).toEqual(['out of view']);
    expect(hand()).toEqual(['in view']);
  });
});

describe('when the view ends', () => {
  it('what was handed over before may be anywhere', () => {
    sight.update({ ...whole, seen: ['worker'] });
    hand();
    sight.update({ ...whole, seen: [] });
    expect(lost).toBe(0);
    sight.update({ on: true, whole: false, seen: [] });
    expect(lost).toBe(1);
  });

  it('nothing is lost when nothing was handed over', () => {
    sight.update({ ...whole, seen: ['worker'] });
    sight.update({ on: false, whole: false, seen: [] });
    expect(lost).toBe(0);
  });
});
