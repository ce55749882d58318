/**
 * The slots of one page, or of one capture: the ciphertexts of recognised envelopes, by platform, channel, direction,
 * form and field path. Bounded, in memory only; keeps no ciphertext.
 */
import type { Ciphertext, PayloadInput } from '../finding.ts';
import { MAX_SLOTS, MIN_REPEATS, MOST_BODIES } from './constants.ts';
import { hashOf } from './hash.ts';
import { Slot, type SlotSays } from './slot.ts';

/** Where a payload was seen. */
export interface SlotPlace {
  /** Id of the profile, or the host where no profile says whose it is. */
  platform: string;
  channel: string;
  direction: 'out' | 'in';
}

export interface SlotReport extends SlotSays {
  path: string;
  /** A body of this payload came before, in another message. */
  again: boolean;
}

/** Why the ciphertexts of a slot, taken together, are none. */
export interface SlotDoubt {
  path: string;
  reason: 'not-uniform' | 'sequences-shared' | 'body-repeats';
}

export class Slots {
  readonly #slots = new Map<string, Slot>();

  /**
   * Adds the ciphertexts of one payload, and says what is known of their slots then.
   * @param textLength of the text that was sent with it, UTF-8 bytes, where it is known
   */
  add(
    { platform, channel, direction }: SlotPlace,
    ciphertexts: readonly Ciphertext[],
    input: PayloadInput,
    textLength?: number,
  ): SlotReport[] {
    if (ciphertexts.length === 0) return [];
    const payload = nameOf(input);
    const facts = { payload, ...(textLength === undefined ? {} : { textLength }) };
    const touched = new Map<Slot, { path: string; again: boolean }>();
    for (const { envelope, path, bytes } of ciphertexts.slice(0, MOST_BODIES)) {
      const slot = this.#slot([platform, channel, direction, envelope, path].join(' '));
      const again = slot.add(bytes, facts) || touched.get(slot)?.again === true;
      touched.set(slot, { path, again });
    }
    return [...touched].map(([slot, facts]) => ({ ...facts, ...slot.says() }));
  }

  #slot(name: string): Slot {
    const slot = this.#slots.get(name) ?? new Slot();
    this.#slots.delete(name);
    this.#slots.set(name, slot);
    for (const oldest of this.#slots.keys()) {
      if (this.#slots.size <= MAX_SLOTS) break;
      this.#slots.delete(oldest);
    }
    return slot;
  }
}

/**
 * What speaks against a payload's ciphertexts. A repeat speaks against the payload that has it, many against all of the
 * slot. What comes in comes again when a page loads or looks back: that is no repeat.
 */
export function doubtsOf(
  reports: readonly SlotReport[],
  direction: SlotPlace['direction'],
): SlotDoubt[] {
  return reports.flatMap(({ path, reasons, again, repeated }): SlotDoubt[] => {
    const reason = REJECTING.find((id) => reasons.includes(id));
    if (reason) return [{ path, reason }];
    const repeats = direction === 'out' && (again || repeated >= MIN_REPEATS);
    return repeats ? [{ path, reason: 'body-repeats' }] : [];
  });
}

const REJECTING = ['not-uniform', 'sequences-shared'] as const;

const encoder = new TextEncoder();

/** The payload by its bytes, and by the address but for the host: one event goes to several servers. */
function nameOf({ bytes, parts = [], url = '' }: PayloadInput): string {
  const { pathname, search } = new URL(url, 'https://none.invalid');
  const pieces = [encoder.encode(pathname + search), ...(bytes ? [bytes] : [])];
  return [...pieces, ...parts.map((part) => part.bytes)].map(hashOf).join(' ');
}
