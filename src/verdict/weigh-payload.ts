import { type Evidence, type Readable, rankReadable, type SendEvidence } from './evidence.ts';
import { leaksOf, mergeLeaks } from './leaks.ts';
import { goesToWorker, isMessage, messageEnvelopes, type Payload } from './payload.ts';
import { ciphertextNotRandom } from './rules/ciphertext-not-random.ts';
import { ciphertextNotUniform } from './rules/ciphertext-not-uniform.ts';
import { ciphertextShort } from './rules/ciphertext-short.ts';
import { ciphertextsAlike } from './rules/ciphertexts-alike.ts';
import { draftBeforeSend } from './rules/draft-before-send.ts';
import { encryptedByPage } from './rules/encrypted-by-page.ts';
import { formWithoutMark } from './rules/form-without-mark.ts';
import { handedToWorker } from './rules/handed-to-worker.ts';
import { keyBeside } from './rules/key-beside.ts';
import { keyFromService } from './rules/key-from-service.ts';
import { keyHolderOpen } from './rules/key-holder-open.ts';
import { messageSealed } from './rules/message-sealed.ts';
import { messageWithoutEnvelope } from './rules/message-without-envelope.ts';
import { opaqueTransport } from './rules/opaque-transport.ts';
import { opaqueWithoutForm } from './rules/opaque-without-form.ts';
import { partReadable } from './rules/part-readable.ts';
import { partUnexplained } from './rules/part-unexplained.ts';
import { payloadCut } from './rules/payload-cut.ts';
import { payloadNotSearched } from './rules/payload-not-searched.ts';
import { receivedReadable } from './rules/received-readable.ts';
import { receivedRendered } from './rules/received-rendered.ts';
import { sealedIncoming } from './rules/sealed-incoming.ts';
import { textBesideMessage } from './rules/text-beside-message.ts';
import { textFieldReadable } from './rules/text-field-readable.ts';
import { textInMessage } from './rules/text-in-message.ts';
import { wordsBesideEnvelope } from './rules/words-beside-envelope.ts';
import { updateSend } from './sends.ts';
import { union } from './sorted-set.ts';
import type { Reason, Strength } from './verdict.ts';

/** Longest list of any one kind of evidence that is kept. */
const KEPT = 16;

/** The evidence with what one payload adds to it. */
export function weighPayload(evidence: Evidence, payload: Payload): Evidence {
  const { observation, foreign } = payload;
  const leaking: Evidence = {
    ...evidence,
    readable: union(evidence.readable, readablesOf(payload), KEPT, rankReadable),
    leaks: mergeLeaks(evidence.leaks, leaksOf(payload)),
    // A part of the text is not the text, but what was sealed is not sealed as a whole then.
    doubts: union(evidence.doubts, listOf(partReadable.find(payload)), KEPT),
  };
  if (foreign) return leaking;

  const incoming = listOf(sealedIncoming.find(payload));
  const outgoing = listOf(messageSealed.find(payload));
  const opaque = [opaqueTransport, encryptedByPage, opaqueWithoutForm, handedToWorker].flatMap(
    (rule) => listOf(rule.find(payload)),
  );
  const isDirectMessage = observation.role === 'message' || observation.role === 'receive';
  const next: Evidence = {
    ...leaking,
    sealedIn: evidence.sealedIn + incoming.length,
    sealedOut: evidence.sealedOut + outgoing.length,
    incoming: union(evidence.incoming, incoming, KEPT),
    outgoing: union(evidence.outgoing, outgoing, KEPT),
    opaque: union(evidence.opaque, opaque, KEPT),
    messages: evidence.messages + (isDirectMessage ? 1 : 0),
  };
  if (observation.wire.direction !== 'out') return next;
  if (observation.send === undefined) return weighLoose(next, payload);
  return updateSend(next, observation.send, (send) => weighUnderSend(send, payload));
}

/** Every place where the payload shows something of the conversation readable. */
function readablesOf(payload: Payload): Readable[] {
  const { observation } = payload;
  const known: Strength = 'proven';
  const beside: Strength = observation.finding.texts[0]?.extent === 'part' ? 'strong' : known;
  const found: [Reason | undefined, Strength, boolean][] = [
    [textInMessage.find(payload), known, false],
    [textBesideMessage.find(payload), beside, true],
    [draftBeforeSend.find(payload), beside, true],
    [
      receivedReadable.find(payload),
      observation.finding.texts.length > 0 ? known : 'strong',
      observation.role === 'unknown' || payload.foreign,
    ],
    [receivedRendered.find(payload), 'strong', false],
    [textFieldReadable.find(payload), 'strong', false],
    [keyBeside.find(payload), 'indicative', false],
    [keyFromService.find(payload), 'strong', false],
  ];
  const { wire, beforeSend = false } = observation;
  const side = { path: wire.path, beforeSend, thirdParty: wire.thirdParty };
  return found.flatMap(([reason, strength, isSide]) =>
    reason === undefined ? [] : [{ reason, strength, ...(isSide ? { side } : {}) }],
  );
}

/** A message outside any Send proves nothing, but it may speak against sealing. */
function weighLoose(evidence: Evidence, payload: Payload): Evidence {
  if (!isMessage(payload)) return evidence;
  const doubts = [messageWithoutEnvelope, ciphertextNotRandom, ciphertextsAlike].flatMap((rule) =>
    listOf(rule.find(payload)),
  );
  return { ...evidence, doubts: union(evidence.doubts, doubts, KEPT) };
}

function weighUnderSend(send: SendEvidence, payload: Payload): SendEvidence {
  const { observation } = payload;
  const cut = listOf(payloadCut.find(payload));
  const sealed = messageSealed.find(payload);
  if (goesToWorker(payload) || !isMessage(payload) || observation.role === 'edit') {
    return { ...send, doubts: union(send.doubts, cut, KEPT) };
  }
  if (sealed === undefined) {
    const unknown = listOf(messageWithoutEnvelope.find(payload));
    return { ...send, doubts: union(send.doubts, [...cut, ...unknown], KEPT) };
  }
  const doubts = [
    ciphertextNotRandom,
    ciphertextsAlike,
    partUnexplained,
    wordsBesideEnvelope,
  ].flatMap((rule) => listOf(rule.find(payload)));
  const hints = [
    formWithoutMark,
    ciphertextNotUniform,
    ciphertextShort,
    payloadNotSearched,
  ].flatMap((rule) => listOf(rule.find(payload)));
  // Pages seal reports and tokens too: only a message's own request makes such a form one.
  if (observation.role === 'unknown') {
    hints.push(...listOf(keyHolderOpen.find({ ...send, sealed: sealedMessage(payload) })));
  }
  const notUniform = hints.some(({ rule }) => rule === ciphertextNotUniform.id);
  const { at } = observation;
  return {
    ...send,
    messages: send.messages + 1,
    notUniform: send.notUniform + (notUniform ? 1 : 0),
    sealed: smaller(send.sealed, sealedMessage(payload)),
    firstAt: Math.min(send.firstAt ?? at, at),
    lastAt: Math.max(send.lastAt ?? at, at),
    doubts: union(send.doubts, [...cut, ...doubts], KEPT),
    hints: union(send.hints, hints, KEPT),
  };
}

type Sealed = NonNullable<SendEvidence['sealed']>;

/** The largest envelope of the payload: the others of a message carry its key to single devices. */
export function sealedMessage(payload: Payload): Sealed {
  const { host, secure } = payload.observation.wire;
  const sealed = messageEnvelopes(payload).map(({ id, ciphertext }) => ({
    size: ciphertext.size,
    envelope: id,
    host,
    path: ciphertext.path,
    secure,
  }));
  return sealed.reduce((best, item) => (item.size > best.size ? item : best));
}

/** Of two messages of one Send, the one that says less. */
function smaller(a: Sealed | undefined, b: Sealed): Sealed {
  if (a === undefined || b.size < a.size) return b;
  if (a.size < b.size) return a;
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

function listOf(reason: Reason | undefined): Reason[] {
  return reason === undefined ? [] : [reason];
}
