/** Workers that have a tap of their own: whether it runs, and whether everything that they send is in view. */
import type { TapPayload } from '../messages/tap-message.ts';

/** Connections of one worker are numbered from here, times its number: apart from the frame's own. */
const CONNECTIONS = 1_000_000;

interface State {
  /** Its tap has spoken. */
  ready: boolean;
  /** It used a way out that its tap does not watch. */
  lost: boolean;
  /** Something was handed to it that might have been the text. */
  fed: boolean;
}

export class WatchedWorkers {
  readonly #states = new Map<number, State>();
  readonly #timeOrigin: number;

  /** @param timeOrigin of the frame, milliseconds since the epoch */
  constructor(timeOrigin: number = performance.timeOrigin) {
    this.#timeOrigin = timeOrigin;
  }

  ready(worker: number): void {
    this.#state(worker).ready = true;
  }

  /** Its tap can't see everything. True when something went in before that may now be anywhere. */
  lost(worker: number): boolean {
    const state = this.#state(worker);
    state.lost = true;
    return state.fed;
  }

  /** Something is handed to it. True when all that it sends is in view. */
  fed(worker: number): boolean {
    const state = this.#state(worker);
    state.fed = true;
    return state.ready && !state.lost;
  }

  /** A payload of the worker's as one of the frame's. */
  fromWorker(worker: number, payload: TapPayload): TapPayload {
    const { connection } = payload;
    return {
      ...payload,
      at: payload.at - this.#timeOrigin,
      ...(connection === undefined ? {} : { connection: worker * CONNECTIONS + connection }),
    };
  }

  #state(worker: number): State {
    const known = this.#states.get(worker);
    if (known) return known;
    const state = { ready: false, lost: false, fed: false };
    this.#states.set(worker, state);
    return state;
  }
}
