/** The Sends of a conversation: joined by id, kept up to a number, assessed one by one. */
import type { Evidence, SendEvidence } from './evidence.ts';
import { ciphertextNotUniform } from './rules/ciphertext-not-uniform.ts';
import { ciphertextSmallerThanText } from './rules/ciphertext-smaller-than-text.ts';
import { coverageNotReported } from './rules/coverage-not-reported.ts';
import { draftTooShort } from './rules/draft-too-short.ts';
import { sendNotSearched } from './rules/send-not-searched.ts';
import { sendUnaccounted } from './rules/send-unaccounted.ts';
import { union } from './sorted-set.ts';
import { isStronglySealed } from './strong-seal.ts';
import type { Reason } from './verdict.ts';

/** Sends kept one by one; older ones are folded into numbers and doubts. */
const KEPT = 48;

/** The evidence with one Send changed, or begun. */
export function updateSend(
  evidence: Evidence,
  id: number,
  change: (send: SendEvidence) => SendEvidence,
): Evidence {
  const begun: SendEvidence = {
    send: id,
    messages: 0,
    notUniform: 0,
    doubts: [],
    hints: [],
  };
  const known = evidence.sends.find(({ send }) => send === id);
  const others = evidence.sends.filter(({ send }) => send !== id);
  const sends = [...others, change(known ?? begun)].sort(
    (a, b) => timeOf(a) - timeOf(b) || a.send - b.send,
  );
  return foldOldest({ ...evidence, sends });
}

export interface Assessment {
  send: SendEvidence;
  /** Every condition that a single Send can meet is met. */
  verified: boolean;
  /** Speaks against calling the conversation sealed. */
  doubts: Reason[];
  /** Why it proves nothing. */
  hints: Reason[];
}

/** What one Send says. Only a Send whose closing report has come can be verified. */
export function assessSend(send: SendEvidence, evidence: Evidence): Assessment {
  const doubts = [...send.doubts];
  for (const rule of [sendNotSearched, sendUnaccounted, ciphertextSmallerThanText]) {
    const reason = rule.find(send);
    if (reason) doubts.push(reason);
  }
  const hints = [...send.hints];
  for (const reason of [draftTooShort.find(send), coverageNotReported.find(evidence)]) {
    if (reason) hints.push(reason);
  }
  const complete = send.outcome !== undefined && send.sealed !== undefined;
  return { send, verified: complete && doubts.length + hints.length === 0, doubts, hints };
}

function foldOldest(evidence: Evidence): Evidence {
  const [oldest, ...rest] = evidence.sends;
  if (oldest === undefined || evidence.sends.length <= KEPT) return evidence;
  const { verified, doubts, hints } = assessSend(oldest, evidence);
  const strong = verified && isStronglySealed(oldest);
  const { folded } = evidence;
  return {
    ...evidence,
    sends: rest,
    folded: {
      verified: folded.verified + (verified ? 1 : 0),
      strong: folded.strong + (strong ? 1 : 0),
      notUniform: folded.notUniform + (isNotUniform(hints) ? 1 : 0),
      doubts: union(folded.doubts, doubts, KEPT),
    },
  };
}

/** True when a uniformity test failed on the Send's ciphertext. */
export function isNotUniform(hints: readonly Reason[]): boolean {
  return hints.some(({ rule }) => rule === ciphertextNotUniform.id);
}

function timeOf({ outcome, firstAt }: SendEvidence): number {
  return outcome?.at ?? firstAt ?? 0;
}
