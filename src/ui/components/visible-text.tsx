import { visibleCharacters } from './visible-characters.ts';
import './visible-text.css';

/** Running text that may quote a page (a reason that names a field or host), with nothing hidden in it. */
export function VisibleText({ text }: { text: string }) {
  return (
    <>
      {visibleCharacters(text).map((run) =>
        'text' in run ? run.text : <span class="code-point">{run.codePoint}</span>,
      )}
    </>
  );
}
