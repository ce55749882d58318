import { performance } from 'node:perf_hooks';

/** Microseconds of processor time that this process has used: what other programs use meanwhile is not in it. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * Times several functions on the same inputs, in turns of about two milliseconds, so that whatever else the machine
 * does falls on all of them. Nanoseconds of processor time a call: the median of the turns.
 *
 * @param {Record<string, (input: Uint8Array) => unknown>} contestants
 * @param {readonly Uint8Array[]} inputs
 * @param {{ turns: number, milliseconds?: number }} options
 * @returns {Record<string, number>}
 */
export function race(contestants, inputs, { turns, milliseconds = 2 }) {
  const entries = Object.entries(contestants).map(([name, run]) => {
    const perTurn = warmUp(run, inputs, milliseconds);
    return { name, run, perTurn, times: [] };
  });
  for (let turn = 0; turn < turns; turn += 1) {
    for (const { run, perTurn, times } of entries) {
      const start = processorTime();
      for (let call = 0; call < perTurn; call += 1) run(inputs[call % inputs.length]);
      times.push(((processorTime() - start) * 1000) / perTurn);
    }
  }
  return Object.fromEntries(entries.map(({ name, times }) => [name, median(times)]));
}

/** The same for functions that answer later, one call after the other, by the clock on the wall. */
export async function raceAsync(contestants, inputs, { turns }) {
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let turn = 0; turn < turns + 3; turn += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      const input = inputs[turn % inputs.length];
      const start = performance.now();
      await run(input);
      if (turn >= 3) times[name].push((performance.now() - start) * 1e6);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

/** Lets the compiler see the function, then finds how many calls fill a turn. */
function warmUp(run, inputs, milliseconds) {
  const start = processorTime();
  let used = 0;
  let calls = 0;
  do {
    for (const input of inputs) run(input);
    calls += inputs.length;
    used = processorTime() - start;
  } while (used < 150_000);
  return Math.max(1, Math.round((milliseconds * 1000 * calls) / used));
}

export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
