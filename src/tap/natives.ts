/**
 * Builtins, captured before any page script runs. The page may replace every prototype method later, so the
 * tap calls nothing but what stands here (and language syntax that looks nothing up on a prototype).
 */

// biome-ignore lint/suspicious/noExplicitAny: the one place where page values of any shape are handled
export type Anything = any;
export type Realm = Window & typeof globalThis;
type Method = (...parameters: Anything[]) => Anything;

export const apply = Reflect.apply as (
  method: Method,
  self: unknown,
  parameters: ArrayLike<unknown>,
) => Anything;
export const construct = Reflect.construct;
export const defineProperty = Reflect.defineProperty;
export const getDescriptor = Reflect.getOwnPropertyDescriptor;
export const getPrototype = Reflect.getPrototypeOf;
export const setPrototype = Reflect.setPrototypeOf;
export const createObject = Object.create;
export const isView = ArrayBuffer.isView;
export const NativeProxy = Proxy;
export const NativeUint8Array = Uint8Array;
export const NativeWeakMap = WeakMap;
export const NativeTransformStream = globalThis.TransformStream;
export const setBytes = Uint8Array.prototype.set;
export const now = performance.now.bind(performance);

const objectToString = Object.prototype.toString;
const arrayBufferSlice = ArrayBuffer.prototype.slice;
const viewBuffer = getter(getPrototype(Uint8Array.prototype) as object, 'buffer');
const viewOffset = getter(getPrototype(Uint8Array.prototype) as object, 'byteOffset');
const viewLength = getter(getPrototype(Uint8Array.prototype) as object, 'byteLength');
const dataViewBuffer = getter(DataView.prototype, 'buffer');
const dataViewOffset = getter(DataView.prototype, 'byteOffset');
const dataViewLength = getter(DataView.prototype, 'byteLength');
const bufferLength = getter(ArrayBuffer.prototype, 'byteLength');
const stringSlice = String.prototype.slice;
const weakMapGet = WeakMap.prototype.get;
const weakMapSet = WeakMap.prototype.set;
const weakMapHas = WeakMap.prototype.has;

/** The native getter of an accessor property; a function that answers undefined where there is none. */
export function getter(prototype: object | undefined, name: string): Method {
  const found = prototype && getDescriptor(prototype, name)?.get;
  return found ?? (() => undefined);
}

/** A native method; undefined where this browser has none. */
export function method(prototype: object | undefined, name: string): Method | undefined {
  const found = prototype && getDescriptor(prototype, name)?.value;
  return typeof found === 'function' ? found : undefined;
}

/** `Object.prototype.toString`'s word for a value: `Blob`, `FormData`, `ArrayBuffer` … */
export function tagOf(value: unknown): string {
  try {
    return apply(stringSlice, apply(objectToString, value, []), [8, -1]);
  } catch {
    return '';
  }
}

export function cutString(text: string, limit: number): string {
  return text.length > limit ? apply(stringSlice, text, [0, limit]) : text;
}

/** The buffer behind a view; shared memory is one too. */
export function viewedBuffer(view: ArrayBufferView): ArrayBufferLike {
  return apply(tagOf(view) === 'DataView' ? dataViewBuffer : viewBuffer, view, []);
}

/** Copies at most `limit` bytes out of a buffer or view; the source may be changed or detached afterwards. */
export function copyBytes(
  source: ArrayBuffer | ArrayBufferView,
  limit: number,
): { bytes: ArrayBuffer; size: number } {
  let buffer: ArrayBuffer = source as ArrayBuffer;
  let offset = 0;
  let size: number;
  if (isView(source)) {
    const isDataView = tagOf(source) === 'DataView';
    buffer = apply(isDataView ? dataViewBuffer : viewBuffer, source, []);
    offset = apply(isDataView ? dataViewOffset : viewOffset, source, []);
    size = apply(isDataView ? dataViewLength : viewLength, source, []);
  } else {
    size = apply(bufferLength, source, []);
  }
  const end = offset + (size < limit ? size : limit);
  // SharedArrayBuffer has no ArrayBuffer slice; it throws and counts as unread.
  return { bytes: apply(arrayBufferSlice, buffer, [offset, end]), size };
}

/**
 * A data property's value, own or inherited, without running a getter: a getter is the page's own code, and
 * it must run as often as it would without us. Accessors answer `accessor: true`.
 */
export function peek(target: unknown, name: string): { value?: Anything; accessor?: boolean } {
  let object = target as object | null;
  for (let depth = 0; depth < 4; depth += 1) {
    if (object === null || (typeof object !== 'object' && typeof object !== 'function')) return {};
    const found = getDescriptor(object, name);
    if (found !== undefined) return found.get ? { accessor: true } : { value: found.value };
    object = getPrototype(object);
  }
  return {};
}

const iterator = Symbol.iterator;

/** A list for the browser that is walked without the page's array iterator, which could keep what is in it. */
export function sequence(items: readonly unknown[]): Anything {
  return {
    __proto__: null,
    [iterator]() {
      let index = 0;
      const next = () => {
        const value = items[index];
        index += 1;
        return { __proto__: null, done: index > items.length, value };
      };
      return { __proto__: null, next };
    },
  };
}

/** A WeakMap whose methods the page can't replace. */
export class PrivateMap<Key extends object, Value> {
  readonly #map = new NativeWeakMap<Key, Value>();
  get(key: Key): Value | undefined {
    return apply(weakMapGet, this.#map, [key]);
  }
  has(key: Key): boolean {
    return apply(weakMapHas, this.#map, [key]);
  }
  set(key: Key, value: Value): void {
    apply(weakMapSet, this.#map, [key, value]);
  }
}
