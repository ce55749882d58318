/** WhatsApp's and Messenger's Noise sockets: frames whose content only their keys open. */
import { Content } from '../engine/content.ts';
import {
  FRAME_HEADER,
  noiseFrameSize,
  noiseHandshake,
} from '../engine/envelopes/noise-handshake.ts';
import { type Frame, Frames } from './frames.ts';
import type { Lane, LaneState } from './lane.ts';
import type { StreamMessage, Transport } from './stream-message.ts';

/** A tag of AES-GCM: no sealed frame is shorter. */
const MIN_SEALED = 16;

export class NoiseLane implements Lane {
  readonly #opening: Transport['opening'];
  readonly #frames: Frames;

  constructor(opening: Transport['opening'], state?: LaneState & { kind: 'noise' }) {
    this.#opening = opening;
    this.#frames = new Frames(frameSize, state?.frames);
  }

  push(bytes: Uint8Array): StreamMessage[] {
    return this.#frames.push(bytes).map((frame) => this.#message(frame));
  }

  rest(): StreamMessage[] {
    return this.#frames.rest().map((frame) => this.#message(frame));
  }

  state(): LaneState {
    return { kind: 'noise', opening: this.#opening, frames: this.#frames.state() };
  }

  #message({ bytes, partial }: Frame): StreamMessage {
    const transport: Transport = { id: 'noise', opening: this.#opening };
    if (partial !== undefined) return { bytes, undone: [], partial, transport };
    const body = bytes.subarray(FRAME_HEADER);
    const undone = ['noise-frame'];
    const handshake = noiseHandshake(body);
    if (handshake)
      return { bytes: body, undone, transport: { ...transport, detail: handshake.step } };
    // What can be read is not sealed, whatever stands around it.
    const sealed = body.length >= MIN_SEALED && new Content(body).readable === undefined;
    return sealed ? { bytes: body, undone, transport } : { bytes: body, undone };
  }
}

/** True when the bytes are frames from the first to the last byte. */
export function isNoiseFrames(bytes: Uint8Array): boolean {
  let at = 0;
  while (at + FRAME_HEADER < bytes.length) at += noiseFrameSize(bytes, at);
  return at === bytes.length;
}

function frameSize(bytes: Uint8Array, at: number): number | undefined {
  if (bytes.length < at + FRAME_HEADER) return 0;
  return noiseFrameSize(bytes, at);
}
