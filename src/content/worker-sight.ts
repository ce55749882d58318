/**
 * How far deep capture sees into the page's workers, as the background tells it. What is handed to a worker in view comes
 * out in view: it needs no report of its own. When the view ends, what was handed over before may be anywhere.
 */
import type { ChannelKind } from '../messages/observation.ts';
import type { OutsideSight } from '../messages/outside-payload.ts';

/**
 * A worker that has just been made is told of a moment later, milliseconds. Shorter than a Send takes to settle.
 */
const HOLD = 1_200;
const MOST_HELD = 200;

/** By what something was handed over, as the tap names it: `new` is a worker's address and name. */
export type HandedBy = 'new' | 'postMessage' | 'port';

interface Held {
  channel: ChannelKind;
  inView(): void;
  outOfView(): void;
  timer: ReturnType<typeof setTimeout>;
}

export class WorkerSight {
  readonly #onLost: () => void;
  readonly #hasForeignFrame: () => boolean;
  #on = false;
  #seen: ReadonlySet<ChannelKind> = new Set();
  #fed = false;
  #held = new Set<Held>();

  /**
   * @param onLost called when the view ends after something was handed over that may have been the text
   * @param hasForeignFrame whether a frame of another origin is on the page: a port may lead there
   */
  constructor(onLost: () => void, hasForeignFrame: () => boolean) {
    this.#onLost = onLost;
    this.#hasForeignFrame = hasForeignFrame;
  }

  /** Deep capture is on for this tab. */
  get on(): boolean {
    return this.#on;
  }

  begin(): void {
    this.#on = true;
  }

  update({ on, whole, seen }: Pick<OutsideSight, 'on' | 'whole' | 'seen'>): void {
    this.#on = on;
    this.#seen = new Set(whole ? seen : []);
    for (const held of [...this.#held]) if (!on || this.#sees(held.channel)) this.#release(held);
    if (this.#fed && !(on && whole)) this.#onLost();
  }

  /**
   * Something that may be the text, or a way for it, goes to a worker.
   *
   * @param inView called when all that the worker sends is seen
   * @param outOfView called when it is not, or that is not known in time
   */
  handedOver(channel: ChannelKind, by: HandedBy, inView: () => void, outOfView: () => void): void {
    // A worker's address goes to the server before there is a worker.
    const mayBeSeen = channel !== 'window' && by !== 'new';
    if (!mayBeSeen || (by === 'port' && this.#hasForeignFrame())) {
      outOfView();
      return;
    }
    this.whenKnown(
      channel,
      () => {
        this.#fed = true;
        inView();
      },
      outOfView,
    );
  }

  /** Calls back once it is known whether workers of this kind are in view. */
  whenKnown(channel: ChannelKind, inView: () => void, outOfView: () => void): void {
    if (this.#sees(channel)) inView();
    else if (!this.#on || this.#held.size >= MOST_HELD) outOfView();
    else {
      const timer = setTimeout(() => this.#release(held), HOLD);
      const held: Held = { channel, inView, outOfView, timer };
      this.#held.add(held);
    }
  }

  #release(held: Held): void {
    clearTimeout(held.timer);
    this.#held.delete(held);
    if (this.#sees(held.channel)) held.inView();
    else held.outOfView();
  }

  /** A message port that is no shared worker's own may lead to any worker. */
  #sees(channel: ChannelKind): boolean {
    if (!this.#on) return false;
    return channel === 'worker' ? this.#seen.size > 0 : this.#seen.has(channel);
  }
}
