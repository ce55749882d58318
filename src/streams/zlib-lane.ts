/**
 * One zlib stream over all messages of a direction ("zlib-stream", Discord's gateway): the first begins with the zlib
 * header, each ends with a sync flush, `00 00 ff ff`, and looks back into the 32 KB before it (RFC 1950, 1951; zlib
 * manual, "flush").
 */
import { Inflate } from 'fflate';
import type { Lane, LaneState } from './lane.ts';
import { fromBase64, toBase64 } from './state-bytes.ts';
import { joinBytes, MAX_HELD, MAX_MESSAGE, type StreamMessage } from './stream-message.ts';

const WINDOW = 32 * 1024;
/** Fed in slices, so that a bomb is seen before it has unfolded: one gives four megabytes at most. */
const SLICE = 4096;
const HEADER = 2;
/** A flush with nothing before it. */
const EMPTY = 6;
const NOTHING = new Uint8Array(0);
const UNDONE = ['zlib-stream'];

export function hasZlibHeader(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes;
  if (bytes.length < HEADER || (method & 15) !== 8 || method >> 4 > 7 || flags & 32) return false;
  return ((method << 8) | flags) % 31 === 0;
}

export function endsInFlush(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes.subarray(-4);
  return bytes.length >= 4 && a === 0 && b === 0 && c === 255 && d === 255;
}

export class ZlibLane implements Lane {
  #window: Uint8Array = NOTHING;
  #pending: Uint8Array = NOTHING;
  #begun = false;
  #lost = false;

  static from(state: LaneState & { kind: 'zlib' }): ZlibLane {
    const lane = new ZlibLane();
    lane.#window = fromBase64(state.window);
    lane.#pending = fromBase64(state.pending);
    lane.#begun = state.begun;
    lane.#lost = state.lost;
    return lane;
  }

  push(bytes: Uint8Array): StreamMessage[] {
    const held = this.#pending.length > 0 ? joinBytes([this.#pending, bytes]) : bytes;
    this.#pending = NOTHING;
    if (!endsInFlush(held)) {
      if (this.#lost) return [{ bytes, undone: [], partial: 'lost' }];
      if (held.length <= MAX_HELD) {
        this.#pending = held.slice();
        return [];
      }
      this.#lost = true;
      return [{ bytes: held, undone: [], partial: 'too-large' }];
    }
    return [this.#beginAgain(held) ?? this.#goOn(held) ?? this.#giveUp(held)];
  }

  rest(): StreamMessage[] {
    const bytes = this.#pending;
    this.#pending = NOTHING;
    return bytes.length > 0 ? [{ bytes, undone: [], partial: 'rest' }] : [];
  }

  state(): LaneState {
    return {
      kind: 'zlib',
      window: toBase64(this.#window),
      pending: toBase64(this.#pending),
      begun: this.#begun,
      lost: this.#lost,
    };
  }

  #goOn(bytes: Uint8Array): StreamMessage | undefined {
    if (!this.#begun || this.#lost) return undefined;
    return this.#unpack(bytes, this.#window);
  }

  /**
   * The first message, or that of a connection that took this one's place. No message inside a stream begins like a
   * header: its low bits would open a stored block, whose other bits zlib writes as zero.
   */
  #beginAgain(bytes: Uint8Array): StreamMessage | undefined {
    if (!hasZlibHeader(bytes)) return undefined;
    this.#begun = true;
    this.#lost = false;
    return this.#unpack(bytes.subarray(HEADER), NOTHING);
  }

  #giveUp(bytes: Uint8Array): StreamMessage {
    this.#lost = true;
    this.#window = NOTHING;
    return { bytes, undone: [], partial: this.#begun ? 'lost' : 'opening-missed' };
  }

  #unpack(bytes: Uint8Array, window: Uint8Array): StreamMessage | undefined {
    const parts: Uint8Array[] = [];
    let size = 0;
    try {
      const inflate = new Inflate({ dictionary: window }, (part) => {
        parts.push(part);
        size += part.length;
      });
      for (let at = 0; at < bytes.length && size <= MAX_MESSAGE; at += SLICE) {
        inflate.push(bytes.subarray(at, at + SLICE));
      }
    } catch {
      return undefined;
    }
    const message = joinBytes(parts);
    if (size === 0 && bytes.length > EMPTY) return undefined;
    if (size > MAX_MESSAGE) {
      this.#lost = true;
      return { bytes: message.subarray(0, MAX_MESSAGE), undone: UNDONE, partial: 'too-large' };
    }
    this.#window = joinBytes([window, message.subarray(-WINDOW)]).slice(-WINDOW);
    return { bytes: message, undone: UNDONE };
  }
}
