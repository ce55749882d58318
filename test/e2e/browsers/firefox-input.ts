/** Real mouse and keyboard input as WebDriver actions (https://w3c.github.io/webdriver/#keyboard-actions). */

const namedKeys: Record<string, string> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

function keyActions(actions: object[]) {
  return [{ type: 'key', id: 'keyboard', actions }];
}

/** Presses and releases a key for each character (code point) of a text. */
export function typingActions(text: string): object[] {
  return keyActions(
    [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]),
  );
}

/** `Control+a`: holds all but the last key down. */
export function pressActions(combination: string): object[] {
  const values = combination.split('+').map((key) => namedKeys[key] ?? key);
  return keyActions([
    ...values.map((value) => ({ type: 'keyDown', value })),
    ...values.reverse().map((value) => ({ type: 'keyUp', value })),
  ]);
}

/** A left click in the middle of an element. */
export function clickActions(sharedId: string): object[] {
  return [
    {
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions: [
        { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: { sharedId } } },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    },
  ];
}

/**
 * Runs in the document: the first match, in open shadow roots too, scrolled into view. Null while there is
 * none that a click would hit: one that moves, has no area, or lies under something else.
 */
export async function findElement(selector: string): Promise<Element | null> {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    const found = root.querySelector(selector);
    if (found) {
      found.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      const before = found.getBoundingClientRect();
      await new Promise((resolve) => setTimeout(resolve, 60));
      const { x, y, width, height } = found.getBoundingClientRect();
      const moved = x !== before.x || y !== before.y;
      const hit = root.elementFromPoint(x + width / 2, y + height / 2);
      const hits = hit !== null && (found.contains(hit) || hit.contains(found));
      return width > 0 && height > 0 && !moved && hits ? found : null;
    }
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
  }
  return null;
}
