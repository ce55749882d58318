/**
 * A message with its length in front that is spread over several payloads, on a connection of which no more is known.
 * Nothing is held back: the parts are handed on as parts, and the whole once it ends exactly where its length says.
 */
import { fromBase64, toBase64 } from './state-bytes.ts';
import { joinBytes, MAX_HELD, type StreamMessage } from './stream-message.ts';

export interface SplitState {
  parts: string;
  total: number;
}

/** Where a length of four bytes may stand: in front, or behind a flag (gRPC). */
interface Length {
  at: number;
  little: boolean;
}

const LENGTHS: readonly Length[] = [
  { at: 0, little: false },
  { at: 0, little: true },
  { at: 1, little: false },
];
const SIZE = 4;
const MAX_FLAG = 1;
const TRAILERS = 0x80;
const NOTHING = new Uint8Array(0);

export class SplitWatch {
  #parts: Uint8Array = NOTHING;
  /** Bytes that the message has in all; 0 while none is going on. */
  #total = 0;

  static from(state: SplitState | undefined): SplitWatch {
    const watch = new SplitWatch();
    if (state === undefined) return watch;
    watch.#parts = fromBase64(state.parts);
    watch.#total = state.total;
    return watch;
  }

  /** The part or the whole that the bytes are; undefined for a message of its own. */
  look(bytes: Uint8Array): StreamMessage | undefined {
    const size = this.#parts.length + bytes.length;
    if (this.#total === 0 || size > this.#total) return this.#begin(bytes);
    const joined = joinBytes([this.#parts, bytes]);
    if (size < this.#total) {
      this.#parts = joined;
      return { bytes, undone: [], partial: 'rest' };
    }
    this.#end();
    return { bytes: joined, undone: ['split'] };
  }

  state(): SplitState {
    return { parts: toBase64(this.#parts), total: this.#total };
  }

  #begin(bytes: Uint8Array): StreamMessage | undefined {
    this.#end();
    if (LENGTHS.some((length) => isWhole(bytes, length))) return undefined;
    const total = LENGTHS.map((length) => messageEnd(bytes, 0, length)).find(
      (end) => end > bytes.length && end <= MAX_HELD,
    );
    if (total === undefined) return undefined;
    this.#total = total;
    this.#parts = bytes.slice();
    return { bytes, undone: [], partial: 'rest' };
  }

  #end(): void {
    this.#parts = NOTHING;
    this.#total = 0;
  }
}

/** True when messages with such lengths fill the bytes. */
function isWhole(bytes: Uint8Array, length: Length): boolean {
  let at = 0;
  while (at < bytes.length) {
    const end = messageEnd(bytes, at, length);
    if (end === 0) return false;
    at = end;
  }
  return at === bytes.length;
}

/** Where the message that begins at `start` ends; 0 where none can begin. */
function messageEnd(bytes: Uint8Array, start: number, { at, little }: Length): number {
  const flag = bytes[start] ?? 0;
  const known = at === 0 || flag <= MAX_FLAG || flag === TRAILERS;
  if (!known || bytes.length < start + at + SIZE) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return start + at + SIZE + view.getUint32(start + at, little);
}
