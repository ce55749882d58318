/**
 * Payloads wait here for analysis, which runs in short slices between the page's own tasks. Under flood the
 * queue sheds what arrived, then what is oldest, and says so: an unseen payload can't support `e2ee`.
 */

/** Bytes that may wait. */
const CAPACITY = 24_000_000;
/** Longest slice of main-thread time, milliseconds. */
const SLICE = 8;

export interface QueueItem {
  size: number;
  direction: 'out' | 'in';
}

export class WorkQueue<Item extends QueueItem> {
  readonly #work: (item: Item) => void;
  readonly #shed: (item: Item) => void;
  #items: Item[] = [];
  #bytes = 0;
  #scheduled = false;
  #started = false;

  constructor(work: (item: Item) => void, shed: (item: Item) => void) {
    this.#work = work;
    this.#shed = shed;
  }

  get length(): number {
    return this.#items.length;
  }

  /** The oldest outgoing item that waits. */
  get oldestOut(): Item | undefined {
    return this.#items.find((item) => item.direction === 'out');
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#bytes += item.size;
    while (this.#bytes > CAPACITY && this.#items.length > 1) this.#dropOne();
    this.#schedule();
  }

  /** Items wait until this is called: before, nobody knows how to look at them. */
  start(): void {
    this.#started = true;
    this.#schedule();
  }

  /** Works off everything now: the page is going away. */
  drain(): void {
    for (let item = this.#take(); item !== undefined; item = this.#take()) this.#work(item);
  }

  #take(): Item | undefined {
    const item = this.#items.shift();
    if (item) this.#bytes -= item.size;
    return item;
  }

  #dropOne(): void {
    const inbound = this.#items.findIndex((item) => item.direction === 'in');
    const [item] = this.#items.splice(Math.max(inbound, 0), 1);
    if (item === undefined) return;
    this.#bytes -= item.size;
    this.#shed(item);
  }

  #schedule(): void {
    if (!this.#started || this.#scheduled || this.#items.length === 0) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      const end = performance.now() + SLICE;
      do {
        const item = this.#take();
        if (item === undefined) return;
        this.#work(item);
      } while (performance.now() < end);
      this.#schedule();
    });
  }
}
