/** A run of ordinary text, or one character that would be invisible or would reorder what stands around it. */
export type VisibleRun = { text: string } | { codePoint: string };

/**
 * Controls, format and bidi characters, lone surrogates, private and unassigned characters, separators other
 * than the plain space, and everything that Unicode calls ignorable (zero-width, fillers, variation selectors).
 */
const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u;

/**
 * Splits text from a page (host, path, field name) so that no character of it can hide or reorder others.
 * Hidden characters come back as their code point, `U+202E`.
 */
export function visibleCharacters(text: string): VisibleRun[] {
  const runs: VisibleRun[] = [];
  let plain = '';
  for (const character of text) {
    if (!hidden.test(character)) {
      plain += character;
      continue;
    }
    if (plain) runs.push({ text: plain });
    plain = '';
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    runs.push({ codePoint: `U+${code.padStart(4, '0')}` });
  }
  if (plain) runs.push({ text: plain });
  return runs;
}
