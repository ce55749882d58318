import type { KnownText } from '../finding.ts';
import { byteForms, MAX_NEEDLE_BYTES } from './byte-forms.ts';
import { disguisesOf } from './disguise.ts';
import { fold, squash } from './fold.ts';
import { GramFilter } from './gram-filter.ts';
import { MaskFilter } from './mask-filter.ts';
import { spellingsOf } from './spellings.ts';

/** Below this only a whole leaf counts: `ok` stands in many words. */
const MIN_SUBSTRING = 6;
/** From this on a text is its own evidence wherever it stands; below, it must stand as words of its own. */
const MIN_DISTINCTIVE = 12;

const prepared = new WeakMap<KnownText, Needle>();

/** A known text with the forms that it is looked for in. Made once for each KnownText object, and gone with it. */
export class Needle {
  readonly id: string;
  readonly text: string;
  readonly folded: string;
  readonly squashed: string;
  /** See KnownText. */
  readonly readableOnly: boolean;
  #disguises: readonly string[] | undefined;
  #spellings: ReadonlyMap<string, string> | undefined;
  #filter: GramFilter | undefined;
  #mask: MaskFilter | undefined;

  constructor({ id, text, readableOnly }: KnownText) {
    this.id = id;
    this.readableOnly = readableOnly === true;
    this.text = text.trim();
    this.folded = fold(text);
    this.squashed = squash(text);
  }

  /** Letters and digits of the text written so that everybody can undo it; see disguise.ts. */
  get disguises(): readonly string[] {
    this.#disguises ??= disguisesOf(this.text)
      .map(squash)
      .filter((form) => form !== this.squashed && form.length >= MIN_DISTINCTIVE);
    return this.#disguises;
  }

  static of(known: KnownText): Needle {
    let needle = prepared.get(known);
    if (needle === undefined) {
      needle = new Needle(known);
      prepared.set(known, needle);
    }
    return needle;
  }

  /** The format in which this whole value spells the text; undefined where it does not, or need not be asked. */
  spelledAs(value: string): string | undefined {
    if (this.searchedInside) return undefined;
    this.#spellings ??= spellingsOf(this.text);
    return this.#spellings.get(value);
  }

  get searchedInside(): boolean {
    return this.folded.length >= MIN_SUBSTRING;
  }

  get distinctive(): boolean {
    return this.folded.length >= MIN_DISTINCTIVE;
  }

  /** The letters and digits alone are enough to know the text by. */
  get squashable(): boolean {
    return this.squashed.length >= MIN_DISTINCTIVE;
  }

  /** Bytes can be searched for a beginning of at most this many characters. */
  get cut(): boolean {
    return this.text.length > MAX_NEEDLE_BYTES;
  }

  /** True when the bytes hold the text (its beginning, if it is `cut`) in any encoding known. */
  standsIn(bytes: Uint8Array): boolean {
    if (!this.searchedInside) return false;
    this.#filter ??= new GramFilter(byteForms(this.text.slice(0, MAX_NEEDLE_BYTES)));
    return this.#filter.matches(bytes);
  }
  /** True when the bytes hold the text with the same byte added to, or combined by XOR with, each of its bytes. */
  standsMaskedIn(bytes: Uint8Array): boolean {
    if (!this.distinctive) return false;
    this.#mask ??= new MaskFilter(this.text.slice(0, MAX_NEEDLE_BYTES));
    return this.#mask.matches(bytes);
  }
}
