/**
 * Wagers against uniform bytes, place by place: the first 24 and the last 4 bytes of each body. Each place has a
 * predictor for its byte (Dirichlet) and one for each of its bits (Krichevsky, Trofimov, 1981); the wager of a place is
 * an average of both and of no wager, and the wagers of all places multiply, since uniform bytes are independent.
 * That product is a martingale under uniform bytes: an e-process, valid at any time one looks.
 */
import { HEAD, LEARNED_BODIES, PLACE_PRIOR, PLACE_SHARES, TAIL } from './constants.ts';

const PLACES = HEAD + TAIL;

export class PlacePredictors {
  readonly #seen = new Uint8Array(PLACES);
  readonly #bytes = new Uint8Array(PLACES * 256);
  readonly #ones = new Uint8Array(PLACES * 8);
  readonly #byteWagers = new Float64Array(PLACES).fill(1);
  readonly #bitWagers = new Float64Array(PLACES * 8).fill(1);

  add(body: Uint8Array): void {
    for (let at = 0; at < HEAD && at < body.length; at += 1) this.#learn(at, body[at] ?? 0);
    if (body.length < PLACES) return;
    for (let at = 0; at < TAIL; at += 1) {
      this.#learn(HEAD + at, body[body.length - TAIL + at] ?? 0);
    }
  }

  /** Logarithm of the wagers' product, base 2. */
  get logEvidence(): number {
    let sum = 0;
    for (let place = 0; place < PLACES; place += 1) {
      let bits = 1;
      for (let bit = place * 8; bit < place * 8 + 8; bit += 1) {
        bits *= (1 + (this.#bitWagers[bit] ?? 1)) / 2;
      }
      const byte = this.#byteWagers[place] ?? 1;
      const { none, byte: byteShare, bits: bitShare } = PLACE_SHARES;
      sum += Math.log2(none + byteShare * byte + bitShare * bits);
    }
    return sum;
  }

  #learn(place: number, value: number): void {
    const seen = this.#seen[place] ?? 0;
    if (seen >= LEARNED_BODIES) return;
    const cell = place * 256 + value;
    const count = this.#bytes[cell] ?? 0;
    const likely = (count + PLACE_PRIOR) / (seen + 256 * PLACE_PRIOR);
    this.#byteWagers[place] = (this.#byteWagers[place] ?? 1) * likely * 256;
    this.#bytes[cell] = count + 1;
    for (let bit = 0; bit < 8; bit += 1) {
      const at = place * 8 + bit;
      const ones = this.#ones[at] ?? 0;
      const set = (value >> bit) & 1;
      const same = set === 1 ? ones : seen - ones;
      this.#bitWagers[at] = ((this.#bitWagers[at] ?? 1) * 2 * (same + 0.5)) / (seen + 1);
      this.#ones[at] = ones + set;
    }
    this.#seen[place] = seen + 1;
  }
}
