import type { Evidence } from './evidence.ts';
import type { StateId } from './states.ts';
import type { Judgement } from './verdict.ts';

export interface Counts {
  payloadsOut: number;
  payloadsIn: number;
  bytesOut: number;
  bytesIn: number;
  /** Sends by the person that were reported. */
  sends: number;
}

/** Everything known of one conversation. Immutable and plain JSON; carries no content. */
export interface ConversationState {
  readonly schema: 'sealcheck/conversation@1';
  readonly platform: string;
  /** Keyed hash. */
  readonly conversation: string;
  readonly state: StateId;
  readonly judgement: Judgement;
  readonly counts: Counts;
  /** Ids of the message envelopes seen, in alphabetical order. */
  readonly envelopes: readonly string[];
  /** Sealed messages were seen, and text was readable: never green again. */
  readonly downgraded: boolean;
  readonly evidence: Evidence;
}
