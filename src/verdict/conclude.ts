import { type Evidence, rankReadable } from './evidence.ts';
import { alsoSealed } from './rules/also-sealed.ts';
import { channelUnseen } from './rules/channel-unseen.ts';
import { envelopeWithoutTls } from './rules/envelope-without-tls.ts';
import { fewBytes } from './rules/few-bytes.ts';
import { handedToWorker } from './rules/handed-to-worker.ts';
import { keyHolderOpen } from './rules/key-holder-open.ts';
import { nothingSent } from './rules/nothing-sent.ts';
import { sealedBeforeLeaving } from './rules/sealed-before-leaving.ts';
import { textFoundInSend } from './rules/text-found-in-send.ts';
import { textNotFound } from './rules/text-not-found.ts';
import { rankOf } from './rules.ts';
import { type Assessment, assessSend, isNotUniform } from './sends.ts';
import type { StateId } from './states.ts';
import { stateOf } from './states.ts';
import { isStronglySealed } from './strong-seal.ts';
import type { Judgement, Reason, Strength } from './verdict.ts';

/** Reasons told at most. */
const TOLD = 8;
/** One ciphertext in this many may fail a uniformity test: ten times what real ones do. */
const NOT_UNIFORM_SHARE = 10;

export interface Conclusion {
  state: StateId;
  judgement: Judgement;
}

/** State and judgement from all evidence: a pure function, so the order of arrival can't matter. */
export function conclude(evidence: Evidence): Conclusion {
  if (evidence.readable.length > 0) return concludeReadable(evidence);
  const assessments = evidence.sends.map((send) => assessSend(send, evidence));
  const blockers = [...blockersOf(evidence), ...assessments.flatMap(({ doubts }) => doubts)];
  const verified = assessments.filter((assessment) => assessment.verified);
  const count = verified.length + evidence.folded.verified;
  const failed =
    assessments.filter(({ hints }) => isNotUniform(hints)).length + evidence.folded.notUniform;
  const tooManyFailed = failed * NOT_UNIFORM_SHARE > count;
  if (count > 0 && blockers.length === 0 && !tooManyFailed) {
    return concludeSealed(evidence, verified);
  }
  return concludeNothing(evidence, assessments, blockers);
}

/** What speaks against `e2ee` whatever the single Sends say. */
function blockersOf(evidence: Evidence): Reason[] {
  const gaps = evidence.gaps.flatMap((gap) => channelUnseen.find(gap) ?? []);
  return [...gaps, ...evidence.opaque, ...evidence.doubts, ...evidence.folded.doubts];
}

function concludeReadable(evidence: Evidence): Conclusion {
  const [worst] = evidence.readable;
  const open = worst?.reason.secure === false;
  const alike = evidence.readable.filter(({ reason }) => (reason.secure === false) === open);
  const order: readonly Strength[] = ['proven', 'strong', 'indicative'];
  const strength = order.find((item) => alike.some((readable) => readable.strength === item));
  const sealed = alsoSealed.find(evidence);
  const state: StateId = sealed
    ? open
      ? 'sealed-but-readable-no-tls'
      : 'sealed-but-readable-tls'
    : open
      ? 'readable-no-tls'
      : 'readable-tls';
  const places = evidence.readable
    .toSorted(
      (a, b) => rankReadable(a) - rankReadable(b) || rankOf(a.reason.rule) - rankOf(b.reason.rule),
    )
    .map(({ reason }) => reason);
  // The report of a Send repeats what its payloads said; it is told only when it says more.
  const detailed = places.filter(({ rule }) => rule !== textFoundInSend.id);
  const reasons = [...(sealed ? [sealed] : []), ...(detailed.length > 0 ? detailed : places)];
  const readable = conclusion(state, strength ?? 'indicative', reasons);
  const elsewhere = onlyElsewhere(evidence);
  if (elsewhere === undefined) return readable;
  return { ...readable, judgement: { ...readable.judgement, elsewhere } };
}

/** The host, when nothing says that the service itself can read what somebody else could. */
function onlyElsewhere({ readable }: Evidence): string | undefined {
  const told = readable.filter(({ reason }) => reason.rule !== textFoundInSend.id);
  return told.every(({ side }) => side?.thirdParty) ? told[0]?.reason.host : undefined;
}

function concludeSealed(evidence: Evidence, verified: readonly Assessment[]): Conclusion {
  const sends = verified.map(({ send }) => send);
  const best = sends.toSorted((a, b) => (b.sealed?.size ?? 0) - (a.sealed?.size ?? 0))[0];
  const strong = sends.some(isStronglySealed) || evidence.folded.strong > 0;
  const rules = [
    sealedBeforeLeaving,
    textNotFound,
    envelopeWithoutTls,
    ...(strong ? [] : [keyHolderOpen, fewBytes]),
  ];
  const reasons = best ? rules.flatMap((rule) => rule.find(best) ?? []) : evidence.outgoing;
  return conclusion('sealed', strong ? 'strong' : 'indicative', reasons);
}

function concludeNothing(
  evidence: Evidence,
  assessments: readonly Assessment[],
  blockers: readonly Reason[],
): Conclusion {
  const last = assessments.at(-1)?.send;
  const absent = last && textNotFound.find(last);
  const nothing = nothingSent.find(evidence);
  const told = [
    ...(nothing ? [nothing] : []),
    ...blockers,
    ...assessments.flatMap(({ hints }) => hints),
    ...evidence.outgoing,
    ...(evidence.sealedOut > 0 ? [] : evidence.incoming),
    ...(absent ? [absent] : []),
  ];
  const reasons = told.toSorted((a, b) => rankOf(a.rule) - rankOf(b.rule));
  return conclusion(unprovenState(evidence), 'indicative', reasons);
}

function unprovenState(evidence: Evidence): StateId {
  if (evidence.sealedOut + evidence.sealedIn > 0) return 'sealed-unproven';
  if (evidence.opaque.some(({ rule }) => rule !== handedToWorker.id)) return 'opaque';
  const idle = nothingSent.find(evidence) !== undefined;
  if (idle) return 'waiting';
  return evidence.gaps.length + evidence.opaque.length > 0 ? 'no-sight' : 'undecided';
}

function conclusion(state: StateId, strength: Strength, reasons: readonly Reason[]): Conclusion {
  const distinct = [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
  const told = distinct.length > 0 ? distinct.slice(0, TOLD) : [{ rule: nothingSent.id }];
  return { state, judgement: { verdict: stateOf(state).verdict, strength, reasons: told } };
}
