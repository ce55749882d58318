/**
 * Replaces natives by wrappers that a page can't tell apart by accident: same name, length, property
 * attributes, prototype, error texts and `toString`. Methods become shorthand functions (no `prototype`, not
 * constructible, cheapest to call); constructors become Proxies (`instanceof`, subclassing and `new.target` stay).
 */
import {
  type Anything,
  apply,
  construct,
  defineProperty,
  getDescriptor,
  getPrototype,
  NativeProxy,
  PrivateMap,
  peek,
  type Realm,
  setPrototype,
} from './natives.ts';

const functionToString = Function.prototype.toString;
const includes = String.prototype.includes;
const nativeTexts = new PrivateMap<object, string>();

/** True for a function that this tap made. */
export function isOurs(candidate: unknown): boolean {
  return typeof candidate === 'function' && nativeTexts.has(candidate);
}

function remember(wrapper: object, native: object): void {
  let text = nativeTexts.get(native);
  if (text === undefined) {
    text = apply(functionToString, native, []);
    // In another window its own tap may have been here: that one knows the text.
    const ownToString = peek(native, 'toString').value;
    if (!apply(includes, text, ['[native code]'])) text = `${apply(ownToString, native, [])}`;
  }
  nativeTexts.set(wrapper, text ?? '');
}

/** Puts `wrapper` in the place of `target[name]`, attributes unchanged. */
function put(target: object, name: string, wrapper: object): void {
  const descriptor = getDescriptor(target, name);
  if (!descriptor?.configurable && !descriptor?.writable) return;
  // No prototype: a page that pollutes Object.prototype must not reach the attributes.
  defineProperty(target, name, {
    __proto__: null,
    ...descriptor,
    value: wrapper,
  } as PropertyDescriptor);
}

/**
 * Wraps a method. `make` gets the native and returns the shorthand method whose name and parameter count must
 * equal the native's. Does nothing where this browser has no such method.
 */
export function wrapMethod(
  target: object | undefined,
  name: string,
  make: (
    native: (...parameters: Anything[]) => Anything,
  ) => (...parameters: Anything[]) => Anything,
): void {
  const native = target && getDescriptor(target, name)?.value;
  if (typeof native !== 'function' || target === undefined) return;
  const wrapper = make(native);
  // Browsers' versions differ in how many parameters a method counts.
  defineProperty(wrapper, 'length', {
    __proto__: null,
    value: native.length,
  } as PropertyDescriptor);
  remember(wrapper, native);
  put(target, name, wrapper);
}

/** Wraps an accessor's getter in the same manner. */
export function wrapGetter(
  target: object | undefined,
  name: string,
  after: (value: Anything) => void,
): void {
  const descriptor = target && getDescriptor(target, name);
  const native = descriptor?.get;
  if (target === undefined || native === undefined) return;
  const holder = {
    get [name]() {
      const value = apply(native, this, []);
      after(value);
      return value;
    },
  };
  const wrapper = getDescriptor(holder, name)?.get as () => unknown;
  remember(wrapper, native);
  defineProperty(target, name, {
    __proto__: null,
    ...descriptor,
    get: wrapper,
  } as PropertyDescriptor);
}

/**
 * Wraps a constructor; `made` sees every new instance before the page does. `replace` may give other parameters to try
 * first; where they throw, the page's own are used and `made` gets no `replaced`.
 */
export function wrapConstructor<Replaced extends { parameters: unknown[] }>(
  realm: Realm,
  name: string,
  made: (instance: Anything, parameters: ArrayLike<unknown>, replaced?: Replaced) => void,
  replace?: (parameters: ArrayLike<unknown>) => Replaced | undefined,
): void {
  const native = getDescriptor(realm, name)?.value;
  if (typeof native !== 'function') return;
  const wrapper: object = new NativeProxy(native, {
    __proto__: null,
    construct(target: Anything, parameters: unknown[], newTarget: Anything) {
      const maker = newTarget === wrapper ? target : newTarget;
      let instance: Anything;
      let replaced: Replaced | undefined;
      try {
        replaced = replace?.(parameters);
        if (replaced) instance = construct(target, replaced.parameters, maker);
      } catch {
        replaced = undefined;
      }
      if (replaced === undefined) instance = construct(target, parameters, maker);
      try {
        made(instance, parameters, replaced);
      } catch {
        // What we can't watch must still work.
      }
      return instance;
    },
    // A proxy would let a page make it its own prototype, which a function refuses: a known way to tell them apart.
    setPrototypeOf(target: Anything, prototype: object | null) {
      for (let step = prototype; step !== null; step = getPrototype(step)) {
        if (step === wrapper) return false;
      }
      return setPrototype(target, prototype);
    },
  } as ProxyHandler<Anything>);
  remember(wrapper, native);
  put(realm, name, wrapper);
  put(native.prototype, 'constructor', wrapper);
}

/** Makes `Function.prototype.toString` answer for our wrappers as for the natives behind them. */
export function maskToString(realm: Realm): void {
  const prototype = (realm as Anything).Function.prototype as object;
  wrapMethod(prototype, 'toString', (native) => {
    const holder = {
      toString() {
        const text = typeof this === 'function' ? nativeTexts.get(this) : undefined;
        return text ?? apply(native, this, arguments);
      },
    };
    return holder.toString;
  });
}
