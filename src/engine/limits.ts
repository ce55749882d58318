import type { LimitHit } from './finding.ts';

/** How much work one payload may cost. */
export interface Limits {
  /** Bytes of the payload (all parts together) that are looked at. */
  bytes: number;
  /** Bytes that undoing encodings and compression may produce, all layers together. */
  decodedBytes: number;
  /** Decoders inside decoders. Objects inside objects of one JSON or XML text count once. */
  depth: number;
  leaves: number;
  /** Wall time. Looked at between layers: one layer is never interrupted. */
  milliseconds: number;
}

export const DEFAULT_LIMITS: Limits = {
  bytes: 4 * 1024 * 1024,
  decodedBytes: 2 * 1024 * 1024,
  depth: 16,
  leaves: 2000,
  milliseconds: 250,
};

/** What is left of the limits while one payload is taken apart, and which of them ended something early. */
export class Budget {
  #hits: Set<LimitHit> | undefined;
  readonly limits: Limits;
  readonly #clock: () => number;
  readonly #end: number;
  #decoded = 0;
  #leaves = 0;
  #looks = 0;
  #expired = false;

  constructor(limits: Limits, clock: () => number) {
    this.limits = limits;
    this.#clock = clock;
    this.#end = clock() + limits.milliseconds;
  }

  /** What ended early. Made at the first use: hardly any payload needs it. */
  get hits(): Set<LimitHit> {
    this.#hits ??= new Set();
    return this.#hits;
  }

  get isHit(): boolean {
    return this.#hits !== undefined && this.#hits.size > 0;
  }

  /** Most bytes that the next decoding may produce. */
  get decodedLeft(): number {
    return this.limits.decodedBytes - this.#decoded;
  }

  /** Most pieces that the next decoding may yield. */
  get leavesLeft(): number {
    return this.limits.leaves - this.#leaves;
  }

  takeDecoded(bytes: number): void {
    this.#decoded += bytes;
  }

  takeLeaf(): boolean {
    if (this.#leaves >= this.limits.leaves) {
      this.hits.add('leaves');
      return false;
    }
    this.#leaves += 1;
    return true;
  }

  allowsDepth(depth: number): boolean {
    if (depth < this.limits.depth) return true;
    this.hits.add('depth');
    return false;
  }

  /** Reads the clock at every 16th call only: reading it costs more than a small leaf. */
  expired(): boolean {
    this.#looks += 1;
    if (!this.#expired && this.#looks % 16 === 0 && this.#clock() > this.#end) {
      this.#expired = true;
      this.hits.add('time');
    }
    return this.#expired;
  }
}
