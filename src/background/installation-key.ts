import type { KeyValueArea } from '../browser/key-value-area.ts';

const KEY = 'installation-key';

/**
 * The installation's secret: what makes our hashes of conversations useless to anybody else. Made once, kept in
 * the extension's own storage, never shown and never exported; only keys derived from it per origin leave here.
 */
export class InstallationKey {
  readonly #area: KeyValueArea;
  #key: Promise<CryptoKey> | undefined;

  constructor(area: KeyValueArea) {
    this.#area = area;
  }

  /** HMAC-SHA-256 (RFC 2104) of the origin, 64 hex digits: the key for the conversation hashes of that site. */
  async forOrigin(origin: string): Promise<string> {
    return this.#derive(origin);
  }

  /** The same for the name of the channel over which the taps of that site's workers speak; no origin begins so. */
  async forWorkers(origin: string): Promise<string> {
    return this.#derive(`workers of ${origin}`);
  }

  async #derive(purpose: string): Promise<string> {
    this.#key ??= this.#load();
    try {
      const key = await this.#key;
      const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(purpose));
      return toHex(new Uint8Array(mac));
    } catch (error) {
      this.#key = undefined;
      throw error;
    }
  }

  async #load(): Promise<CryptoKey> {
    const kept = await this.#area.get(KEY);
    const secret = isSecret(kept) ? kept : toHex(crypto.getRandomValues(new Uint8Array(32)));
    if (secret !== kept) await this.#area.set({ [KEY]: secret });
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    return crypto.subtle.importKey('raw', fromHex(secret), algorithm, false, ['sign']);
  }
}

function isSecret(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
