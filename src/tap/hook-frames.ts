/**
 * A page can take `fetch` out of a fresh same-origin frame before that frame's own document, and with it our
 * tap, is there; such a function would stay unwatched for ever. So the realm is hooked when the page first
 * reaches for it.
 *
 * A draft is known in the frame in which it is typed. What the page hands to its other windows of one origin must
 * be searched for it as well, so their realms are hooked when the person types or clicks here.
 */
import { isOurs, wrapGetter } from './mask.ts';
import { type Anything, apply, getter, peek, type Realm } from './natives.ts';

/** Windows of one page that are looked at; more are not a messenger's. */
const MOST_WINDOWS = 60;
const defaultView = getter(Document.prototype, 'defaultView');
const addEventListener = EventTarget.prototype.addEventListener;

/** Every window below `root`, itself included. Windows of another origin let nothing be read of them. */
function windowsBelow(root: Anything, into: Anything[]): void {
  into[into.length] = root;
  const count: number = root.length;
  for (let index = 0; index < count && into.length < MOST_WINDOWS; index += 1) {
    windowsBelow(root[index], into);
  }
}

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
  if (realm !== window) return;
  const reachAll = (event: Event) => {
    if (!event.isTrusted) return;
    const windows: Anything[] = [];
    windowsBelow(realm.top, windows);
    for (let index = 0; index < windows.length; index += 1) {
      if (windows[index] !== realm) reached(windows[index]);
    }
  };
  const types = ['keydown', 'pointerdown', 'click'];
  for (let index = 0; index < types.length; index += 1) {
    apply(addEventListener, realm, [
      types[index],
      reachAll,
      { __proto__: null, capture: true, passive: true },
    ]);
  }
}
