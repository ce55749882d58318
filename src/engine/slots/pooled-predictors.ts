/**
 * Wagers against uniform bytes, all places together: Dirichlet predictors of the next byte from all bytes before, in
 * this body and in those before it, with several priors, averaged. An e-process like the one of the places.
 */
import { POOL_PRIORS, POOLED_BYTES } from './constants.ts';
import { logMean } from './log-mean.ts';

/** Bytes between two logarithms: so many factors stay within a double. */
const RUN = 16;

export class PooledPredictors {
  readonly #counts = new Uint32Array(256);
  readonly #logWagers = new Float64Array(POOL_PRIORS.length);
  #total = 0;

  add(body: Uint8Array): void {
    const end = Math.min(body.length, POOLED_BYTES);
    for (let start = 0; start < end; start += RUN) {
      this.#addRun(body, start, Math.min(start + RUN, end));
    }
  }

  #addRun(body: Uint8Array, start: number, end: number): void {
    const counts = this.#counts;
    const wagers = POOL_PRIORS.map(() => 1);
    let total = this.#total;
    for (let at = start; at < end; at += 1) {
      const byte = body[at] ?? 0;
      const count = counts[byte] ?? 0;
      for (let prior = 0; prior < POOL_PRIORS.length; prior += 1) {
        const weight = POOL_PRIORS[prior] ?? 1;
        const likely = (count + weight) / (total + 256 * weight);
        wagers[prior] = (wagers[prior] ?? 1) * likely * 256;
      }
      counts[byte] = count + 1;
      total += 1;
    }
    this.#total = total;
    for (let prior = 0; prior < POOL_PRIORS.length; prior += 1) {
      this.#logWagers[prior] = (this.#logWagers[prior] ?? 0) + Math.log2(wagers[prior] ?? 1);
    }
  }

  /** Logarithm of the average wager, base 2. */
  get logEvidence(): number {
    return logMean([...this.#logWagers]);
  }
}
