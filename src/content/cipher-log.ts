/**
 * The page's own encryption of the last seconds, and what is known of its keys. In memory only, bounded, and dropped
 * with the page. Method: docs/method/provenance.md.
 */
import {
  MIN_SEALED,
  type ObservedCall,
  ObservedCalls,
  type ObservedKey,
} from '../engine/observed-calls.ts';
import type { TapCipher, TapKey } from '../messages/tap-message.ts';
import type { ServiceBytes } from './service-bytes.ts';

const MOST_CALLS = 64;
const MOST_BYTES = 1_048_576;
/** Milliseconds. */
const LIFETIME = 15_000;
const MOST_KEYS = 512;
/** Keys derived from keys: a ratchet never ends. */
const MOST_DERIVED = 8;
/** Searches for a key in the service's bytes within one second: a page may make keys without end. */
const SEARCHES_A_SECOND = 40;

interface Key extends ObservedKey {
  /** Kept so that a key which is sent later is found as well. */
  material?: Uint8Array;
  /** The key that it was derived from. */
  base?: Key;
  /** How many keys stand behind it. */
  depth?: number;
}

interface Entry {
  at: number;
  bytes: number;
  call: Omit<ObservedCall, 'key'>;
  key: number;
}

const UNKNOWN: Key = { origin: 'unknown' };

export class CipherLog {
  readonly #service: ServiceBytes;
  readonly #clock: () => number;
  #entries: Entry[] = [];
  readonly #keys = new Map<number, Key>();
  /** Derived bytes, in hexadecimal: what is known of the key that they came from. */
  readonly #bits = new Map<string, Key>();
  #index: ObservedCalls | undefined;
  #searches = 0;
  #second = 0;

  /** @param clock milliseconds from any start */
  constructor(service: ServiceBytes, clock: () => number = () => performance.now()) {
    this.#service = service;
    this.#clock = clock;
  }

  addKey({ key, origin, from, material }: TapKey): void {
    const secret = material === undefined ? undefined : bytesOf(material);
    const base = from === undefined ? undefined : this.#keys.get(from);
    const known = this.#keys.get(key);
    if (origin === 'bits') {
      if (secret && base) remember(this.#bits, hex(secret), base);
    } else if (origin === 'exported') {
      if (secret && known) known.material = secret;
    } else {
      const source = base ?? (secret && this.#bits.get(hex(secret)));
      const depth = (source?.depth ?? 0) + 1;
      remember(this.#keys, key, {
        origin: source && origin === 'imported' ? 'derived' : origin,
        ...(secret ? { material: secret } : {}),
        ...(source && depth < MOST_DERIVED ? { base: source, depth } : {}),
      });
      // What the service delivered is remembered for a short time only.
      const made = this.#keys.get(key);
      if (made) this.#lookUp(made);
    }
  }

  addCall({ algorithm, key, sealed, plain }: TapCipher): void {
    if (sealed.byteLength < MIN_SEALED || !/^[A-Za-z0-9-]{1,40}$/.test(algorithm)) return;
    const call = { algorithm, sealed: new Uint8Array(sealed), plain: new Uint8Array(plain) };
    const bytes = sealed.byteLength + plain.byteLength;
    this.#entries.push({ at: this.#clock(), bytes, call, key });
    this.#index = undefined;
    this.#forgetOld();
  }

  /** The calls that a payload may hold the output of; undefined when there are none. */
  calls(): ObservedCalls | undefined {
    this.#forgetOld();
    if (this.#entries.length === 0) return undefined;
    this.#index ??= new ObservedCalls(this.#entries.map((entry) => this.#observed(entry)));
    return this.#index;
  }

  /** Where the key has been is looked up only for a call that a payload holds. */
  #observed({ call, key }: Entry): ObservedCall {
    const keyOf = () => this.#keyOf(key);
    return {
      ...call,
      get key() {
        return keyOf();
      },
    };
  }

  #keyOf(number: number): ObservedKey {
    const key = this.#keys.get(number) ?? UNKNOWN;
    const atService = this.#lookUp(key);
    return { origin: key.origin, ...(atService ? { atService } : {}) };
  }

  /** Where the key's bytes have been, or those of the key that it was derived from. */
  #lookUp(key: Key): Key['atService'] {
    const found =
      key.atService ??
      (key.material && this.#search(key.material)) ??
      (key.base && this.#lookUp(key.base));
    if (found) key.atService = found;
    return found;
  }

  #search(secret: Uint8Array): Key['atService'] {
    const second = Math.floor(this.#clock() / 1000);
    if (second !== this.#second) this.#searches = 0;
    this.#second = second;
    this.#searches += 1;
    return this.#searches > SEARCHES_A_SECOND ? undefined : this.#service.search(secret);
  }

  #forgetOld(): void {
    const oldest = this.#clock() - LIFETIME;
    let bytes = 0;
    const newestFirst = this.#entries.toReversed().filter((entry, index) => {
      bytes += entry.bytes;
      return index < MOST_CALLS && entry.at >= oldest && bytes <= MOST_BYTES;
    });
    if (newestFirst.length < this.#entries.length) this.#index = undefined;
    this.#entries = newestFirst.toReversed();
  }
}

function remember<Id>(map: Map<Id, Key>, id: Id, key: Key): void {
  map.set(id, key);
  const [oldest] = map.keys();
  if (map.size > MOST_KEYS && oldest !== undefined) map.delete(oldest);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A JSON Web Key gives its bytes in base64url (RFC 7518 §6.4.1). */
function bytesOf(material: ArrayBuffer | string): Uint8Array | undefined {
  if (typeof material !== 'string') return new Uint8Array(material);
  try {
    const text = atob(material.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
