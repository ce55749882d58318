import { VisibleText } from './visible-text.tsx';
import './safe-text.css';

/** Characters shown of one value; pages choose these strings, so they may be of any length. */
const longest = 240;

/**
 * Text that a page had a hand in: a host, a path, a field name. It is isolated, reads from left to right,
 * and characters that hide or reorder are written out as their code point.
 */
export function SafeText({ text }: { text: string }) {
  const characters = [...text];
  const cut = characters.length - longest;
  const shown = cut > 0 ? characters.slice(0, longest).join('') : text;
  return (
    <bdi class="safe-text" dir="ltr">
      <VisibleText text={shown} />
      {cut > 0 && <span class="code-point">+{cut} characters</span>}
    </bdi>
  );
}
