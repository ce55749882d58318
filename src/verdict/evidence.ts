/**
 * What speaks for and against in one conversation, gathered so that the order of arrival does not matter:
 * sets that only grow (cut at a fixed length by a fixed order), counters, minima and maxima. Plain JSON.
 */
import type { ChannelKind } from '../messages/observation.ts';
import type { Leak } from './leaks.ts';
import type { Reason, Strength } from './verdict.ts';

/** A place where something of the conversation stood readable. */
export interface Readable {
  reason: Reason;
  strength: Strength;
  /** It was not the message itself: a draft, a preview, telemetry, another site. */
  side?: { path: string; beforeSend: boolean; thirdParty: boolean };
}

/** A channel of the frame that a message may have taken and that we could not look into. */
export interface Gap {
  channel: ChannelKind;
  host: string;
  /** As the coverage report gives it. */
  reason: string;
}

/** What the closing report of a Send says, without its identity. */
export interface SendOutcome {
  at: number;
  /** UTF-16 units of the text. */
  length: number;
  searchable: boolean;
  searched: number;
  unsearched: number;
}

/** One Send by the person, joined from its report and from the payloads that fall under it. */
export interface SendEvidence {
  send: number;
  outcome?: SendOutcome;
  /** Outgoing message payloads of this Send. */
  messages: number;
  /** Those whose ciphertext failed a uniformity test: true of 0.9 % of real ciphertexts. */
  notUniform: number;
  /** Smallest sealed message of this Send. */
  sealed?: { size: number; envelope: string; host: string; path: string; secure: boolean };
  firstAt?: number;
  lastAt?: number;
  /** Why this Send, and with it the conversation, cannot be called sealed. */
  doubts: Reason[];
  /** Why this Send proves nothing, without speaking against sealing. */
  hints: Reason[];
}

export interface Evidence {
  readable: Readable[];
  /** Where what was typed went beside the message. */
  leaks: Leak[];
  /** Payloads with a message envelope. */
  sealedOut: number;
  sealedIn: number;
  /** The first envelope each way, for the sentence. */
  incoming: Reason[];
  outgoing: Reason[];
  /** Opaque transports, opaque bytes without a form, text handed to a worker: what we could not see through. */
  opaque: Reason[];
  /** Messages that left outside any Send in a way that speaks against sealing. */
  doubts: Reason[];
  gaps: Gap[];
  /** The page's side reported that it looks into the channels of the conversation's frame. */
  covered: boolean;
  sends: SendEvidence[];
  /** Sends older than the kept ones, folded: how many, and what they left in doubt. */
  folded: { verified: number; strong: number; notUniform: number; doubts: Reason[] };
  /** Message payloads in either direction. */
  messages: number;
}

export function emptyEvidence(): Evidence {
  return {
    readable: [],
    leaks: [],
    sealedOut: 0,
    sealedIn: 0,
    incoming: [],
    outgoing: [],
    opaque: [],
    doubts: [],
    gaps: [],
    covered: false,
    sends: [],
    folded: { verified: 0, strong: 0, notUniform: 0, doubts: [] },
    messages: 0,
  };
}

const strengths: readonly Strength[] = ['proven', 'strong', 'indicative'];

/** Worst first: without TLS before with, the message itself before side leaks, then by strength. */
export function rankReadable({ reason, strength, side }: Readable): number {
  return (
    (reason.secure === false ? 0 : 10) +
    strengths.indexOf(strength) * 2 +
    (side === undefined ? 0 : 1)
  );
}
