/** All envelope recognisers. */
import type { ByteEnvelope, DocumentEnvelope } from './envelope.ts';
import { matrixEvent } from './matrix-event.ts';
import { mtproto } from './mtproto.ts';
import { noise } from './noise.ts';
import { megolm, olm, olmPreKey } from './olm.ts';
import { omemo } from './omemo.ts';
import { openpgp } from './openpgp.ts';
import { signal, signalPreKey } from './signal.ts';
import { signalSenderKey } from './signal-sender-key.ts';
import { xchat } from './xchat.ts';

/** Tried on every content before the decoders, in this order; each decides on a byte or two first. */
export const BYTE_ENVELOPES: readonly ByteEnvelope[] = [
  signalPreKey,
  signal,
  signalSenderKey,
  olmPreKey,
  olm,
  megolm,
  openpgp,
  noise,
  mtproto,
];

/** Tried on every parsed document, after everything below it. */
export const DOCUMENT_ENVELOPES: readonly DocumentEnvelope[] = [matrixEvent, omemo, xchat];
