/**
 * The evidence of a slot (platform, channel, direction, field path) over many payloads: do its bodies look like uniform
 * bytes for good? A yes is never more than "consistent": range-coded data and tokens say the same. A no counts.
 * Method and error rates: docs/method/slots.md. Nothing here depends on a clock, a browser or other slots.
 */
import {
  CORRELATION,
  DOUBTED,
  LARGE_BODY,
  LEDGER,
  MIN_BODIES,
  MIN_BYTES,
  MIN_UNSHARED_BODIES,
  REJECTED,
  STATISTICS_CAP,
} from './constants.ts';
import { GramMemory } from './gram-memory.ts';
import { LengthLaw } from './length-law.ts';
import { logMean } from './log-mean.ts';
import { PlacePredictors } from './place-predictors.ts';
import { PooledPredictors } from './pooled-predictors.ts';
import { Repeats } from './repeats.ts';
import { logWindowWager } from './window-wager.ts';

export type SlotReason = keyof typeof LEDGER;

/** What a slot says. */
export interface SlotSays {
  /** Enough bodies, and nothing speaks against uniform bytes. Never proof of encryption. */
  consistent: boolean;
  /** The bodies are not uniform: uniform bytes would be rejected once in a million slots. */
  rejected: boolean;
  /** Items of the ledger that apply. */
  reasons: SlotReason[];
  /** Sum of the items in bits; what speaks in favour is capped. */
  bits: number;
  /** Bodies that were added, and their bytes; how many of them had come before, in another message. */
  payloads: number;
  bytes: number;
  repeated: number;
  /** Independent looks that the bodies are worth, since those of one source resemble each other: at most 2.5. */
  effective: number;
  /** Logarithm, base 10, of the evidence against uniform bytes (an e-value) at its highest. */
  logEvidence: number;
}

export interface BodyFacts {
  /** Length of the text that was sent with this body, UTF-8 bytes, where it is known. */
  textLength?: number;
  /** Names the payload that the body stands in, by its bytes; without it, the body counts as another message each time. */
  payload?: string;
}

export class Slot {
  readonly #places = new PlacePredictors();
  readonly #pool = new PooledPredictors();
  readonly #grams = new GramMemory();
  readonly #repeats = new Repeats();
  readonly #lengths = new LengthLaw();
  #payloads = 0;
  #bytes = 0;
  #large = 0;
  #logWindows = 0;
  /** Highest evidence so far, base 2: an e-process may be looked at whenever it suits. */
  #highest = 0;

  /**
   * True when the body came before, in another message.
   * @param body what is left of a payload when all framing was taken off that a parser explains
   */
  add(body: Uint8Array, { textLength, payload = '' }: BodyFacts = {}): boolean {
    this.#payloads += 1;
    this.#bytes += body.length;
    if (body.length >= LARGE_BODY) this.#large += 1;
    if (textLength !== undefined) this.#lengths.add(textLength, body.length);
    // A repeated body is one finding, not many: it teaches the predictors nothing about uniform bytes.
    const { repeated } = this.#repeats;
    if (this.#repeats.add(body, payload)) return this.#repeats.repeated > repeated;
    this.#places.add(body);
    this.#pool.add(body);
    this.#grams.add(body);
    this.#logWindows += logWindowWager(body);
    const { logEvidence: places } = this.#places;
    const { logEvidence: pool } = this.#pool;
    this.#highest = Math.max(this.#highest, logMean([places, pool, this.#logWindows]));
    return false;
  }

  says(): SlotSays {
    const rejected = this.#highest >= Math.log2(REJECTED) || this.#grams.tooMany;
    const reasons = this.#reasons();
    const enough = this.#payloads >= MIN_BODIES && this.#bytes >= MIN_BYTES;
    const doubted = this.#highest >= Math.log2(DOUBTED) || reasons.some((id) => LEDGER[id] < 0);
    return {
      consistent: enough && !rejected && !doubted,
      rejected,
      reasons,
      bits: sumOf(reasons),
      payloads: this.#payloads,
      bytes: this.#bytes,
      repeated: this.#repeats.repeated,
      effective: effectiveSize(this.#payloads),
      logEvidence: this.#highest * Math.log10(2),
    };
  }

  #reasons(): SlotReason[] {
    const enough = this.#payloads >= MIN_BODIES && this.#bytes >= MIN_BYTES;
    const calm = this.#highest < Math.log2(DOUBTED);
    const found: Record<SlotReason, boolean> = {
      'uniform-over-bodies': enough && calm,
      'nothing-shared': this.#payloads >= MIN_UNSHARED_BODIES && this.#grams.shared === 0,
      'large-bodies': this.#large > 0 && this.#large === this.#payloads && calm,
      'not-uniform': this.#highest >= Math.log2(REJECTED),
      'sequences-shared': this.#grams.tooMany,
      'body-repeats': this.#repeats.repeated > 0,
      'length-fixed': this.#repeats.fixedLength,
      'length-ignores-text': this.#lengths.follows === false,
    };
    return (Object.keys(found) as SlotReason[]).filter((id) => found[id]);
  }
}

/** Looks that so many correlated ones are worth (design effect, Kish, 1965). */
export function effectiveSize(looks: number): number {
  return looks === 0 ? 0 : looks / (1 + (looks - 1) * CORRELATION);
}

function sumOf(reasons: readonly SlotReason[]): number {
  const bits = reasons.map((id) => LEDGER[id]);
  const favourable = bits.filter((one) => one > 0).reduce((sum, one) => sum + one, 0);
  const adverse = bits.filter((one) => one < 0).reduce((sum, one) => sum + one, 0);
  return Math.min(STATISTICS_CAP, favourable) + adverse;
}
