/** One direction of a connection. */

import type { MtprotoFraming } from '../engine/envelopes/mtproto-packets.ts';
import type { CtrState } from '../engine/envelopes/obfuscated2.ts';
import type { Direction, StreamMessage } from './stream-message.ts';

export interface Lane {
  /** Messages that these bytes complete; none while the rest of one is still to come. */
  push(bytes: Uint8Array): StreamMessage[];
  /** What is held of a message that did not end. */
  rest(): StreamMessage[];
  /** Everything needed to go on elsewhere, as JSON. Holds content: keep it in memory, write it nowhere. */
  state(): LaneState;
}

/** Bytes are base64. */
export type LaneState =
  | { kind: 'zlib'; window: string; pending: string; begun: boolean; lost: boolean }
  | { kind: 'zstd'; fed?: string; lost: boolean }
  | { kind: 'whole'; protocol: 'mqtt' | 'dgw'; frames: FramesState }
  | { kind: 'noise'; opening: 'seen' | 'missed'; frames: FramesState }
  | {
      kind: 'mtproto';
      framing: MtprotoFraming;
      direction: Direction;
      ctr?: { key: string; iv: string; offset: CtrState['offset'] };
      frames: FramesState;
    };

export interface FramesState {
  pending: string;
  /** Bytes still to come of a frame that is passed on in pieces. */
  passing: number;
  lost: boolean;
}
