/** Forms of a text in which two writings of the same words are equal. */
import { unescapeEntities } from '../decoders/html-entities.ts';

/** Zero-width characters that editors and emoji keyboards add. */
const INVISIBLE = /\u200b|\u200c|\u200d|\u2060|\ufe0e|\ufe0f|\ufeff/g;
const NOT_ASCII = /[^\0-\x7f]/;
/** White space that is not written as single spaces. */
const LOOSE_SPACE = /\s\s|[^\S ]/;
/** Lower case of letters and digits in ASCII; 0 for what `squash` leaves out. */
const SQUASHED = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyz0123456789') {
  SQUASHED[character.charCodeAt(0)] = character.charCodeAt(0);
  SQUASHED[character.toUpperCase().charCodeAt(0)] = character.charCodeAt(0);
}
/** Characters that become a string at once. */
const CHUNK = 4096;
const chunk = new Uint8Array(CHUNK);
/** Elements that end a line; other tags stand inside words. */
const LINE_TAG = /<\/?(?:p|div|br|li|ul|ol|blockquote|h[1-6]|tr|td)\b[^<>]*>/gi;
const TAG = /<\/?[a-z][^<>]*>/gi;

/** Composed, lower case, white space as single spaces, ends trimmed. */
export function fold(text: string): string {
  const plain = NOT_ASCII.test(text)
    ? text.normalize('NFC').replace(INVISIBLE, '').toUpperCase()
    : text;
  const lower = plain.toLowerCase();
  return (LOOSE_SPACE.test(lower) ? lower.replace(/\s+/g, ' ') : lower).trim();
}

/** True when a text may be HTML, or a typed `<` or `&`: nobody can tell, so both readings are compared. */
export function mayHaveMarkup(text: string): boolean {
  return text.includes('<') || text.includes('&');
}

/** What a reader sees of HTML: no tags, character references undone. */
export function withoutMarkup(text: string): string {
  const bare = text.includes('<') ? text.replace(LINE_TAG, ' ').replace(TAG, '') : text;
  return unescapeEntities(bare);
}

/** Letters and digits only, composed and in lower case: the same for `**hi** all`, `<b>hi</b> all` and `Hi, all`. */
export function squash(text: string): string {
  if (!NOT_ASCII.test(text)) return squashAscii(text);
  return (
    text
      .normalize('NFKC')
      // Upper case first: `ß` and `SS` are one then.
      .toUpperCase()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
  );
}

/** A table instead of an expression: texts have hundreds of gaps between their words. */
function squashAscii(text: string): string {
  let squashed = '';
  let size = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = SQUASHED[text.charCodeAt(at)] ?? 0;
    if (code === 0) continue;
    chunk[size] = code;
    size += 1;
    if (size < CHUNK) continue;
    squashed += String.fromCharCode(...chunk);
    size = 0;
  }
  return squashed + String.fromCharCode(...chunk.subarray(0, size));
}
