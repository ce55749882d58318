/** A Noise XX handshake made by noise-handshake, in the frames and messages that WhatsApp puts it in. */
import { createRequire } from 'node:module';

interface KeyPair {
  publicKey: Buffer;
  secretKey: Buffer;
}

interface NoiseState {
  e: KeyPair;
  initialise(prologue: Uint8Array): void;
  send(payload?: Uint8Array): Buffer;
  recv(message: Uint8Array): Buffer;
}

const require = createRequire(import.meta.url);
const State = require('noise-handshake') as new (
  pattern: string,
  initiator: boolean,
  pair: KeyPair,
) => NoiseState;
const { generateSeedKeyPair: pairOf } = require('noise-handshake/dh') as {
  generateSeedKeyPair(seed: Uint8Array): KeyPair;
};

export const NOISE_HEADER = Buffer.from('57410603', 'hex');

function field(number: number, bytes: Uint8Array): Buffer {
  const { length } = bytes;
  const varint = length < 128 ? [length] : [(length & 127) | 128, length >> 7];
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint]), bytes]);
}

/** A length of three bytes and the body. */
export function noiseFrame(body: Uint8Array): Buffer {
  const length = [body.length >> 16, (body.length >> 8) & 255, body.length & 255];
  return Buffer.concat([Buffer.from(length), body]);
}

export interface HandshakeFrames {
  hello: Buffer;
  answer: Buffer;
  finish: Buffer;
}

/** Hello of the client, of the server, and the client's last message; everything random comes from `random`. */
export function noiseHandshakeFrames(random: (size: number) => Uint8Array): HandshakeFrames {
  function side(initiator: boolean): NoiseState {
    const state = new State('XX', initiator, pairOf(Buffer.from(random(32))));
    state.initialise(Buffer.alloc(0));
    state.e = pairOf(Buffer.from(random(32)));
    return state;
  }
  const client = side(true);
  const server = side(false);
  const first = client.send();
  server.recv(first);
  const second = server.send(random(90));
  client.recv(second);
  const third = client.send(random(200));
  const answer = [
    field(1, second.subarray(0, 32)),
    field(2, second.subarray(32, 80)),
    field(3, second.subarray(80)),
  ];
  const finish = [field(1, third.subarray(0, 48)), field(2, third.subarray(48))];
  return {
    hello: noiseFrame(field(2, field(1, first))),
    answer: noiseFrame(field(3, Buffer.concat(answer))),
    finish: noiseFrame(field(4, Buffer.concat(finish))),
  };
}
