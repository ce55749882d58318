/**
 * Whether a body's length follows its text's. A cipher adds a constant and at most some padding; a compressor makes two
 * texts of one length differ. Looks at lengths only.
 */
import { LENGTH_SLACK, MAX_LENGTHS, MIN_LENGTH_SPREAD, MIN_LENGTHS } from './constants.ts';

export class LengthLaw {
  /** Shortest and longest body by the text's length. */
  readonly #lengths = new Map<number, { shortest: number; longest: number }>();

  /** Lengths in bytes; of a text, in UTF-8. */
  add(textLength: number, bodyLength: number): void {
    const known = this.#lengths.get(textLength);
    if (known) {
      known.shortest = Math.min(known.shortest, bodyLength);
      known.longest = Math.max(known.longest, bodyLength);
    } else if (this.#lengths.size < MAX_LENGTHS) {
      this.#lengths.set(textLength, { shortest: bodyLength, longest: bodyLength });
    }
  }

  /** Undefined while there are too few lengths to say. */
  get follows(): boolean | undefined {
    const texts = [...this.#lengths.keys()].sort((left, right) => left - right);
    const [first, last] = [texts[0] ?? 0, texts.at(-1) ?? 0];
    if (texts.length < MIN_LENGTHS || last - first < MIN_LENGTH_SPREAD) return undefined;
    const excesses = [...this.#lengths].flatMap(([text, { shortest, longest }]) => [
      shortest - text,
      longest - text,
    ]);
    return Math.max(...excesses) - Math.min(...excesses) <= LENGTH_SLACK;
  }
}
