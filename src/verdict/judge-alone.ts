/**
 * The verdict on one recorded payload by itself: the same constitution as for a conversation, with the capture taken
 * as complete. Pure.
 */
import type { RequestRole } from '../messages/observation.ts';
import { leavesOf } from './field-path.ts';
import { messageEnvelopes, type Payload, wireFacts } from './payload.ts';
import { ciphertextNotRandom } from './rules/ciphertext-not-random.ts';
import { ciphertextNotUniform } from './rules/ciphertext-not-uniform.ts';
import { ciphertextShort } from './rules/ciphertext-short.ts';
import { ciphertextSmallerThanText } from './rules/ciphertext-smaller-than-text.ts';
import { ciphertextsAlike } from './rules/ciphertexts-alike.ts';
import { draftTooShort } from './rules/draft-too-short.ts';
import { envelopeWithoutTls } from './rules/envelope-without-tls.ts';
import { fewBytes } from './rules/few-bytes.ts';
import { formWithoutMark } from './rules/form-without-mark.ts';
import { keyBeside } from './rules/key-beside.ts';
import { keyFromService } from './rules/key-from-service.ts';
import { keyHolderOpen } from './rules/key-holder-open.ts';
import { messageSealed } from './rules/message-sealed.ts';
import { messageWithoutEnvelope } from './rules/message-without-envelope.ts';
import { notAMessage } from './rules/not-a-message.ts';
import { opaqueTransport } from './rules/opaque-transport.ts';
import { opaqueWithoutForm } from './rules/opaque-without-form.ts';
import { partReadable } from './rules/part-readable.ts';
import { partUnexplained } from './rules/part-unexplained.ts';
import { payloadCut } from './rules/payload-cut.ts';
import { payloadNotSearched } from './rules/payload-not-searched.ts';
import { receivedReadable } from './rules/received-readable.ts';
import { receivedSealed } from './rules/received-sealed.ts';
import { sealedBeforeLeaving } from './rules/sealed-before-leaving.ts';
import { sealedIncoming } from './rules/sealed-incoming.ts';
import { textBesideMessage } from './rules/text-beside-message.ts';
import { textFieldReadable } from './rules/text-field-readable.ts';
import { textInMessage } from './rules/text-in-message.ts';
import { textNotFound } from './rules/text-not-found.ts';
import { wordsBesideEnvelope } from './rules/words-beside-envelope.ts';
import { wordsReadable } from './rules/words-readable.ts';
import { rankOf } from './rules.ts';
import { isStronglySealed } from './strong-seal.ts';
import type { Reason, Strength, Verdict } from './verdict.ts';
import { sealedMessage } from './weigh-payload.ts';

export type AloneVerdict = Verdict | 'not-a-message';

export interface AloneJudgement {
  verdict: AloneVerdict;
  strength: Strength;
  /** Most important first; never empty. */
  reasons: Reason[];
}

/** What is known of the texts that were searched for. */
export interface KnownTexts {
  count: number;
  /** UTF-16 units of the shortest one. */
  shortest: number;
  /** Each is long enough for its absence to mean something. */
  searchable: boolean;
}

/** Smaller parts are ids, nonces and keys, bytes. */
const MIN_OPAQUE = 24;
/** The block of AES, and the shortest ciphertext of the forms that fill blocks, bytes. */
const CIPHER_BLOCK = 16;

/** The verdict on one payload. Readable outranks sealed, and what was not seen outranks both but the readable. */
export function judgeAlone(payload: Payload, texts: KnownTexts): AloneJudgement {
  const found = foundText(payload);
  if (found) return readable(found, 'proven');
  const taken = takenAsMessage(payload);
  const placed = textFieldReadable.find(taken) ?? receivedReadable.find(taken);
  if (placed) return readable(placed, 'strong');
  const other = notAMessage.find(payload);
  if (other) return { verdict: 'not-a-message', strength: 'indicative', reasons: [other] };
  const atService = keyFromService.find(taken);
  if (atService) return readable(atService, 'strong');
  if (messageEnvelopes(taken).length > 0) {
    return judgeSealed(taken, texts, payload.observation.role === 'unknown');
  }
  const transport = opaqueTransport.find(taken);
  if (transport) return inconclusive([transport]);
  const words = wordsReadable.find(taken);
  if (words) return readable(words, 'indicative');
  return judgeUnknown(taken);
}

function foundText(payload: Payload): Reason | undefined {
  if (payload.observation.finding.texts.length === 0) return undefined;
  if (payload.observation.wire.direction === 'in') return receivedReadable.find(payload);
  return textInMessage.find(payload) ?? textBesideMessage.find(payload);
}

/** A payload that no profile knows is judged as the message that it may be. */
function takenAsMessage(payload: Payload): Payload {
  const { observation } = payload;
  if (observation.role !== 'unknown') return payload;
  const role: RequestRole = observation.wire.direction === 'out' ? 'message' : 'receive';
  return { ...payload, observation: { ...observation, role } };
}

function judgeSealed(payload: Payload, texts: KnownTexts, ofUnknownUse: boolean): AloneJudgement {
  const key = keyReason(payload);
  if (key) return readable(key, 'indicative');
  const send = { ...SEND, sealed: sealedMessage(payload), outcome: outcomeOf(texts) };
  const form = messageSealed.find(payload) ?? sealedIncoming.find(payload);
  const against = [
    opaqueTransport,
    payloadCut,
    ciphertextNotRandom,
    ciphertextsAlike,
    partUnexplained,
    formWithoutMark,
    ciphertextNotUniform,
  ].flatMap((rule) => listOf(rule.find(payload)));
  // One block of a cipher in an exact form is little, but no text: it is told as few bytes.
  if (send.sealed.size < CIPHER_BLOCK) against.push(...listOf(ciphertextShort.find(payload)));
  against.push(
    ...listOf(wordsBesideEnvelope.find(texts.searchable ? payload : unsearched(payload))),
  );
  // Pages seal reports and tokens too: only a message's own request makes such a form one.
  if (ofUnknownUse) against.push(...listOf(keyHolderOpen.find(send)));
  against.push(...listOf(partReadable.find(payload)));
  if (texts.count > 0) against.push(...listOf(ciphertextSmallerThanText.find(send)));
  if (against.length > 0) return inconclusive([...against, ...listOf(form)]);
  const weak = [...listOf(keyHolderOpen.find(send)), ...listOf(fewBytes.find(send))];
  const place = payload.observation.wire.direction === 'out' ? sealedBeforeLeaving : receivedSealed;
  const searched =
    texts.count === 0
      ? listOf(payloadNotSearched.find(payload))
      : [...listOf(draftTooShort.find(send)), ...listOf(textNotFound.find(send))];
  const strong = texts.count > 0 && texts.searchable && isStronglySealed(send);
  return {
    verdict: 'e2ee',
    strength: strong ? 'strong' : 'indicative',
    reasons: [
      ...listOf(place.find(send)),
      ...searched,
      ...listOf(envelopeWithoutTls.find(send)),
      ...weak,
    ],
  };
}

/** A text too short to be searched for is as good as unknown: not finding it means nothing. */
function unsearched(payload: Payload): Payload {
  const { observation } = payload;
  const finding = { ...observation.finding, searched: [] };
  return { ...payload, observation: { ...observation, finding } };
}

const SEND = { send: 1, messages: 1, notUniform: 0, doubts: [], hints: [] };

function outcomeOf({ shortest, searchable }: KnownTexts) {
  return { at: 0, length: shortest, searchable, searched: 1, unsearched: 0 };
}

/** The rule speaks of what leaves; a key beside a received message is as bad. */
function keyReason(payload: Payload): Reason | undefined {
  const found = keyBeside.find(payload);
  if (found || payload.observation.wire.direction === 'out') return found;
  const path = messageEnvelopes(payload).find((envelope) => envelope.keyBeside)?.keyBeside;
  return path === undefined ? undefined : { rule: keyBeside.id, path, ...wireFacts(payload) };
}

/** Neither words nor a known form: why nothing can be said. */
function judgeUnknown(payload: Payload): AloneJudgement {
  const { finding, wire } = payload.observation;
  const leaves = leavesOf(finding.anatomy);
  const opaque = leaves.find(({ class: kind, size }) => kind === 'opaque' && size >= MIN_OPAQUE);
  const reasons = [
    ...listOf(payloadCut.find(payload)),
    ...listOf(opaque && { rule: opaqueWithoutForm.id, path: opaque.path, host: wire.host }),
  ];
  if (reasons.length > 0) return inconclusive(reasons);
  const nothing = messageWithoutEnvelope.find(payload);
  return inconclusive([nothing ?? { rule: messageWithoutEnvelope.id, host: wire.host }]);
}

function readable(reason: Reason, strength: Strength): AloneJudgement {
  const verdict = reason.secure === false ? 'plaintext' : 'tls-only';
  return { verdict, strength, reasons: [reason] };
}

function inconclusive(reasons: readonly Reason[]): AloneJudgement {
  return {
    verdict: 'inconclusive',
    strength: 'indicative',
    reasons: reasons.toSorted((a, b) => rankOf(a.rule) - rankOf(b.rule)),
  };
}

function listOf(reason: Reason | undefined): Reason[] {
  return reason === undefined ? [] : [reason];
}
