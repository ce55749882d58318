/** All envelope recognisers. */
import { age } from './age.ts';
import { cms } from './cms.ts';
import type { ByteEnvelope, DocumentEnvelope } from './envelope.ts';
import { googleMessages } from './google-messages.ts';
import { jwe } from './jwe.ts';
import { jweJson } from './jwe-json.ts';
import { matrixEvent } from './matrix-event.ts';
import { mls } from './mls.ts';
import { mtproto } from './mtproto.ts';
import { noise } from './noise.ts';
import { nostr } from './nostr.ts';
import { megolm, olm, olmPreKey } from './olm.ts';
import { omemo } from './omemo.ts';
import { openpgp } from './openpgp.ts';
import { proteus } from './proteus.ts';
import { rocketChat } from './rocket-chat.ts';
import { saltyRtc } from './saltyrtc.ts';
import { secretboxFields } from './secretbox-fields.ts';
import { signal, signalPreKey } from './signal.ts';
import { signalSealedSender } from './signal-sealed-sender.ts';
import { signalSenderKey, signalSenderKeyDistribution } from './signal-sender-key.ts';
import { snapchat } from './snapchat.ts';
import { wireOtr } from './wire-otr.ts';
import { xchat } from './xchat.ts';

/** Tried on every content before the decoders, in this order; each decides on a byte or two first. */
export const BYTE_ENVELOPES: readonly ByteEnvelope[] = [
  signalPreKey,
  signal,
  signalSenderKey,
  signalSenderKeyDistribution,
  signalSealedSender,
  olmPreKey,
  olm,
  megolm,
  mls,
  proteus,
  openpgp,
  age,
  cms,
  jwe,
  noise,
  mtproto,
  saltyRtc,
];

/** Tried on every parsed document, after everything below it. */
export const DOCUMENT_ENVELOPES: readonly DocumentEnvelope[] = [
  matrixEvent,
  omemo,
  xchat,
  wireOtr,
  snapchat,
  nostr,
  rocketChat,
  jweJson,
  secretboxFields,
  googleMessages,
];
