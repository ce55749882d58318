import type { Collected } from './content-search.ts';

export interface StorageDump extends Collected {
  /** How many values each place held: an empty dump would prove nothing. */
  places: Record<string, number>;
}

/**
 * Runs in a document of the extension: everything that it stores anywhere, as texts and bytes.
 * Self-contained, because it is sent to the browser as text.
 */
export async function dumpStorage(): Promise<StorageDump> {
  const dump: StorageDump = { texts: [], bytes: [], places: {} };
  const base64 = (buffer: ArrayBuffer) => {
    const bytes = new Uint8Array(buffer);
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const collect = async (value: unknown): Promise<void> => {
    if (value === null || value === undefined) return;
    if (value instanceof Blob) dump.bytes.push(base64(await value.arrayBuffer()));
    else if (value instanceof ArrayBuffer) dump.bytes.push(base64(value));
    else if (ArrayBuffer.isView(value)) {
      const { buffer, byteOffset, byteLength } = value;
      dump.bytes.push(base64(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer));
    } else if (value instanceof Map || value instanceof Set) {
      for (const item of value) await collect(item);
    } else if (typeof value === 'object') {
      const entries = Object.entries(value);
      // A list of numbers may be bytes.
      if (Array.isArray(value) && entries.every(([, item]) => typeof item === 'number')) {
        dump.texts.push(value.join(','));
        dump.bytes.push(base64(Uint8Array.from(value).buffer));
        return;
      }
      for (const [key, item] of entries) {
        dump.texts.push(key);
        await collect(item);
      }
    } else dump.texts.push(String(value));
  };
  const note = async (place: string, value: unknown, count: number) => {
    dump.places[place] = count;
    await collect(value);
  };
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const keys = await done(objects.getAllKeys());
      const values = await done(database.transaction(store).objectStore(store).getAll());
      await note(`indexedDB ${name} ${store}`, [name, store, keys, values], values.length);
    }
    database.close();
  }
  for (const area of ['local', 'session', 'sync'] as const) {
    // `sync` may be absent or switched off.
    const held = await chrome.storage[area]?.get(null).catch(() => ({}));
    await note(`storage.${area}`, held, Object.keys(held ?? {}).length);
  }
  for (const [place, area] of [
    ['localStorage', localStorage],
    ['sessionStorage', sessionStorage],
  ] as const) {
    await note(place, { ...area }, area.length);
  }
  const names = await caches.keys().catch(() => []);
  await note('caches', names, names.length);
  await note('cookies', document.cookie, document.cookie === '' ? 0 : 1);
  return dump;
}
