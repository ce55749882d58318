/**
 * Frames of Meta's gateway ("DGW"), little-endian (mautrix/meta, pkg/messagix/dgw/frames.go; platforms fact sheet
 * 3.3). Framing only: nothing is encrypted.
 */
import { ByteReader } from './byte-reader.ts';

export type DgwKind = 'establish' | 'data' | 'ack' | 'end' | 'drain' | 'deauth' | 'ping' | 'pong';

export interface DgwFrame {
  kind: DgwKind;
  /** Number of the stream; absent in frames of the connection itself. */
  stream?: number;
  payload: Uint8Array;
  /** Offset behind the frame. */
  end: number;
}

const ACK_ID_SIZE = 2;
const ALONE: ReadonlyMap<number, DgwKind> = new Map([
  [4, 'deauth'],
  [9, 'ping'],
  [10, 'pong'],
]);
const NOTHING = new Uint8Array(0);

/** The frame at `at`; throws a RangeError while it is incomplete, another error where no frame starts. */
export function dgwFrame(bytes: Uint8Array, at: number): DgwFrame {
  const reader = new ByteReader(bytes, at);
  const type = reader.u8();
  const alone = ALONE.get(type);
  if (alone !== undefined) return { kind: alone, payload: NOTHING, end: reader.at };
  if (type === 3) {
    if (reader.u24(true) !== 1) throw new Error('a drain frame has one byte');
    const reason = reader.take(1);
    if ((reason[0] ?? 0) > 4) throw new Error('no such reason');
    return { kind: 'drain', payload: NOTHING, end: reader.at };
  }
  const kind = KINDS.get(type);
  if (kind === undefined) throw new Error('no such frame');
  const stream = reader.u16(true);
  if (kind === 'end') return { kind, stream, payload: NOTHING, end: reader.at };
  const size = reader.u24(true);
  if (kind === 'ack' && size !== ACK_ID_SIZE) throw new Error('an acknowledgement has two bytes');
  if (kind === 'data' && size < ACK_ID_SIZE) throw new Error('data begins with its id');
  if (kind === 'establish' && (size < 2 || (reader.left > 0 && bytes[reader.at] !== 0x7b))) {
    throw new Error('parameters are a JSON object');
  }
  const body = reader.take(size);
  const payload = kind === 'data' ? body.subarray(ACK_ID_SIZE) : kind === 'ack' ? NOTHING : body;
  return { kind, stream, payload, end: reader.at };
}

/** Where the frame at `at` ends by its type and size; undefined where no frame starts. It may be behind the bytes. */
export function dgwFrameEnd(bytes: Uint8Array, at: number): number | undefined {
  const type = bytes[at] ?? 0;
  if (type === 4 || type === 9 || type === 10) return at + 1;
  if (type === 3) return at + 5;
  if (type === 14) return at + 3;
  if (type !== 12 && type !== 13 && type !== 15) return undefined;
  const [low = 0, middle = 0, high = 0] = [bytes[at + 3], bytes[at + 4], bytes[at + 5]];
  return at + 6 + low + middle * 256 + high * 65_536;
}

const KINDS: ReadonlyMap<number, DgwKind> = new Map([
  [12, 'ack'],
  [13, 'data'],
  [14, 'end'],
  [15, 'establish'],
]);
