/**
 * The opening of WhatsApp's and Messenger's Noise sockets: its header with the frames behind it, or one frame with a
 * handshake message. It encrypts between client and server and so proves nothing about who can read a message. Later
 * frames look like any uniform bytes: only the connection knows what they are (src/streams).
 */
import type { ByteEnvelope, EnvelopeParts } from './envelope.ts';
import {
  FRAME_HEADER,
  type NoiseHandshake,
  noiseFrameSize,
  noiseHandshake,
  noiseHeaderEnd,
} from './noise-handshake.ts';

const NOTHING = new Uint8Array(0);

export const noise: ByteEnvelope = {
  id: 'noise',
  opens: (first) => first === 0 || first === 0x45 || first === 0x57,
  recognise({ isString, bytes }, context) {
    if (isString || context.parent !== '') return undefined;
    const start = noiseHeaderEnd(bytes);
    const header = bytes.subarray(0, start ?? 0);
    const handshake = handshakeAt(bytes, header.length);
    if (handshake !== undefined) return handshakeParts(header, handshake);
    if (start === undefined) return undefined;
    // A header alone, or one whose first frame goes on in the next payload.
    return parts(header, bytes.subarray(start), []);
  },
};

/** The handshake message of the one frame that stands at `start`. */
function handshakeAt(bytes: Uint8Array, start: number): NoiseHandshake | undefined {
  if (bytes.length < start + FRAME_HEADER + 32) return undefined;
  const size = noiseFrameSize(bytes, start);
  if (start + size !== bytes.length) return undefined;
  return noiseHandshake(bytes.subarray(start + FRAME_HEADER));
}

function handshakeParts(header: Uint8Array, handshake: NoiseHandshake): EnvelopeParts {
  const { step, ephemeral, sealed } = handshake;
  const named = ephemeral ? [{ name: `${step}-ephemeral`, bytes: ephemeral }] : [];
  const [first = NOTHING, ...others] = sealed.toSorted((a, b) => b.length - a.length);
  const rest = others.map((bytes) => ({ name: `${step}-sealed`, bytes }));
  return parts(header, first, [...named, ...rest]);
}

function parts(
  header: Uint8Array,
  ciphertext: Uint8Array,
  named: EnvelopeParts['parts'],
): EnvelopeParts {
  const opening = header.length > 0 ? [{ name: 'header', bytes: header }] : [];
  return { id: 'noise', role: 'transport', ciphertext, parts: [...opening, ...named] };
}
