/** Telegram's MTProto, in clear or behind obfuscated2, which is taken off with the key that its opening carries. */
import { Content } from '../engine/content.ts';
import {
  type MtprotoFraming,
  packetBounds,
  readPacket,
} from '../engine/envelopes/mtproto-packets.ts';
import { applyCtr, type CtrState } from '../engine/envelopes/obfuscated2.ts';
import { type Frame, type FrameSize, Frames } from './frames.ts';
import type { Lane, LaneState } from './lane.ts';
import { fromBase64, toBase64 } from './state-bytes.ts';
import type { Direction, StreamMessage, Transport } from './stream-message.ts';

const QUICK_ACK = 4;
/** Key id and message key. */
const LOOKED_AT = 24;
const TRANSPORT: Transport = { id: 'mtproto', opening: 'seen' };

export class MtprotoLane implements Lane {
  readonly #framing: MtprotoFraming;
  readonly #direction: Direction;
  readonly #ctr: CtrState | undefined;
  readonly #frames: Frames;
  readonly #undone: readonly string[];

  constructor(
    framing: MtprotoFraming,
    direction: Direction,
    ctr: CtrState | undefined,
    state?: LaneState & { kind: 'mtproto' },
  ) {
    this.#framing = framing;
    this.#direction = direction;
    this.#ctr = ctr;
    this.#frames = new Frames(frameSize(framing, direction), state?.frames);
    this.#undone = ctr ? ['obfuscated2', framing] : [framing];
  }

  static from(state: LaneState & { kind: 'mtproto' }): MtprotoLane {
    const { ctr } = state;
    const cipher = ctr && { ...ctr, key: fromBase64(ctr.key), iv: fromBase64(ctr.iv) };
    return new MtprotoLane(state.framing, state.direction, cipher, state);
  }

  push(bytes: Uint8Array): StreamMessage[] {
    const plain = this.#ctr ? applyCtr(this.#ctr, bytes) : bytes;
    return this.#frames.push(plain).map((frame) => this.#message(frame));
  }

  rest(): StreamMessage[] {
    return this.#frames.rest().map((frame) => this.#message(frame));
  }

  state(): LaneState {
    const { offset = 0 } = this.#ctr ?? {};
    const ctr = this.#ctr && {
      key: toBase64(this.#ctr.key),
      iv: toBase64(this.#ctr.iv),
      offset,
    };
    const frames = this.#frames.state();
    const [framing, direction] = [this.#framing, this.#direction];
    return { kind: 'mtproto', framing, direction, ...(ctr ? { ctr } : {}), frames };
  }

  #message({ bytes, partial }: Frame): StreamMessage {
    const undone = this.#undone;
    if (partial !== undefined) return { bytes, undone, partial, transport: TRANSPORT };
    if (isQuickAck(this.#framing, this.#direction, bytes, 0)) {
      return { bytes, undone, transport: { ...TRANSPORT, detail: 'ack' } };
    }
    const packet = bytes.subarray(packetBounds(this.#framing, bytes, 0)?.start ?? 0);
    const read = readPacket(this.#framing, packet);
    // Obfuscation wraps what it is given: what is no packet of MTProto is looked at like any other payload.
    if (read === undefined || beginsReadable(packet)) {
      return { bytes: packet, undone };
    }
    const detail = read.constructorName ?? read.kind;
    return { bytes: packet, undone, transport: { ...TRANSPORT, detail } };
  }
}

function frameSize(framing: MtprotoFraming, direction: Direction): FrameSize {
  return (bytes, at) => {
    if (isQuickAck(framing, direction, bytes, at)) return QUICK_ACK;
    const bounds = packetBounds(framing, bytes, at);
    if (bounds === undefined) return 0;
    return bounds.end - at > 0 ? bounds.end - at : undefined;
  };
}

/** From the server, the top bit of a length makes it an acknowledgement of four bytes that nothing follows. */
function isQuickAck(
  framing: MtprotoFraming,
  direction: Direction,
  bytes: Uint8Array,
  at: number,
): boolean {
  if (direction === 'out' || framing === 'full' || at + QUICK_ACK > bytes.length) return false;
  return ((bytes[framing === 'abridged' ? at : at + 3] ?? 0) & 0x80) !== 0;
}

/** Keys and what they seal do not begin with text; a character may be cut in two where we stop looking. */
function beginsReadable(packet: Uint8Array): boolean {
  return [0, 1, 2, 3].some(
    (cut) => new Content(packet.subarray(0, LOOKED_AT - cut)).readable !== undefined,
  );
}
