import { describe, expect, it } from 'vitest';
import { TimeBudget } from './time-budget.ts';

function budget() {
  let now = 1_000;
  const clock = () => now;
  const made = new TimeBudget({ perSecond: 4, most: 4 }, clock);
  /** Works as long as the budget allows, at most `wanted` ms. Answers how long. */
  const work = (wanted: number): number => {
    if (!made.begin()) return 0;
    let done = 0;
    while (done < wanted && made.goesOn()) {
      now += 0.5;
      done += 0.5;
    }
    made.end();
    return done;
  };
  return { made, work, pass: (ms: number) => (now += ms) };
}

describe('a time budget', () => {
  it('stops a long piece of work at the allowance', () => {
    const { work } = budget();
    expect(work(100)).toBe(4);
    expect(work(1)).toBe(0);
  });

  it('refills with time, and never to more than may be saved up', () => {
    const { work, pass } = budget();
    work(100);
    pass(500);
    expect(work(100)).toBeCloseTo(2, 5);
    pass(60_000);
    expect(work(100)).toBe(4);
  });

  it('never gives more than its share over a minute of constant demand', () => {
    const { work, pass } = budget();
    let used = 0;
    for (let step = 0; step < 6_000; step += 1) {
      used += work(50);
      pass(10);
    }
    // 4 ms saved up, 4 ms a second for the 60 s and the time of the work itself; each piece may overrun by one step.
    expect(used).toBeGreaterThan(200);
    expect(used).toBeLessThan(260);
  });

  it('makes up for a step that took too long, within a second or two', () => {
    const { made, work, pass } = budget();
    made.begin();
    pass(500);
    made.end();
    expect(work(1)).toBe(0);
    pass(900);
    expect(work(1)).toBe(0);
    pass(200);
    expect(work(0.1)).toBeGreaterThan(0);
  });
});
