import type { TextMatch } from '../finding.ts';
import { fold, mayHaveMarkup, squash, withoutMarkup } from './fold.ts';
import type { Needle } from './needle.ts';

const MIN_PART = 8;

/** One reading of a leaf in the forms that needles are compared with, each made when first needed. */
class Reading {
  readonly text: string;
  #folded: string | undefined;
  #squashed: string | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get folded(): string {
    this.#folded ??= fold(this.text);
    return this.#folded;
  }

  get squashed(): string {
    this.#squashed ??= squash(this.text);
    return this.#squashed;
  }
}

/** A readable leaf: as it is, and with its markup taken out. */
export class ReadableText {
  readonly readings: readonly Reading[];

  constructor(text: string) {
    const asItIs = new Reading(text);
    this.readings = mayHaveMarkup(text) ? [asItIs, new Reading(withoutMarkup(text))] : [asItIs];
  }
}

/** How much of the needle a leaf holds. */
export function matchText(leaf: ReadableText, needle: Needle): TextMatch['extent'] | undefined {
  if (needle.folded === '') return undefined;
  if (leaf.readings.some((reading) => holdsWhole(reading, needle))) return 'whole';
  if (!needle.searchedInside) return undefined;
  return leaf.readings.some((reading) => endsInPart(reading, needle)) ? 'part' : undefined;
}

function holdsWhole(leaf: Reading, needle: Needle): boolean {
  if (!needle.searchedInside) return leaf.folded === needle.folded;
  if (leaf.text.length < needle.squashed.length) return false;
  if (needle.distinctive) {
    if (leaf.text.includes(needle.text) || leaf.folded.includes(needle.folded)) return true;
  } else if (holdsAsWords(leaf.folded, needle.folded)) return true;
  if (!needle.squashable) return false;
  const { squashed } = leaf;
  return (
    squashed.includes(needle.squashed) || needle.disguises.some((form) => squashed.includes(form))
  );
}

/** With no letter or digit right before or behind it. */
function holdsAsWords(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const around = text.charAt(at - 1) + text.charAt(at + wanted.length);
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

/** A typing preview: at least half of the text, and at least eight characters, from its start to the leaf's end. */
function endsInPart(leaf: Reading, needle: Needle): boolean {
  const least = Math.max(MIN_PART, Math.ceil(needle.folded.length / 2));
  if (leaf.text.length < least) return false;
  const text = leaf.folded;
  for (let length = Math.min(text.length, needle.folded.length - 1); length >= least; length -= 1) {
    if (text.charCodeAt(text.length - 1) !== needle.folded.charCodeAt(length - 1)) continue;
    if (text.endsWith(needle.folded.slice(0, length))) return true;
  }
  return false;
}
