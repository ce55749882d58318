/** Framings that the engine takes apart by itself, once it is given whole frames: MQTT, and Meta's gateway. */
import { dgwFrame } from '../engine/decoders/dgw-frames.ts';
import { mqttPacketSize } from '../engine/decoders/mqtt-packets.ts';
import { type FrameSize, Frames } from './frames.ts';
import type { Lane, LaneState } from './lane.ts';
import { joinBytes, type StreamMessage } from './stream-message.ts';

type Protocol = (LaneState & { kind: 'whole' })['protocol'];

const SIZES: Readonly<Record<Protocol, FrameSize>> = {
  mqtt: mqttPacketSize,
  dgw: dgwFrameSize,
};

export class WholeLane implements Lane {
  readonly #protocol: Protocol;
  readonly #frames: Frames;

  constructor(protocol: Protocol, state?: LaneState & { kind: 'whole' }) {
    this.#protocol = protocol;
    this.#frames = new Frames(SIZES[protocol], state?.frames);
  }

  /** All whole frames together, as one message. */
  push(bytes: Uint8Array): StreamMessage[] {
    const frames = this.#frames.push(bytes);
    const whole = frames.filter(({ partial }) => partial === undefined);
    const others = frames.filter(({ partial }) => partial !== undefined);
    const messages: StreamMessage[] = others.map((frame) => ({ ...frame, undone: [] }));
    if (whole.length > 0) {
      messages.unshift({ bytes: joinBytes(whole.map((frame) => frame.bytes)), undone: [] });
    }
    return messages;
  }

  rest(): StreamMessage[] {
    return this.#frames.rest().map((frame) => ({ ...frame, undone: [] }));
  }

  state(): LaneState {
    return { kind: 'whole', protocol: this.#protocol, frames: this.#frames.state() };
  }
}

/** Length, name and version. */
const MQTT_NAMES = ['\0\u0004MQTT\u0004', '\0\u0004MQTT\u0005', '\0\u0006MQIsdp\u0003'];

/** A CONNECT packet of a known version, by its first bytes (MQTT 3.1.1 §3.1). */
export function opensMqtt(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x10 || !mqttPacketSize(bytes, 0)) return false;
  const behindLength = bytes.subarray(1).findIndex((byte) => byte < 128) + 2;
  const start = String.fromCharCode(...bytes.subarray(behindLength, behindLength + 9));
  return MQTT_NAMES.some((name) => start.startsWith(name));
}

/** A frame that establishes a stream: its parameters are a JSON object. */
export function opensDgw(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x0f) return false;
  const size = dgwFrameSize(bytes, 0);
  return size !== undefined && size > 6 && size <= bytes.length && bytes[size - 1] === 0x7d;
}

function dgwFrameSize(bytes: Uint8Array, at: number): number | undefined {
  try {
    return dgwFrame(bytes, at).end - at;
  } catch (error) {
    if (!(error instanceof RangeError)) return undefined;
    const type = bytes[at];
    // The length of establishing and data frames stands behind their stream's number.
    const known = (type === 0x0d || type === 0x0f) && bytes.length >= at + 6;
    if (!known) return 0;
    const [low = 0, middle = 0, high = 0] = bytes.subarray(at + 3, at + 6);
    return 6 + low + middle * 256 + high * 65536;
  }
}
