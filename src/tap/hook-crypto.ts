/**
 * Where the page encrypts by `crypto.subtle`: what went in, what came out, how it came to the key. And that it runs
 * WebAssembly. `sign`, `digest` and `verify` are left alone. Source: Web Cryptography (w3c.github.io/webcrypto) §14.
 *
 * A rejection must stay the page's own, handled or not, so the page gets the promise that comes after ours.
 */
import { wrapConstructor, wrapMethod } from './mask.ts';
import {
  type Anything,
  apply,
  copyBytes,
  getter,
  isView,
  PrivateMap,
  peek,
  type Realm,
  tagOf,
} from './natives.ts';
import { reportChannel, reportCipher } from './outlet.ts';

/** Bytes of one input or output that are worth following: a message. */
const LIMIT = 65_536;
/** Longest secret that is a key, bytes. */
const KEY_LIMIT = 256;

const promiseThen = Promise.prototype.then;
const keyType = getter(globalThis.CryptoKey?.prototype, 'type');
const keys = new PrivateMap<object, number>();
let count = 0;

type Origin = 'generated' | 'imported' | 'derived' | 'unwrapped';
type Seen = (result: Anything) => void;

/** A copy, or undefined where there is none or too much. */
function copyOf(data: unknown, limit = LIMIT): ArrayBuffer | undefined {
  if (!isView(data) && tagOf(data) !== 'ArrayBuffer') return undefined;
  const { bytes, size } = copyBytes(data as ArrayBuffer, limit);
  return size > limit ? undefined : bytes;
}

function nameOf(algorithm: unknown): string {
  const name = typeof algorithm === 'string' ? algorithm : peek(algorithm, 'name').value;
  return typeof name === 'string' ? name : '';
}

function numberOf(key: unknown): number {
  return (typeof key === 'object' && key !== null && keys.get(key)) || 0;
}

/** Gives a secret key its number. Public keys are no secrets; of a pair the private one counts. */
function noteKey(made: Anything, origin: Origin, from = 0, material?: ArrayBuffer | string): void {
  const key = tagOf(made) === 'CryptoKey' ? made : peek(made, 'privateKey').value;
  if (tagOf(key) !== 'CryptoKey' || apply(keyType, key, []) === 'public') return;
  count += 1;
  keys.set(key, count);
  reportCipher({
    kind: 'key',
    key: count,
    origin,
    ...(from === 0 ? {} : { from }),
    ...(material === undefined ? {} : { material }),
  });
}

/** What each method is looked at for; called before the native, answers what to do with its result. */
const METHODS: Record<string, (given: ArrayLike<Anything>) => Seen | undefined> = {
  encrypt(given) {
    const plain = copyOf(given[2]);
    return plain && ((result) => noteCipher(given, plain, copyOf(result)));
  },
  decrypt(given) {
    const sealed = copyOf(given[2]);
    return sealed && ((result) => noteCipher(given, copyOf(result), sealed));
  },
  generateKey: () => (made) => noteKey(made, 'generated'),
  importKey(given) {
    const format = given[0];
    const raw = format === 'jwk' ? peek(given[1], 'k').value : copyOf(given[1], KEY_LIMIT);
    const material =
      format === 'spki' || (format === 'jwk' && typeof raw !== 'string') ? undefined : raw;
    return (made) => noteKey(made, 'imported', 0, material);
  },
  deriveKey: (given) => (made) => noteKey(made, 'derived', numberOf(given[1])),
  deriveBits: (given) => (bits) => {
    const material = copyOf(bits, KEY_LIMIT);
    const from = numberOf(given[1]);
    if (material && from > 0) reportCipher({ kind: 'key', key: 0, origin: 'bits', from, material });
  },
  exportKey(given) {
    const key = numberOf(given[1]);
    if (key === 0) return undefined;
    return (result) => {
      const material = given[0] === 'jwk' ? peek(result, 'k').value : copyOf(result, KEY_LIMIT);
      if (material) reportCipher({ kind: 'key', key, origin: 'exported', material });
    };
  },
  unwrapKey: (given) => (made) => noteKey(made, 'unwrapped', numberOf(given[2])),
};

function noteCipher(
  given: ArrayLike<Anything>,
  plain: ArrayBuffer | undefined,
  sealed: ArrayBuffer | undefined,
): void {
  if (plain === undefined || sealed === undefined) return;
  const algorithm = nameOf(given[0]);
  reportCipher({ kind: 'cipher', algorithm, key: numberOf(given[1]), sealed, plain });
}

function hookWebAssembly(realm: Realm): void {
  const { WebAssembly } = realm as Anything;
  let told = false;
  const tell = () => {
    if (!told) reportChannel({ kind: 'channel', channel: 'webassembly', url: '' });
    told = true;
  };
  const names = ['instantiate', 'instantiateStreaming'];
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    wrapMethod(WebAssembly, name, (native) => {
      const holder = {
        [name]() {
          tell();
          return apply(native, this, arguments);
        },
      };
      return holder[name] as () => unknown;
    });
  }
  if (WebAssembly) wrapConstructor(WebAssembly, 'Instance', tell);
}

export function hookCrypto(realm: Realm): void {
  const prototype = (realm as Anything).SubtleCrypto?.prototype;
  for (const name in METHODS) {
    const look = METHODS[name] as (typeof METHODS)[string];
    wrapMethod(prototype, name, (native) => {
      const around = (self: unknown, given: IArguments) => {
        let seen: Seen | undefined;
        try {
          seen = look(given);
        } catch {
          // The native decides what it is given.
        }
        const result = apply(native, self, given);
        if (seen === undefined) return result;
        const note = seen;
        const pass = (value: unknown) => {
          try {
            note(value);
          } catch {
            // Not ours to fail.
          }
          return value;
        };
        return apply(promiseThen, result, [pass]);
      };
      const holder = {
        [name]() {
          return around(this, arguments);
        },
      };
      return holder[name] as () => unknown;
    });
  }
  hookWebAssembly(realm);
}
