/**
 * One Zstandard frame over all messages of a direction ("zstd-stream", Discord's gateway; RFC 8878). Each message ends
 * with a block, so it can be undone as it comes.
 */
import { Decompress } from 'fzstd';
import type { Lane, LaneState } from './lane.ts';
import { fromBase64, toBase64 } from './state-bytes.ts';
import { joinBytes, MAX_HELD, MAX_MESSAGE, type StreamMessage } from './stream-message.ts';

const UNDONE = ['zstd-stream'];
/**
 * Largest window that is kept: what compressors choose by default up to level 12 (2 MB). It is more than other streams
 * may hold, since a smaller one would give up at nearly every stream; it is allocated once, when one begins.
 */
const MAX_WINDOW = 2 * 1024 * 1024;
const MAGIC = 4;
const BLOCK_HEADER = 3;
const CHECKSUM = 4;
const TOO_LARGE = new Error('more than a message has');

interface ZstdHeader {
  size: number;
  /** Bytes that blocks may look back. */
  window: number;
  checksum: boolean;
}

/** RFC 8878 §3.1.1.1. Undefined for another format or a header that is not complete. */
export function zstdHeader(bytes: Uint8Array): ZstdHeader | undefined {
  const magic = bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
  const descriptor = bytes[MAGIC];
  if (!magic || descriptor === undefined || descriptor & 8) return undefined;
  const single = (descriptor & 32) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeField = [single ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const size = MAGIC + 1 + (single ? 0 : 1) + dictionary + sizeField;
  if (bytes.length < size || dictionary > 0) return undefined;
  let content = sizeField === 2 ? 256 : 0;
  for (let at = 0; at < sizeField; at += 1) {
    content += (bytes[size - sizeField + at] ?? 0) * 256 ** at;
  }
  const exponent = bytes[MAGIC + 1] ?? 0;
  const base = 2 ** (10 + (exponent >> 3));
  const window = single ? content : base + (base / 8) * (exponent & 7);
  return { size, window, checksum: (descriptor & 4) !== 0 };
}

/** True for one or more whole frames: those need no connection, the engine opens them. */
export function isWholeZstd(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    const header = zstdHeader(bytes.subarray(at));
    if (header === undefined) return false;
    at += header.size;
    for (let last = false; !last; ) {
      if (at + BLOCK_HEADER > bytes.length) return false;
      const block = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
      last = (block & 1) === 1;
      // A block of one repeated byte has that byte alone.
      at += BLOCK_HEADER + ((block >> 1) % 4 === 1 ? 1 : block >> 3);
    }
    if (header.checksum) at += CHECKSUM;
  }
  return at === bytes.length;
}

export class ZstdLane implements Lane {
  #decompress = this.#begin();
  /** What came so far, for `state`; undefined once it is too much. */
  #fed: Uint8Array[] | undefined = [];
  #fedSize = 0;
  #lost = false;
  #output: Uint8Array[] = [];
  #size = 0;

  static from(state: LaneState & { kind: 'zstd' }): ZstdLane {
    const lane = new ZstdLane();
    if (state.fed === undefined || state.lost) lane.#lost = true;
    else lane.push(fromBase64(state.fed));
    return lane;
  }

  push(bytes: Uint8Array): StreamMessage[] {
    const header = zstdHeader(bytes);
    if (header !== undefined) this.#reset(header.window > MAX_WINDOW);
    if (this.#lost) {
      return [{ bytes, undone: [], partial: header === undefined ? 'lost' : 'too-large' }];
    }
    this.#remember(bytes);
    const error = this.#feed(bytes);
    const message = joinBytes(this.#output);
    this.#output = [];
    this.#size = 0;
    this.#lost = error !== undefined;
    if (error === TOO_LARGE) return [{ bytes: message, undone: UNDONE, partial: 'too-large' }];
    if (error !== undefined) return [{ bytes, undone: [], partial: 'lost' }];
    return message.length > 0 ? [{ bytes: message, undone: UNDONE }] : [];
  }

  /** Blocks are not kept back by us, and one that did not end can't be read. */
  rest(): StreamMessage[] {
    return [];
  }

  state(): LaneState {
    if (this.#fed === undefined) return { kind: 'zstd', lost: this.#lost };
    return { kind: 'zstd', fed: toBase64(joinBytes(this.#fed)), lost: this.#lost };
  }

  #begin(): Decompress {
    return new Decompress((part) => {
      this.#size += part.length;
      // A few bytes may stand for very many: stop here.
      if (this.#size > MAX_MESSAGE) throw TOO_LARGE;
      this.#output.push(part.slice());
    });
  }

  /** What went wrong, if anything did. */
  #feed(bytes: Uint8Array): unknown {
    try {
      this.#decompress.push(bytes);
      return undefined;
    } catch (error) {
      return error ?? 'unknown';
    }
  }

  #reset(tooLarge: boolean): void {
    this.#decompress = this.#begin();
    this.#fed = [];
    this.#fedSize = 0;
    this.#lost = tooLarge;
  }

  #remember(bytes: Uint8Array): void {
    this.#fedSize += bytes.length;
    if (this.#fedSize > MAX_HELD) this.#fed = undefined;
    this.#fed?.push(bytes.slice());
  }
}
