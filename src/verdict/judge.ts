/**
 * The judge of a conversation. Every function is pure: it takes a state and returns a new one. Payloads,
 * reports and coverage may come in any order, and a state may be stored as JSON in between.
 */
import type { CoverageReport, Observation, SendReport } from '../messages/observation.ts';
import { conclude } from './conclude.ts';
import type { ConversationState, Counts } from './conversation-state.ts';
import { type Evidence, emptyEvidence, type Gap, type Readable, rankReadable } from './evidence.ts';
import { type JudgeContext, messageEnvelopes, type Payload } from './payload.ts';
import { textFoundInSend } from './rules/text-found-in-send.ts';
import { updateSend } from './sends.ts';
import { union } from './sorted-set.ts';
import { isAllowed } from './states.ts';
import { weighPayload } from './weigh-payload.ts';

export type { ConversationState } from './conversation-state.ts';
export type { JudgeContext } from './payload.ts';

const KEPT = 16;

/** A conversation of which nothing is known yet. @param conversation keyed hash */
export function newConversation(platform: string, conversation: string): ConversationState {
  const evidence = emptyEvidence();
  return {
    schema: 'sealcheck/conversation@1',
    platform,
    conversation,
    ...conclude(evidence),
    counts: { payloadsOut: 0, payloadsIn: 0, bytesOut: 0, bytesIn: 0, sends: 0 },
    envelopes: [],
    downgraded: false,
    evidence,
  };
}

/**
 * Adds one payload. An observation that names another conversation is taken for what leaks in it only: hand
 * over what left the same frame with the text of a Send of this conversation (see `leaksTextOf`).
 */
export function judgePayload(
  state: ConversationState,
  observation: Observation,
  context: JudgeContext,
): ConversationState {
  const rule = context.profile.requests.find(({ id }) => id === observation.rule);
  const foreign = observation.conversation !== state.conversation;
  const payload: Payload = { observation, context, foreign, ...(rule ? { rule } : {}) };
  const evidence = weighPayload(state.evidence, payload);
  if (foreign) return decide(state, evidence);
  const ids = messageEnvelopes(payload).map(({ id }) => id);
  return decide(
    {
      ...state,
      counts: count(state.counts, observation),
      envelopes: union(state.envelopes, ids, KEPT),
    },
    evidence,
  );
}

/** Adds the closing report of a Send. */
export function judgeSend(
  state: ConversationState,
  report: SendReport,
  context: JudgeContext,
): ConversationState {
  const { at, length, searchable, searched, unsearched } = report;
  const outcome = { at, length, searchable, searched, unsearched };
  const found = textFoundInSend.find(report);
  const { profile, addedSite } = context;
  const reader = addedSite || profile.selfHosted ? undefined : profile.name;
  const readable: Readable[] =
    found === undefined
      ? []
      : [{ reason: { ...found, ...(reader ? { reader } : {}) }, strength: 'proven' }];
  const evidence: Evidence = {
    ...state.evidence,
    readable: union(state.evidence.readable, readable, KEPT, rankReadable),
  };
  const counts = { ...state.counts, sends: state.counts.sends + 1 };
  return decide(
    { ...state, counts },
    updateSend(evidence, report.send, (send) => ({ ...send, outcome })),
  );
}

/**
 * Adds what is known of the frame's channels. Hand over the frame's whole list for each new conversation: until
 * a channel is reported as seen, nothing can be called sealed. A report with `blocks` rules `e2ee` out for good.
 */
export function judgeCoverage(
  state: ConversationState,
  reports: readonly CoverageReport[],
): ConversationState {
  const gaps = reports.flatMap(({ state: sight, blocks, channel, host, reason }): Gap[] =>
    sight !== 'seen' && blocks ? [{ channel, host, reason }] : [],
  );
  return decide(state, {
    ...state.evidence,
    gaps: union(state.evidence.gaps, gaps, KEPT),
    covered: state.evidence.covered || reports.some(({ state: sight }) => sight === 'seen'),
  });
}

/** How long a draft is remembered by the page's side, milliseconds: a leak before that is another draft's. */
const DRAFT_LIFETIME = 30_000;

/**
 * True when what leaks in the payload is the text of that Send, whatever conversation the payload names: it falls under
 * the Send, or carries a draft and left shortly before it.
 */
export function leaksTextOf(observation: Observation, report: SendReport): boolean {
  const { finding, parts = [], beforeSend, send } = observation;
  if (finding.texts.length + parts.length === 0) return false;
  if (!beforeSend) return send === report.send;
  const lead = report.at - observation.at;
  return lead >= 0 && lead <= DRAFT_LIFETIME;
}

function decide(state: ConversationState, evidence: Evidence): ConversationState {
  const next = conclude(evidence);
  // The table is the law: a change that it does not list does not happen.
  const lawful = isAllowed(state.state, next.state);
  const { readable, sealedIn, sealedOut } = evidence;
  return {
    ...state,
    ...(lawful ? next : {}),
    evidence,
    downgraded: readable.length > 0 && sealedIn + sealedOut > 0,
  };
}

function count(counts: Counts, { wire, finding }: Observation): Counts {
  return wire.direction === 'out'
    ? {
        ...counts,
        payloadsOut: counts.payloadsOut + 1,
        bytesOut: counts.bytesOut + finding.size,
      }
    : { ...counts, payloadsIn: counts.payloadsIn + 1, bytesIn: counts.bytesIn + finding.size };
}
