/** Cuts frames out of payloads that may hold several, or a part of one. */
import type { FramesState } from './lane.ts';
import { fromBase64, toBase64 } from './state-bytes.ts';
import { joinBytes, MAX_HELD, type Partial } from './stream-message.ts';

/** Size of the frame at `at`; 0 while too few bytes are there to tell; undefined where none can start. */
export type FrameSize = (bytes: Uint8Array, at: number) => number | undefined;

export interface Frame {
  bytes: Uint8Array;
  partial?: Partial;
}

const NOTHING = new Uint8Array(0);

export class Frames {
  readonly #sizeOf: FrameSize;
  #pending: Uint8Array;
  #passing: number;
  #lost: boolean;

  constructor(sizeOf: FrameSize, state?: FramesState) {
    this.#sizeOf = sizeOf;
    this.#pending = state ? fromBase64(state.pending) : NOTHING;
    this.#passing = state?.passing ?? 0;
    this.#lost = state?.lost ?? false;
  }

  /** True once something came that is no frame: from then on bytes pass as they are. */
  get lost(): boolean {
    return this.#lost;
  }

  push(bytes: Uint8Array): Frame[] {
    if (this.#lost) return [{ bytes, partial: 'lost' }];
    const all = this.#pending.length > 0 ? joinBytes([this.#pending, bytes]) : bytes;
    const frames: Frame[] = [];
    let at = this.#pass(all, frames);
    while (at < all.length) {
      const size = this.#sizeOf(all, at);
      if (size === undefined) {
        this.#lost = true;
        frames.push({ bytes: all.subarray(at), partial: 'lost' });
        at = all.length;
        break;
      }
      if (size === 0) break;
      if (size > MAX_HELD) {
        this.#passing = size;
        at += this.#pass(all.subarray(at), frames);
        continue;
      }
      if (at + size > all.length) break;
      frames.push({ bytes: all.subarray(at, at + size) });
      at += size;
    }
    // A copy: the caller's buffer may be gone by the next call.
    this.#pending = at < all.length ? all.slice(at) : NOTHING;
    return frames;
  }

  rest(): Frame[] {
    const bytes = this.#pending;
    this.#pending = NOTHING;
    return bytes.length > 0 ? [{ bytes, partial: 'rest' }] : [];
  }

  state(): FramesState {
    return { pending: toBase64(this.#pending), passing: this.#passing, lost: this.#lost };
  }

  /** Hands on what there is of a frame that is too large to keep; how many bytes that is. */
  #pass(bytes: Uint8Array, frames: Frame[]): number {
    const size = Math.min(this.#passing, bytes.length);
    if (size > 0) frames.push({ bytes: bytes.subarray(0, size), partial: 'too-large' });
    this.#passing -= size;
    return size;
  }
}
