/**
 * What came from and went to the service of late, kept in memory so that a key can be recognised in it. Never stored,
 * never handed on: the only questions it answers are whether some secret bytes, or a text, stood there.
 */
import type { TapPayload } from '../messages/tap-message.ts';

/** UTF-16 units kept, all payloads together. */
const KEPT = 524_288;
/** Longer payloads are media; keys come in small ones. */
const LONGEST = 131_072;
/** Shorter secrets stand somewhere by chance; longer ones are no keys. */
const SHORTEST_KEY = 16;
const LONGEST_KEY = 256;
/** A key has at least this many different bytes: runs of zeros are everywhere. */
const DISTINCT = 8;

const latin1 = new TextDecoder('latin1');

interface Kept {
  text: string;
  direction: 'in' | 'out';
  /** Milliseconds since the time origin. */
  at: number;
}

export class ServiceBytes {
  #kept: Kept[] = [];
  #size = 0;

  add({ body, direction, at = 0 }: Pick<TapPayload, 'body' | 'direction'> & { at?: number }): void {
    const parts = Array.isArray(body) ? body.map((part) => part.body) : [body ?? ''];
    for (const part of parts) {
      const size = typeof part === 'string' ? part.length : part.byteLength;
      if (size < SHORTEST_KEY || size > LONGEST) continue;
      // One character a byte, so that keys are found in both by the same search.
      const text = typeof part === 'string' ? part : latin1.decode(part);
      this.#kept.push({ text, direction, at });
      this.#size += size;
    }
    while (this.#size > KEPT) this.#size -= this.#kept.shift()?.text.length ?? this.#size;
  }

  /** Whether the text stood, as it is or in JSON, in anything that came or left before that moment. */
  stoodBefore(text: string, moment: number): boolean {
    const asBytes = latin1.decode(new TextEncoder().encode(text));
    const forms = new Set([text, JSON.stringify(text).slice(1, -1), asBytes]);
    return this.#kept.some(
      (kept) => kept.at < moment && [...forms].some((form) => kept.text.includes(form)),
    );
  }

  /** Whether the secret's bytes stood in what the service sent (`received`), or got (`sent`). */
  search(secret: Uint8Array): 'received' | 'sent' | undefined {
    if (secret.length < SHORTEST_KEY || secret.length > LONGEST_KEY) return undefined;
    if (new Set(secret).size < DISTINCT) return undefined;
    const forms = formsOf(secret);
    const holds = ({ text }: Kept) => forms.some((form) => text.includes(form));
    const found = this.#kept.filter(holds);
    if (found.some(({ direction }) => direction === 'in')) return 'received';
    return found.length > 0 ? 'sent' : undefined;
  }
}

/** The ways in which a payload may hold bytes: as they are, hexadecimal, a row of numbers, base64. */
function formsOf(secret: Uint8Array): string[] {
  const hex = [...secret].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    ...new Set([
      latin1.decode(secret),
      hex,
      hex.toUpperCase(),
      secret.join(','),
      secret.join(', '),
      ...base64Forms(secret),
    ]),
  ];
}

/** Base64 at each of the three places where the bytes may begin within a longer text, without what their neighbours share. */
function base64Forms(secret: Uint8Array): string[] {
  return [0, 1, 2].flatMap((before) => {
    const shifted = new Uint8Array(before + secret.length);
    shifted.set(secret, before);
    const text = btoa(String.fromCharCode(...shifted));
    const first = Math.ceil((before * 8) / 6);
    const whole = Math.floor((shifted.length * 8) / 6);
    const standard = text.slice(first, whole);
    const inUrls = standard.replaceAll('+', '-').replaceAll('/', '_');
    return [standard, inUrls, standard.replaceAll('/', '\\/')];
  });
}
