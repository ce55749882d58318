import {
  AMPERSAND,
  BACKSLASH,
  CONTROL,
  type Content,
  DIGIT,
  EQUALS,
  HIGH,
  PERCENT,
  SPACE,
} from '../content.ts';

const TELLING = EQUALS | PERCENT | BACKSLASH | AMPERSAND | CONTROL;
/** Below this, letters and digits alone wrap nothing that a decoder would believe. */
const MIN_LETTERS = 12;
/** Nothing but digits, and shorter than this, is a number. */
const MIN_DIGITS = 16;
/** Words that decoders look for at the start, and the letters that they begin with. */
const OPENINGS = /^(?:data:|event:|id:|retry:|for ?\(|while\()/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const OPENING_LETTERS = 'deirfw';

/**
 * False for a text that no decoder can fit: words, short names. Most leaves are that, so this saves most of the work;
 * it must let through whatever a decoder's \`fit\` accepts.
 */
export function mayBeWrapped(content: Content): boolean {
  const text = content.text ?? '';
  const kinds = content.kinds;
  if ((kinds & TELLING) !== 0 || !startsWithLetter(text)) return true;
  const first = text.charAt(0);
  if (OPENING_LETTERS.includes(first) && OPENINGS.test(text)) return true;
  if (text.length < MIN_LETTERS || isUuid(text)) return false;
  // A number: as hexadecimal digits it would be an id of the usual length too.
  if ((kinds & ~DIGIT) === 0 && text.length < MIN_DIGITS) return false;
  // Lists of numbers; lines of base64 or JSON.
  if ((kinds & SPACE) === 0 || (first >= '0' && first <= '9') || text.includes('\n')) return true;
  // lz-string's form for storage has spaces, one or two, at its end only.
  return (kinds & HIGH) !== 0 && text.indexOf(' ') >= text.length - 2;
}

/**
 * The form of a UUID. It is base64url by its letters, but of no text: its dashes stand where they would give bytes that
 * UTF-8 does not have.
 */
function isUuid(text: string): boolean {
  return text.length === 36 && text.charCodeAt(8) === 0x2d && UUID.test(text);
}

/** A letter or digit, of any script: not a bracket, quote, dash or space. */
function startsWithLetter(text: string): boolean {
  const code = text.charCodeAt(0);
  const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
  return letter || (code >= 0x30 && code <= 0x39) || code >= 0x80;
}
