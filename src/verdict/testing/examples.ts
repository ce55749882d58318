/** Building blocks of the examples in the tests: observations and reports with plain defaults. */
import type {
  EnvelopeMatch,
  Finding,
  Layer,
  LeafClass,
  Opening,
  TextMatch,
} from '../../engine/finding.ts';
import type { CoverageReport, Observation, SendReport, Wire } from '../../messages/observation.ts';
import type { Profile, RequestRule } from '../../platforms/profile.ts';
import type { JudgeContext, Payload } from '../payload.ts';

export const hash = 'c0ffee00c0ffee00c0ffee00c0ffee00';
export const otherHash = 'deadbeefdeadbeefdeadbeefdeadbeef';

export function leaf(path: string, kind: LeafClass, size = 40): Layer {
  return { path, format: 'leaf', size, class: kind, children: [] };
}

export function envelope(changes: Partial<EnvelopeMatch> = {}, size = 200): EnvelopeMatch {
  return {
    id: 'megolm',
    path: 'ciphertext',
    role: 'message',
    ciphertext: { path: 'ciphertext', size, class: 'opaque' },
    ...changes,
  };
}

/** An envelope whose ciphertext is of that class. */
export function envelopeOf(kind: LeafClass, size = 200): EnvelopeMatch {
  return envelope({ ciphertext: { path: 'ciphertext', size, class: kind } });
}

export function text(path = 'body', changes: Partial<TextMatch> = {}): TextMatch {
  return { needle: 'send:1', path, layers: ['json', 'text'], extent: 'whole', ...changes };
}

/** What an encrypt call of the page was seen to seal, with a key that only the page has. */
export function opening(changes: Partial<Opening> = {}): Opening {
  return { path: 'ciphertext', algorithm: 'aes-gcm', key: 'generated', size: 180, ...changes };
}

export function finding(changes: Partial<Finding> & { leaves?: Layer[] } = {}): Finding {
  const { leaves = [], ...rest } = changes;
  return {
    schema: 'sealcheck/finding@1',
    size: 300,
    seen: 300,
    anatomy: { path: '', format: 'json', size: 300, children: leaves },
    envelopes: [],
    texts: [],
    searched: ['send:1'],
    limits: [],
    ...rest,
  };
}

export type ObservationChanges = Omit<Partial<Observation>, 'wire' | 'finding'> & {
  wire?: Partial<Wire>;
  finding?: Parameters<typeof finding>[0];
};

/** A message that leaves over TLS, with nothing found in it. */
export function observation(changes: ObservationChanges = {}): Observation {
  const { wire, finding: found, ...rest } = changes;
  return {
    id: 1,
    at: 1_000_200,
    wire: {
      channel: 'fetch',
      direction: 'out',
      method: 'POST',
      scheme: 'https',
      host: 'chat.example.org',
      path: '/send',
      secure: true,
      thirdParty: false,
      ...wire,
    },
    platform: 'example',
    rule: 'send',
    role: 'message',
    conversation: hash,
    finding: finding(found),
    ...rest,
  };
}

/** A message of the Send 1 that left sealed. */
export function sealedObservation(changes: ObservationChanges = {}): Observation {
  return observation({
    send: 1,
    ...changes,
    finding: {
      leaves: [leaf('ciphertext', 'opaque', 200)],
      envelopes: [envelope()],
      ...changes.finding,
    },
  });
}

/** The closing report of the Send 1: everything searched, nothing found. */
export function report(changes: Partial<SendReport> = {}): SendReport {
  return {
    send: 1,
    at: 1_000_000,
    conversation: hash,
    platform: 'example',
    length: 40,
    searchable: true,
    searched: 1,
    unsearched: 0,
    foundAt: [],
    ...changes,
  };
}

export function gap(changes: Partial<CoverageReport> = {}): CoverageReport {
  return {
    channel: 'sharedworker',
    state: 'seen-to-exist',
    host: 'chat.example.org',
    reason: 'worker-exists',
    blocks: true,
    ...changes,
  };
}

/** The page's side looks into a channel: without such a report nothing is called sealed. */
export function seen(changes: Partial<CoverageReport> = {}): CoverageReport {
  return gap({ channel: 'fetch', state: 'seen', reason: 'watched', blocks: false, ...changes });
}

export const sendRule: RequestRule = {
  id: 'send',
  channel: ['fetch'],
  direction: 'out',
  url: 'https://chat.example.org/send',
  role: 'message',
  when: [],
  text: ['body'],
  sealed: ['ciphertext'],
  explained: ['session_id'],
  conversation: [],
};

export const profile: Profile = {
  id: 'example',
  name: 'Example Chat',
  pages: ['https://chat.example.org/*'],
  hosts: [],
  selfHosted: false,
  requests: [sendRule, { ...sendRule, id: 'receive', direction: 'in', role: 'receive' }],
  conversation: [],
  claims: [],
  outdated: [],
  expectations: [],
};

export const context: JudgeContext = { profile, addedSite: false };
export const addedContext: JudgeContext = { profile, addedSite: true };

/** What a payload rule is given. */
export function payload(changes: ObservationChanges = {}, more: Partial<Payload> = {}): Payload {
  const observed = observation(changes);
  const rule = profile.requests.find(({ id }) => id === observed.rule);
  return { observation: observed, context, foreign: false, ...(rule ? { rule } : {}), ...more };
}
