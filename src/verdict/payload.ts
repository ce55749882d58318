/** One observation as the payload rules see it. */
import type { EnvelopeMatch } from '../engine/finding.ts';
import type { Observation } from '../messages/observation.ts';
import type { Profile, RequestRule } from '../platforms/profile.ts';
import type { Reason } from './verdict.ts';

/** What the judge is told besides the evidence. */
export interface JudgeContext {
  /** The profile that the observation or report names. */
  profile: Profile;
  /** The person added this site: whoever runs the host is the service, and any of its requests may carry messages. */
  addedSite: boolean;
}

export interface Payload {
  observation: Observation;
  /** The profile's rule that matched. */
  rule?: RequestRule;
  context: JudgeContext;
  /** The observation belongs to another conversation of the same page: only what leaks in it counts here. */
  foreign: boolean;
}

const inside: readonly string[] = ['worker', 'sharedworker', 'serviceworker', 'window'];

/** True for bytes that went to one of the page's own threads or windows: they have not left the machine yet. */
export function goesToWorker({ observation }: Payload): boolean {
  return inside.includes(observation.wire.channel);
}

/** True when the payload is the message itself, or takes its place where no profile knows better. */
export function isMessage({ observation, context, foreign }: Payload): boolean {
  const { role, wire, beforeSend } = observation;
  if (foreign || beforeSend) return false;
  if (role === 'message' || role === 'edit') return true;
  return context.addedSite && role === 'unknown' && !wire.thirdParty;
}

/** The envelopes of the payload that carry a message. */
export function messageEnvelopes({ observation }: Payload): EnvelopeMatch[] {
  return observation.finding.envelopes.filter(({ role }) => role === 'message');
}

/** The wire facts that a sentence names. */
export function wireFacts(
  payload: Payload,
): Required<Pick<Reason, 'host' | 'reader'>> & { secure: boolean } {
  const { wire } = payload.observation;
  const { profile, addedSite } = payload.context;
  const own = !addedSite && !wire.thirdParty && !profile.selfHosted;
  return {
    host: wire.host,
    reader: own ? profile.name : `whoever runs ${wire.host}`,
    secure: wire.secure,
  };
}
