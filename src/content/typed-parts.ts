/**
 * What less than the whole typed text stands readable in a payload that is not the message: a link of it, its
 * beginning, words of it. A part is short, so where it stands decides: fields for texts and searches count, others
 * hold the same words for other reasons.
 */
import type { Finding, KnownText, Layer, TextMatch } from '../engine/finding.ts';
import { fold } from '../engine/search/fold.ts';
import type { TypedPart } from '../messages/observation.ts';

/** What the person typed, or has sent of late. */
export interface TypedText {
  text: string;
  beforeSend: boolean;
}

/** Folded characters from which on a text is its own evidence wherever it stands. */
const DISTINCTIVE = 12;
/** Folded characters of the shortest part. */
const SHORTEST = 3;
/** Without a name to go by, a beginning must be longer. */
const SHORTEST_NAMELESS = 6;
/** Fields of one payload whose value is looked at. */
const MOST_FIELDS = 12;
/** Parts of one payload that are told. */
const MOST_PARTS = 4;
const MOST_LINKS = 3;

const LINK = /(?:https?:\/\/|www\.)[^\s<>"'`]+/giu;

/** Links in a text, without the punctuation behind them; none for a text that is nothing but a link. */
export function linksIn(text: string): string[] {
  const links = (text.match(LINK) ?? []).map((link) => link.replace(/[.,;:!?)\]}]+$/u, ''));
  const whole = text.trim();
  const distinct = new Set(links.filter((link) => link !== whole && link.length >= DISTINCTIVE));
  return [...distinct].slice(0, MOST_LINKS);
}

const SEARCH_WORDS: ReadonlySet<string> = new Set(
  'q query search term terms keyword keywords phrase tag tags s find lookup'.split(' '),
);
const TEXT_WORDS: ReadonlySet<string> = new Set(
  'text draft body content message msg input value typed prefix composer partial comment sentence caption'.split(
    ' ',
  ),
);

type FieldKind = 'search' | 'text' | 'nameless' | 'other';

/** What a field is for, by the name that its path ends in. */
export function fieldKind(path: string): FieldKind {
  if (path.startsWith('url.path')) return 'other';
  const name = /([^.@[\]]*)(?:\[\d*\])*$/.exec(path)?.[1] ?? '';
  if (/^\d*$/.test(name)) return 'nameless';
  const words = (name.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? []).map((word) => word.toLowerCase());
  if (words.some((word) => SEARCH_WORDS.has(word))) return 'search';
  return words.some((word) => TEXT_WORDS.has(word)) ? 'text' : 'other';
}

/** Paths whose values may be a part of some text. */
export function partPaths(finding: Finding, texts: readonly TypedText[]): string[] {
  const longest = Math.max(0, ...texts.map(({ text }) => text.length));
  const fields = leavesOf(finding.anatomy).filter(({ path, class: kind, size }) => {
    const mayBeText = kind === 'text' || kind === 'identifier' || kind === 'short';
    return mayBeText && size > 0 && size <= longest * 4 && fieldKind(path) !== 'other';
  });
  return [...new Set(fields.map(({ path }) => path))].slice(0, MOST_FIELDS);
}

/** Which part of the text the value of a field is, if any. */
export function partOf(
  value: string,
  text: string,
  field: FieldKind,
): 'beginning' | 'word' | undefined {
  const part = fold(value);
  const whole = fold(text);
  const least = field === 'nameless' ? SHORTEST_NAMELESS : SHORTEST;
  if (part.length < least || !/\p{L}/u.test(part)) return undefined;
  if (whole.startsWith(part)) return 'beginning';
  const severalWords = part.includes(' ');
  const counts = field === 'search' || (field === 'text' && severalWords);
  return counts && standsAsWords(part, whole) ? 'word' : undefined;
}

function standsAsWords(part: string, whole: string): boolean {
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
    const around = whole.charAt(at - 1) + whole.charAt(at + part.length);
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

export interface SplitTexts {
  /** Matches of the whole text, or of most of it. */
  texts: TextMatch[];
  parts: TypedPart[];
  /** The parts are of a text that was not sent yet. */
  beforeSend: boolean;
}

/**
 * Takes apart what the search found in a payload that is not the message: a link is a part, and so is a short draft; a
 * short text in a field for something else is there by chance.
 */
export function splitTexts(finding: Finding, needles: readonly KnownText[]): SplitTexts {
  const byId = new Map(needles.map((needle) => [needle.id, needle]));
  const texts: TextMatch[] = [];
  const parts: TypedPart[] = [];
  let beforeSend = true;
  for (const match of finding.texts) {
    const isLink = match.needle.startsWith(LINK_NEEDLE);
    const length = fold(byId.get(match.needle)?.text ?? '').length;
    const isShort = length > 0 && length < DISTINCTIVE;
    if (isLink) {
      parts.push({ kind: 'link', path: match.path });
      beforeSend &&= match.needle.startsWith(DRAFT_LINK);
    } else if (match.extent === 'part' && match.needle.startsWith('draft:')) {
      // Half of the draft so far may be little of what is sent in the end.
      parts.push({ kind: 'beginning', path: match.path });
    } else if (!isShort) texts.push(match);
    else if (fieldKind(match.path) === 'other') continue;
    else if (!match.needle.startsWith('draft:')) texts.push(match);
    else if (length >= SHORTEST) parts.push({ kind: 'beginning', path: match.path });
  }
  // Where all of the text was found, its parts say nothing more.
  return { texts, parts: texts.length > 0 ? [] : parts.slice(0, MOST_PARTS), beforeSend };
}

/** Needles for links: `link:draft:3.1`, `link:send:7.0`. */
export const LINK_NEEDLE = 'link:';
export const DRAFT_LINK = 'link:draft:';

const linkNeedles = new WeakMap<KnownText, KnownText[]>();

/** The links in a known text as needles; the same objects each time, since the engine prepares each once. */
export function linksOf(known: KnownText): KnownText[] {
  let needles = linkNeedles.get(known);
  if (needles === undefined) {
    needles = linksIn(known.text).map((text, at) => ({
      id: `${LINK_NEEDLE}${known.id}.${at}`,
      text,
    }));
    linkNeedles.set(known, needles);
  }
  return needles;
}

/** The parts that the values of fields are, by path. */
export function partsAmong(
  values: ReadonlyMap<string, string>,
  texts: readonly TypedText[],
): Pick<SplitTexts, 'parts' | 'beforeSend'> {
  const parts: TypedPart[] = [];
  let beforeSend = true;
  for (const [path, value] of values) {
    for (const text of texts) {
      const kind = partOf(value, text.text, fieldKind(path));
      if (kind === undefined) continue;
      parts.push({ kind, path });
      beforeSend &&= text.beforeSend;
      break;
    }
  }
  return { parts: parts.slice(0, MOST_PARTS), beforeSend };
}

/** The address hangs below the root also where the body itself is a leaf, or empty. */
function leavesOf(layer: Layer): Layer[] {
  if (layer.class === undefined) return layer.children.flatMap(leavesOf);
  return [layer, ...layer.children.filter(({ path }) => path === 'url').flatMap(leavesOf)];
}
