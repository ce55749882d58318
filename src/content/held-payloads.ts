/**
 * Incoming payloads wait here for a moment, in the order of arrival, until the page has had time to show what they
 * brought. Memory only; bounded: what is too much goes on at once, the oldest first, so that no connection's payloads
 * change places.
 */

export interface HoldLimits {
  /** How long a payload waits, milliseconds. */
  wait: number;
  /** Bytes and payloads that may wait. */
  bytes: number;
  items: number;
}

export const HOLD: HoldLimits = { wait: 1_000, bytes: 4_000_000, items: 400 };

interface Held<Item> {
  item: Item;
  size: number;
  /** When its time is over. */
  due: number;
}

export class HeldPayloads<Item> {
  readonly #release: (item: Item) => void;
  readonly #limits: HoldLimits;
  readonly #clock: () => number;
  #held: Held<Item>[] = [];
  #bytes = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param clock milliseconds from any start */
  constructor(
    release: (item: Item) => void,
    limits: HoldLimits = HOLD,
    clock: () => number = () => performance.now(),
  ) {
    this.#release = release;
    this.#limits = limits;
    this.#clock = clock;
  }

  get length(): number {
    return this.#held.length;
  }

  push(item: Item, size: number): void {
    this.#held.push({ item, size, due: this.#clock() + this.#limits.wait });
    this.#bytes += size;
    while (this.#bytes > this.#limits.bytes || this.#held.length > this.#limits.items) {
      this.#releaseFirst();
    }
    this.#schedule();
  }

  /** Lets everything go on now. */
  flush(): void {
    while (this.#held.length > 0) this.#releaseFirst();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #releaseFirst(): void {
    const first = this.#held.shift();
    if (first === undefined) return;
    this.#bytes -= first.size;
    this.#release(first.item);
  }

  #schedule(): void {
    const [first] = this.#held;
    if (this.#timer !== undefined || first === undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        const now = this.#clock();
        while ((this.#held[0]?.due ?? Number.POSITIVE_INFINITY) <= now) this.#releaseFirst();
        this.#schedule();
      },
      Math.max(0, first.due - this.#clock()) + 1,
    );
  }
}
