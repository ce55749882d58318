/**
 * One connection from its first message on: what only its past explains is undone here, before the engine sees a
 * message. Compression over all messages, messages spread over several frames, transports that show themselves at
 * their beginning alone. No clock, no randomness; at most MAX_HELD bytes are kept in each direction (a Zstandard
 * window: 2 MB), and where that does not do, the messages say so.
 */
import { mtprotoOpening, readPacket, readPackets } from '../engine/envelopes/mtproto-packets.ts';
import { noiseHeaderEnd } from '../engine/envelopes/noise-handshake.ts';
import { NONCE_SIZE, openObfuscation } from '../engine/envelopes/obfuscated2.ts';
import type { Lane, LaneState } from './lane.ts';
import { MtprotoLane } from './mtproto-lane.ts';
import { isNoiseFrames, NoiseLane } from './noise-lane.ts';
import {
  asksForCompression,
  type ConnectionFacts,
  saysSaltyRtc,
  transportOfAddress,
} from './openings.ts';
import { type SaltyState, SaltyWatch } from './salty-watch.ts';
import { type SplitState, SplitWatch } from './split-watch.ts';
import type { Direction, StreamMessage, Transport } from './stream-message.ts';
import { opensDgw, opensMqtt, WholeLane } from './whole-lane.ts';
import { endsInFlush, hasZlibHeader, ZlibLane } from './zlib-lane.ts';
import { isWholeZstd, ZstdLane, zstdHeader } from './zstd-lane.ts';

/** A connection's state as JSON. It holds content: keep it in memory, write it nowhere. */
export interface ConnectionState {
  facts: ConnectionFacts;
  begun: boolean;
  out?: LaneState;
  in?: LaneState;
  salty: SaltyState;
  split: { out: SplitState; in: SplitState };
}

const NOTHING = new Uint8Array(0);

export class Connection {
  readonly #facts: ConnectionFacts;
  readonly #salty: SaltyWatch;
  readonly #split: { out: SplitWatch; in: SplitWatch };
  readonly #lanes: { out?: Lane | undefined; in?: Lane | undefined } = {};
  /** A message in bytes has left. */
  #begun = false;

  constructor(facts: ConnectionFacts, state?: ConnectionState) {
    this.#facts = facts;
    this.#salty = new SaltyWatch(saysSaltyRtc(facts), state?.salty);
    this.#split = { out: SplitWatch.from(state?.split.out), in: SplitWatch.from(state?.split.in) };
    this.#begun = state?.begun ?? false;
    this.#lanes.out = state?.out && laneOf(state.out);
    this.#lanes.in = state?.in && laneOf(state.in);
  }

  static from(state: ConnectionState): Connection {
    return new Connection(state.facts, state);
  }

  toJSON(): ConnectionState {
    const { out, in: incoming } = this.#lanes;
    return {
      facts: this.#facts,
      begun: this.#begun,
      ...(out ? { out: out.state() } : {}),
      ...(incoming ? { in: incoming.state() } : {}),
      salty: this.#salty.state(),
      split: { out: this.#split.out.state(), in: this.#split.in.state() },
    };
  }

  /**
   * The messages that these bytes complete, in order; none while the rest of a message is still to come. Texts pass
   * as they are: none of this is done to them.
   */
  push(direction: Direction, given: Uint8Array, isText: boolean): StreamMessage[] {
    if (isText) return [{ bytes: given, undone: [] }];
    // Of a Node Buffer `slice` makes no copy, and copies are needed of what is kept.
    const bytes = new Uint8Array(given.buffer, given.byteOffset, given.length);
    const opened = direction === 'out' ? this.#openOut(bytes) : this.#openIn(bytes);
    if (direction === 'out') this.#begun = true;
    if (opened !== undefined) return opened;
    const lane = this.#lanes[direction];
    return lane ? lane.push(bytes) : [this.#unopened(direction, bytes)];
  }

  /** True once the connection speaks a protocol of bytes in this direction. */
  expectsBytes(direction: Direction): boolean {
    return this.#lanes[direction] !== undefined;
  }

  /** What is still held at the connection's end. */
  rest(): StreamMessage[] {
    return [this.#lanes.out, this.#lanes.in].flatMap((lane) => lane?.rest() ?? []);
  }

  /** The client speaks first, and what it says opens the connection, or another one in its place. */
  #openOut(bytes: Uint8Array): StreamMessage[] | undefined {
    const noise = noiseHeaderEnd(bytes);
    if (noise !== undefined) {
      this.#setLanes(new NoiseLane('seen'), new NoiseLane('seen'));
      return this.#behindOpening(bytes.subarray(noise), { id: 'noise', opening: 'seen' });
    }
    if (opensMqtt(bytes)) this.#setLanes(new WholeLane('mqtt'), new WholeLane('mqtt'));
    else if (!this.#begun && opensDgw(bytes)) {
      this.#setLanes(new WholeLane('dgw'), new WholeLane('dgw'));
    } else return this.#openMtproto(bytes);
    return undefined;
  }

  #openMtproto(bytes: Uint8Array): StreamMessage[] | undefined {
    const transport: Transport = { id: 'mtproto', opening: 'seen' };
    if (this.#begun && !(this.#lanes.out instanceof MtprotoLane)) return undefined;
    const hidden = openObfuscation(bytes);
    if (hidden !== undefined) {
      const { framing } = hidden;
      this.#setLanes(
        new MtprotoLane(framing, 'out', hidden.out),
        new MtprotoLane(framing, 'in', hidden.in),
      );
      return this.#behindOpening(bytes.subarray(NONCE_SIZE), transport);
    }
    const opening = this.#begun ? undefined : mtprotoOpening(bytes);
    if (opening === undefined) return undefined;
    const { framing, size } = opening;
    if (bytes.length > size && !readPackets(framing, bytes, size)) return undefined;
    this.#setLanes(
      new MtprotoLane(framing, 'out', undefined),
      new MtprotoLane(framing, 'in', undefined),
    );
    return this.#behindOpening(bytes.subarray(size), transport);
  }

  /** Compression begins with what arrives first; each direction has its own. */
  #openIn(bytes: Uint8Array): StreamMessage[] | undefined {
    if (this.#lanes.in !== undefined) return undefined;
    const asked = asksForCompression(this.#facts);
    if (hasZlibHeader(bytes) && (asked || endsInFlush(bytes))) this.#lanes.in = new ZlibLane();
    else if (zstdHeader(bytes) !== undefined && !isWholeZstd(bytes)) {
      this.#lanes.in = new ZstdLane();
    } else if (asked) return [{ bytes, undone: [], partial: 'opening-missed' }];
    return undefined;
  }

  #setLanes(out: Lane, incoming: Lane): void {
    this.#lanes.out = out;
    this.#lanes.in = incoming;
  }

  #behindOpening(bytes: Uint8Array, transport: Transport): StreamMessage[] {
    if (bytes.length > 0) return this.#lanes.out?.push(bytes) ?? [];
    return [{ bytes: NOTHING, undone: [], transport: { ...transport, detail: 'opening' } }];
  }

  /** No opening was seen: the address may tell what this is, or several messages together. */
  #unopened(direction: Direction, bytes: Uint8Array): StreamMessage {
    const transport = transportOfAddress(this.#facts);
    if (transport === undefined) {
      const salty = this.#salty.look(direction, bytes);
      if (salty !== undefined) return { bytes, undone: [], transport: salty };
      return this.#split[direction].look(bytes) ?? { bytes, undone: [] };
    }
    // Over HTTP, Telegram's packets come one by one, and without an opening.
    if (transport.id === 'mtproto' && isHttp(this.#facts)) {
      const read = readPacket('abridged', bytes);
      if (read === undefined) return { bytes, undone: [] };
      const detail = read.constructorName ?? read.kind;
      return { bytes, undone: [], transport: { ...transport, opening: 'seen', detail } };
    }
    if (transport.id === 'noise' && !isNoiseFrames(bytes)) return { bytes, undone: [] };
    return { bytes, undone: [], transport, partial: 'opening-missed' };
  }
}

function isHttp({ url = '' }: ConnectionFacts): boolean {
  return url.startsWith('http');
}

function laneOf(state: LaneState): Lane {
  switch (state.kind) {
    case 'zlib':
      return ZlibLane.from(state);
    case 'zstd':
      return ZstdLane.from(state);
    case 'whole':
      return new WholeLane(state.protocol, state);
    case 'noise':
      return new NoiseLane(state.opening, state);
    case 'mtproto':
      return MtprotoLane.from(state);
  }
}
