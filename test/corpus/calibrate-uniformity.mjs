/**
 * Prints src/engine/statistics/critical-values.json: what uniform bytes of each length reach in the share of cases
 * that a test may reject them. Run: node test/corpus/calibrate-uniformity.mjs [runs]
 */
import { runnerImport } from 'vite';

const { module } = await runnerImport('./src/engine/statistics/measures.ts', { configFile: false });
const { measure, TESTS, ENTROPY } = module;

const SIZES = [24, 32, 48, 64, 96, 128, 192, 256, 512, 1024, 2048, 4096];
/** Shares of uniform bytes that each test may reject; together 0.9 %, and less where tests agree. */
const SHARES = {
  pairs: 0.0008,
  even: 0.0006,
  nibbles: 0.0008,
  windows: 0.0024,
  bits: 0.0006,
  blocks: 0.0008,
  stretches: 0.0016,
  neighbours: 0.0006,
  lags: 0.0008,
  strides: 0.0004,
};

const runs = Number(process.argv[2] ?? 200_000);

/** xoshiro128**: fast, and known to pass the usual batteries. */
function randomSource(seed) {
  const state = Uint32Array.of(seed, seed ^ 0x9e3779b9, 0x243f6a88, 0xb7e15162);
  const rotate = (value, by) => (value << by) | (value >>> (32 - by));
  return () => {
    const [a = 0, b = 0, c = 0, d = 0] = state;
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const third = c ^ a;
    const fourth = d ^ b;
    state[1] = b ^ third;
    state[0] = a ^ fourth;
    state[2] = third ^ (b << 9);
    state[3] = rotate(fourth, 11);
    return result;
  };
}

const next = randomSource(20261120);
const tests = {};
const entropy = [];
for (const size of SIZES) {
  const count = Math.max(100_000, Math.min(runs, Math.floor((runs * 1024) / size)));
  const values = new Map(Object.keys(SHARES).map((test) => [test, new Float64Array(count)]));
  const words = new Uint32Array(size / 4);
  const bytes = new Uint8Array(words.buffer);
  let entropySum = 0;
  for (let run = 0; run < count; run += 1) {
    for (let at = 0; at < words.length; at += 1) words[at] = next();
    const measures = measure(bytes);
    entropySum += measures[ENTROPY];
    for (const [test, list] of values) list[run] = measures[TESTS.indexOf(test)];
  }
  entropy.push(Number((entropySum / count).toFixed(4)));
  for (const [test, list] of values) {
    list.sort();
    const share = SHARES[test] ?? 0;
    const value = list[Math.min(count - 1, Math.ceil(count * (1 - share)))] ?? 0;
    tests[test] = [...(tests[test] ?? []), Math.ceil(value * 1000) / 1000];
  }
}
console.log(JSON.stringify({ sizes: SIZES, entropy, tests }, null, 2));
