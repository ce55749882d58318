/** Puts the frames of a connection back into their order, by the numbers that the capture gives them. */

/** Frames that wait for an earlier one, over all connections; and their sizes together, characters. */
const MAX_WAITING = 8192;
const MAX_WAITING_SIZE = 64 * 1024 * 1024;
/** Connections whose numbers are remembered. */
const KEPT = 4096;

export interface Numbered {
  /** Names the connection. */
  key: string;
  seq: number;
  /** Characters that are held while it waits. */
  size: number;
}

interface Waiting<Item> {
  item: Item;
  numbered: Numbered;
}

interface Sequence<Item> {
  /** The number that follows; undefined before the first frame. */
  next?: number;
  waiting: Waiting<Item>[];
  /** Numbers are missing: its frames are taken as they come. */
  hasGaps: boolean;
}

/**
 * Hands frames on in the order of their numbers. One whose predecessor is still to come waits for it, up to a limit;
 * a connection that never gets it is taken as it comes from then on.
 */
export class InSequence<Item> {
  readonly #sequences = new Map<string, Sequence<Item>>();
  #waiting = 0;
  #size = 0;

  /** The frames that may go on now, in their order. */
  push(item: Item, numbered: Numbered): Item[] {
    const sequence = this.#sequenceOf(numbered.key);
    const { next } = sequence;
    const begins = next === undefined && sequence.waiting.length === 0 && numbered.seq <= 0;
    if (sequence.hasGaps || begins || (next !== undefined && numbered.seq <= next)) {
      sequence.next = Math.max(next ?? 0, numbered.seq + 1);
      return [item, ...this.#follow(sequence)];
    }
    this.#hold(sequence, { item, numbered });
    if (next === undefined) return this.#begin(sequence);
    return this.#waiting > MAX_WAITING || this.#size > MAX_WAITING_SIZE ? this.#giveUpOldest() : [];
  }

  /** What still waits at the end. */
  rest(): Item[] {
    return [...this.#sequences.values()].flatMap((sequence) => this.#release(sequence));
  }

  #sequenceOf(key: string): Sequence<Item> {
    const known = this.#sequences.get(key);
    if (known) return known;
    const fresh: Sequence<Item> = { waiting: [], hasGaps: false };
    this.#sequences.set(key, fresh);
    for (const [oldest, { waiting }] of this.#sequences) {
      if (this.#sequences.size <= KEPT) break;
      if (waiting.length === 0) this.#sequences.delete(oldest);
    }
    return fresh;
  }

  #hold(sequence: Sequence<Item>, waiting: Waiting<Item>): void {
    sequence.waiting.push(waiting);
    this.#waiting += 1;
    this.#size += waiting.numbered.size;
  }

  /** Counted from 0; or from 1, which only the second frame tells. */
  #begin(sequence: Sequence<Item>): Item[] {
    const numbers = sequence.waiting.map(({ numbered }) => numbered.seq);
    const countsFromOne = numbers[0] === 1 && numbers[1] === 2;
    if (numbers.some((number) => number <= 0) || countsFromOne) {
      sequence.next = Math.min(...numbers);
      return this.#follow(sequence);
    }
    return this.#waiting > MAX_WAITING || this.#size > MAX_WAITING_SIZE ? this.#giveUpOldest() : [];
  }

  /** Frames whose turn it is now. */
  #follow(sequence: Sequence<Item>): Item[] {
    const items: Item[] = [];
    for (;;) {
      const at = sequence.waiting.findIndex(
        ({ numbered }) => sequence.next !== undefined && numbered.seq <= sequence.next,
      );
      const [found] = at < 0 ? [] : sequence.waiting.splice(at, 1);
      if (found === undefined) return items;
      sequence.next = Math.max(sequence.next ?? 0, found.numbered.seq + 1);
      items.push(this.#taken(found));
    }
  }

  #taken({ item, numbered }: Waiting<Item>): Item {
    this.#waiting -= 1;
    this.#size -= numbered.size;
    return item;
  }

  /** The connection that was first to wait: what it waits for was not recorded. */
  #giveUpOldest(): Item[] {
    const oldest = [...this.#sequences.values()].find(({ waiting }) => waiting.length > 0);
    if (oldest === undefined) return [];
    oldest.hasGaps = true;
    return this.#release(oldest);
  }

  #release(sequence: Sequence<Item>): Item[] {
    const waiting = sequence.waiting.toSorted((a, b) => a.numbered.seq - b.numbered.seq);
    sequence.waiting = [];
    const last = waiting.at(-1);
    if (last) sequence.next = Math.max(sequence.next ?? 0, last.numbered.seq + 1);
    return waiting.map((one) => this.#taken(one));
  }
}
