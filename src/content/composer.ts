/** Finds the field a person types into, and reads it. Password fields are never read. */

import { shadowRootOf } from '../browser/shadow-root.ts';

/** Fields for something else than a message: searches, names, addresses, log-ins. */
const SEARCH = '[role="search"], [role="searchbox"], search, input[role="combobox"]';

/** What a single line is for is only known from its type, its autofill name and the form around it. */
function takesMessages(input: HTMLInputElement): boolean {
  const fill = input.getAttribute('autocomplete') ?? 'off';
  const isLogIn = input.form?.querySelector('input[type="password"]') != null;
  return input.type === 'text' && ['on', 'off', ''].includes(fill) && !isLogIn;
}

/** The field itself: an input, a textarea, or the outermost editable element around `node`. */
function editableAround(node: Element): HTMLElement | undefined {
  if (node.closest(SEARCH) !== null) return undefined;
  if (node instanceof HTMLTextAreaElement) return node;
  if (node instanceof HTMLInputElement) return takesMessages(node) ? node : undefined;
  if (!(node instanceof HTMLElement) || !node.isContentEditable) return undefined;
  let editable: HTMLElement = node;
  while (editable.parentElement?.isContentEditable) editable = editable.parentElement;
  return editable;
}

/** The composer that an event happened in, through open and closed shadow roots. */
export function composerOf(event: Event): HTMLElement | undefined {
  let target = event.composedPath()[0];
  if (!(target instanceof Element)) return undefined;
  // At the window, an event out of a closed shadow root seems to come from its host.
  for (let root = shadowRootOf(target); root?.activeElement; ) {
    target = root.activeElement;
    root = shadowRootOf(target as Element);
  }
  return editableAround(target as Element);
}

/** What stands in the composer, without the invisible characters that editors keep in empty lines. */
export function readComposer(composer: HTMLElement): string {
  const raw =
    composer instanceof HTMLTextAreaElement || composer instanceof HTMLInputElement
      ? composer.value
      : // biome-ignore lint/performance/useDomNodeTextContent: only innerText keeps the breaks between lines
        (composer.innerText ?? composer.textContent ?? '');
  return raw.replace(/[\u200b\ufeff]/g, '').trim();
}
