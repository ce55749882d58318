/**
 * The clear parts of WhatsApp's and Messenger's Noise sockets (platforms fact sheet 3.2; tulir/whatsmeow,
 * socket/constants.go, handshake.go, proto/waWa6): the header that opens them, frames with lengths of three bytes,
 * and the handshake messages `{2: hello of the client, 3: of the server, 4: finish of the client}`.
 */
import { bytesField, fieldsByNumber } from './protobuf-shape.ts';

const PROTOCOL = 6;
const MAX_DICTIONARY = 9;
const ROUTING_HEADER = 7;
const KEY = 32;
/** A key behind AES-GCM. */
const SEALED_KEY = 48;
export const FRAME_HEADER = 3;

/** Offset behind the header: routing if any (`ED 00 01`, u24 length, blob), `WA`, protocol 6, dictionary version. */
export function noiseHeaderEnd(bytes: Uint8Array): number | undefined {
  const start = routingEnd(bytes);
  const opens =
    bytes[start] === 0x57 &&
    bytes[start + 1] === 0x41 &&
    bytes[start + 2] === PROTOCOL &&
    (bytes[start + 3] ?? 255) <= MAX_DICTIONARY;
  return opens ? start + 4 : undefined;
}

function routingEnd(bytes: Uint8Array): number {
  const routed = bytes[0] === 0x45 && bytes[1] === 0x44 && bytes[2] === 0 && bytes[3] === 1;
  return routed && bytes.length > ROUTING_HEADER ? ROUTING_HEADER + readU24(bytes, 4) : 0;
}

/** Size of the frame at `at` with its length; the bytes may end before it does. */
export function noiseFrameSize(bytes: Uint8Array, at: number): number {
  return FRAME_HEADER + readU24(bytes, at);
}

function readU24(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

export interface NoiseHandshake {
  step: 'client-hello' | 'server-hello' | 'client-finish';
  /** The public key in clear, if the step has one. */
  ephemeral?: Uint8Array;
  /** What is sealed already: static key, certificate, early data. */
  sealed: readonly Uint8Array[];
}

/** The handshake message that a frame's body is, or undefined. */
export function noiseHandshake(body: Uint8Array): NoiseHandshake | undefined {
  const message = fieldsByNumber(body);
  if (message?.size !== 1) return undefined;
  for (const [number, read] of STEPS) {
    const inner = bytesField(body, message, number);
    if (inner !== undefined) return read(inner);
  }
  return undefined;
}

const STEPS: readonly (readonly [number, (inner: Uint8Array) => NoiseHandshake | undefined])[] = [
  [2, clientHello],
  [3, serverHello],
  [4, clientFinish],
];

/** XX: the ephemeral key alone. IK, on reconnecting, adds the static key and early data, both sealed. */
function clientHello(bytes: Uint8Array): NoiseHandshake | undefined {
  const fields = fieldsByNumber(bytes);
  const ephemeral = fields && bytesField(bytes, fields, 1, KEY);
  if (!fields || !ephemeral || [...fields.keys()].some((number) => number > 10)) return undefined;
  const sealed = [2, 3, 5].flatMap((number) => bytesField(bytes, fields, number) ?? []);
  return { step: 'client-hello', ephemeral, sealed };
}

function serverHello(bytes: Uint8Array): NoiseHandshake | undefined {
  const fields = fieldsByNumber(bytes);
  const ephemeral = fields && bytesField(bytes, fields, 1, KEY);
  const certificate = fields && bytesField(bytes, fields, 3);
  const key = fields && bytesField(bytes, fields, 2);
  if (!ephemeral || !certificate || (key && key.length !== SEALED_KEY)) return undefined;
  return { step: 'server-hello', ephemeral, sealed: key ? [key, certificate] : [certificate] };
}

function clientFinish(bytes: Uint8Array): NoiseHandshake | undefined {
  const fields = fieldsByNumber(bytes);
  const key = fields && bytesField(bytes, fields, 1, SEALED_KEY);
  const payload = fields && bytesField(bytes, fields, 2);
  return key && payload && { step: 'client-finish', sealed: [key, payload] };
}
