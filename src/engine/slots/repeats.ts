/** Traits of tokens: the same body again, and one length always. Keeps hashes and lengths. */
import { MAX_REPEAT_HASHES, MIN_FIXED, MOST_DELIVERIES } from './constants.ts';
import { hashOf } from './hash.ts';

interface Known {
  /** Hash of the last payload that the body came in. */
  payload: string;
  /** How often that payload came. */
  times: number;
}

export class Repeats {
  readonly #known = new Map<string, Known>();
  #repeated = 0;
  #bodies = 0;
  #shortest = Number.MAX_SAFE_INTEGER;
  #longest = 0;

  /**
   * True when the very same body was there before, among the last 256. It counts as repeated when it stands in another
   * payload: a message that is sent again, or to several servers, is the same payload byte by byte.
   * @param payload names the payload by all of its bytes; '' where every body is a message of its own
   */
  add(body: Uint8Array, payload: string): boolean {
    this.#bodies += 1;
    this.#shortest = Math.min(this.#shortest, body.length);
    this.#longest = Math.max(this.#longest, body.length);
    const hash = hashOf(body);
    const known = this.#known.get(hash);
    this.#known.delete(hash);
    const isSame = known !== undefined && payload !== '' && known.payload === payload;
    const times = isSame ? known.times + 1 : 1;
    if (known && (!isSame || times > MOST_DELIVERIES)) this.#repeated += 1;
    this.#known.set(hash, { payload, times });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MAX_REPEAT_HASHES) break;
      this.#known.delete(oldest);
    }
    return known !== undefined;
  }

  get repeated(): number {
    return this.#repeated;
  }

  get fixedLength(): boolean {
    return this.#bodies >= MIN_FIXED && this.#shortest === this.#longest;
  }
}
