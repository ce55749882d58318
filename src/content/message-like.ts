/** Which of the texts that a page shows may be a message: long enough, and of words. */

/** Folded: longer texts are known by their beginning. */
const LONGEST = 400;
const LETTERS = 12;
const WORDS = 3;
/** Scripts that put no spaces between words: a character is a syllable or a word. */
const DENSE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const DENSE_CHARACTERS = 8;

/**
 * The text to search for, or undefined for names, dates, numbers, one or two words: those stand in payloads by chance,
 * and on the page before any message.
 */
export function messageLike(raw: string): string | undefined {
  const text = raw
    .slice(0, LONGEST * 2)
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length < DENSE_CHARACTERS) return undefined;
  const dense = text.match(DENSE)?.length ?? 0;
  const words = text.match(/\p{L}[\p{L}\p{M}'’]+/gu) ?? [];
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  const enough = dense >= DENSE_CHARACTERS || (words.length >= WORDS && letters >= LETTERS);
  if (!enough) return undefined;
  return text.length > LONGEST ? text.slice(0, text.lastIndexOf(' ', LONGEST) || LONGEST) : text;
}
