/**
 * How much of the page's main thread a watch may use: an allowance that refills with time. What it does not cover is
 * left undone, so only work that may be left undone goes by it.
 */
export interface TimeAllowance {
  /** Milliseconds of work a second. */
  perSecond: number;
  /** Milliseconds of work that may be saved up. */
  most: number;
}

export class TimeBudget {
  readonly #allowance: TimeAllowance;
  readonly #clock: () => number;
  #left: number;
  #refilled: number;
  #started = 0;

  /** @param clock milliseconds from any start */
  constructor(allowance: TimeAllowance, clock: () => number = () => performance.now()) {
    this.#allowance = allowance;
    this.#clock = clock;
    this.#left = allowance.most;
    this.#refilled = clock();
  }

  /** Begins a piece of work. False when nothing is left for it. */
  begin(): boolean {
    this.#refill();
    this.#started = this.#clock();
    return this.#left > 0;
  }

  /** True while the piece of work may go on. */
  goesOn(): boolean {
    return this.#clock() - this.#started < this.#left;
  }

  /** Ends the piece of work: its time is taken off. */
  end(): void {
    this.#left -= this.#clock() - this.#started;
    // A single long step must not silence the watch for minutes.
    this.#left = Math.max(this.#left, -this.#allowance.perSecond);
    this.#refilled = this.#clock();
  }

  #refill(): void {
    const now = this.#clock();
    const more = ((now - this.#refilled) / 1_000) * this.#allowance.perSecond;
    this.#left = Math.min(this.#allowance.most, this.#left + more);
    this.#refilled = now;
  }
}
