import { extension } from './extension.ts';
import { type KeyValueArea, MemoryArea } from './key-value-area.ts';

type BrowserArea = Pick<typeof extension.storage.local, 'get' | 'set' | 'remove'>;

/** Kept on disk, until the extension is removed. */
export function localArea(): KeyValueArea {
  return wrap(extension.storage.local);
}

/** Kept in memory over the death of the background, until the browser ends or the extension is reloaded. */
export function sessionArea(): KeyValueArea {
  const area: BrowserArea | undefined = extension.storage.session;
  return area ? wrap(area) : new MemoryArea();
}

/** Calls `listener` with the keys of the session area that changed. For our pages, to show what is new. */
export function onSessionChange(listener: (keys: string[]) => void, signal: AbortSignal): void {
  const changed = async (changes: Record<string, unknown>, area: string) => {
    if (area === 'session') listener(Object.keys(changes));
  };
  extension.storage.onChanged.addListener(changed);
  signal.addEventListener('abort', () => extension.storage.onChanged.removeListener(changed));
}

function wrap(area: BrowserArea): KeyValueArea {
  return {
    get: async (key) => (await area.get(key))[key],
    keys: async () => Object.keys(await area.get(null)),
    set: async (items) => area.set(items),
    remove: async (keys) => area.remove([...keys]),
  };
}
