/**
 * Encryption that was observed where it happened: which bytes came out of which call, and what went in. A payload that
 * holds such bytes can be followed to the call's input without any key. Matches are exact: by the first 16 bytes,
 * then whole.
 */

/** How the page came to the key of a call. */
export type KeyOrigin = 'generated' | 'imported' | 'derived' | 'unwrapped' | 'unknown';

export interface ObservedKey {
  origin: KeyOrigin;
  /** The key's own bytes were in a payload that the service sent, or in one that it got. */
  atService?: 'received' | 'sent';
}

export interface ObservedCall {
  /** As the page names it: `AES-GCM`, `AES-CBC` … */
  algorithm: string;
  /** The encrypted form, at least 16 bytes. */
  sealed: Uint8Array;
  plain: Uint8Array;
  key: ObservedKey;
}

/** A call whose encrypted form stands in some bytes, from `start` to before `end`. */
export interface ObservedSpan {
  start: number;
  end: number;
  call: ObservedCall;
}

/** Shorter outputs would be found by chance. */
export const MIN_SEALED = 16;
/** Longest content that is searched at every position, bytes. */
const MOST_SEARCHED = 262_144;

/** An index over calls. Immutable: make a new one when calls come or go. */
export class ObservedCalls {
  readonly #byFirst = new Map<number, ObservedCall[]>();

  constructor(calls: readonly ObservedCall[]) {
    for (const call of calls) {
      if (call.sealed.length < MIN_SEALED) continue;
      const first = firstWord(call.sealed, 0);
      const known = this.#byFirst.get(first);
      if (known) known.push(call);
      else this.#byFirst.set(first, [call]);
    }
  }

  /** The call that gave exactly these bytes. */
  whole(bytes: Uint8Array): ObservedCall | undefined {
    if (bytes.length < MIN_SEALED) return undefined;
    const calls = this.#byFirst.get(firstWord(bytes, 0));
    return calls?.find(
      ({ sealed }) => sealed.length === bytes.length && standsAt(sealed, bytes, 0),
    );
  }

  /** Every place where what a call gave stands in the bytes, from left to right, none over another. */
  within(bytes: Uint8Array): ObservedSpan[] {
    const spans: ObservedSpan[] = [];
    if (this.#byFirst.size === 0) return spans;
    const last = Math.min(bytes.length, MOST_SEARCHED) - MIN_SEALED;
    for (let at = 0; at <= last; at += 1) {
      const calls = this.#byFirst.get(firstWord(bytes, at));
      if (calls === undefined) continue;
      const fitting = calls.filter(({ sealed }) => standsAt(sealed, bytes, at));
      const call = fitting.toSorted((a, b) => b.sealed.length - a.sealed.length)[0];
      if (call === undefined) continue;
      spans.push({ start: at, end: at + call.sealed.length, call });
      at += call.sealed.length - 1;
    }
    return spans;
  }
}

function firstWord(bytes: Uint8Array, at: number): number {
  const high = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return ((high << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0;
}

function standsAt(part: Uint8Array, bytes: Uint8Array, at: number): boolean {
  if (at + part.length > bytes.length) return false;
  for (let index = 0; index < part.length; index += 1) {
    if (part[index] !== bytes[at + index]) return false;
  }
  return true;
}
