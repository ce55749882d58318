/**
 * A page can take `fetch` out of a fresh same-origin frame before that frame's own document, and with it our
 * tap, is there; such a function would stay unwatched for ever. So the realm is hooked when the page first
 * reaches for it.
 */
import { isOurs, wrapGetter } from './mask.ts';
import { type Anything, apply, getter, peek, type Realm } from './natives.ts';

const defaultView = getter(Document.prototype, 'defaultView');

export function hookFrames(realm: Realm, hookRealm: (child: Realm) => void): void {
  const page = realm as Anything;
  const reached = (child: Realm | null) => {
    try {
      // Reading a foreign-origin frame throws: its own tap watches it, ours may not.
      if (child !== null && !isOurs(peek(child, 'fetch').value)) hookRealm(child);
    } catch {
      // Not ours to look into.
    }
  };
  const names = ['HTMLIFrameElement', 'HTMLFrameElement', 'HTMLObjectElement'];
  for (let index = 0; index < names.length; index += 1) {
    const prototype = page[names[index] as string]?.prototype;
    wrapGetter(prototype, 'contentWindow', reached);
    wrapGetter(prototype, 'contentDocument', (document: Document | null) => {
      if (document !== null) reached(apply(defaultView, document, []));
    });
  }
}
