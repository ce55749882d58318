import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Layer, TextMatch } from '../engine/finding.ts';
import type { CoverageReport, Observation, SendReport } from '../messages/observation.ts';
import { conclude } from './conclude.ts';
import type { ConversationState } from './conversation-state.ts';
import { judgeCoverage, judgePayload, judgeSend, newConversation } from './judge.ts';
import { isAllowed } from './states.ts';
import {
  addedContext,
  context,
  envelope,
  gap,
  hash,
  leaf,
  observation,
  report,
  seen,
  text,
} from './testing/examples.ts';

type Event =
  | { kind: 'payload'; payload: Observation }
  | { kind: 'send'; report: SendReport }
  | { kind: 'coverage'; reports: CoverageReport[] };

const usually = <const Value>(value: Value, ...others: Value[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(value) },
    { weight: 1, arbitrary: fc.constantFrom(value, ...others) },
  );

const leafClass = usually('opaque', 'short', 'structured', 'text', 'compressed', 'media', 'token');

const envelopeArbitrary = fc
  .record({
    role: usually('message', 'key-exchange', 'transport'),
    kind: leafClass,
    size: usually(200, 10, 60, 127, 128),
    keyBeside: usually<string | undefined>(undefined, 'key'),
  })
  .map(({ role, kind, size, keyBeside }) =>
    envelope({
      role,
      ciphertext: { path: 'ciphertext', size, class: kind },
      ...(keyBeside === undefined ? {} : { keyBeside }),
    }),
  );

const payloadArbitrary = fc
  .record({
    send: usually<number | undefined>(1, 2, 3, undefined),
    role: usually('message', 'receive', 'typing', 'edit', 'keys', 'telemetry', 'unknown'),
    direction: usually('out', 'in'),
    secure: usually(true, false),
    thirdParty: usually(false, true),
    channel: usually('fetch', 'worker', 'websocket'),
    at: usually(1_000_200, 1_000_900, 2_000_000),
    texts: usually<TextMatch[]>([], [text()], [text('q', { extent: 'part' })]),
    searched: usually<string[]>(['send:1'], []),
    envelopes: fc.oneof(
      { weight: 6, arbitrary: envelopeArbitrary.map((one) => [one]) },
      { weight: 1, arbitrary: fc.array(envelopeArbitrary, { maxLength: 2 }) },
    ),
    leaves: usually<Layer[]>(
      [leaf('ciphertext', 'opaque', 200)],
      [leaf('extra', 'opaque', 80)],
      [leaf('body', 'text')],
    ),
    limits: usually<Observation['finding']['limits']>([], ['time']),
    unseen: usually<Observation['unseen']>(undefined, 'stream'),
    beforeSend: usually(false, true),
    parts: usually<Observation['parts']>(undefined, [{ kind: 'link', path: 'url.query.url' }]),
    rendered: usually<Observation['rendered']>(undefined, [{ needle: 'rendered:1', path: 'body' }]),
  })
  .map(({ send, direction, secure, thirdParty, channel, unseen, beforeSend, ...rest }) => {
    const { role, at, parts, rendered, ...found } = rest;
    return observation({
      ...(parts ? { parts } : {}),
      ...(rendered ? { rendered } : {}),
      role,
      at,
      rule: role === 'receive' ? 'receive' : role === 'message' ? 'send' : '',
      wire: { direction, secure, thirdParty, channel },
      finding: found,
      ...(send === undefined ? {} : { send }),
      ...(unseen === undefined ? {} : { unseen }),
      ...(beforeSend ? { beforeSend } : {}),
    });
  });

const sendArbitrary = fc
  .record({
    send: usually(1, 2, 3),
    searchable: usually(true, false),
    searched: usually(1, 0, 4),
    unsearched: usually(0, 1),
    length: usually(40, 500),
    foundAt: usually<string[]>([], ['chat.example.org body']),
  })
  .map(report);

const coverageArbitrary = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(seen()) },
    { weight: 6, arbitrary: fc.constantFrom(gap({ blocks: false }), seen({ state: 'unknown' })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(gap(), gap({ state: 'seen' }), gap({ state: 'unknown' })),
    },
  ),
  { maxLength: 2 },
);

/** One report a Send, as the page's side sends them. */
const eventsArbitrary = fc
  .record({
    payloads: fc.array(payloadArbitrary, { maxLength: 5 }),
    sends: fc.uniqueArray(sendArbitrary, { maxLength: 3, selector: ({ send }) => send }),
    coverage: fc.array(coverageArbitrary, { maxLength: 2 }),
  })
  .map(({ payloads, sends, coverage }): Event[] => [
    ...coverage.map((reports) => ({ kind: 'coverage' as const, reports })),
    ...payloads.map((payload) => ({ kind: 'payload' as const, payload })),
    ...sends.map((sent) => ({ kind: 'send' as const, report: sent })),
  ])
  .chain((events) => fc.shuffledSubarray(events, { minLength: events.length }));

const contextArbitrary = fc.constantFrom(context, addedContext);

function step(state: ConversationState, event: Event, judge = context): ConversationState {
  if (event.kind === 'payload') return judgePayload(state, event.payload, judge);
  if (event.kind === 'send') return judgeSend(state, event.report, judge);
  return judgeCoverage(state, event.reports);
}

function run(events: readonly Event[], judge = context): ConversationState {
  return events.reduce((state, event) => step(state, event, judge), newConversation('x', hash));
}

/** The five conditions of the constitution, read off the events themselves. */
function conditionsHold(events: readonly Event[], added: boolean): boolean {
  const payloads = events.flatMap((event) => (event.kind === 'payload' ? [event.payload] : []));
  const coverage = events.flatMap((event) => (event.kind === 'coverage' ? [event.reports] : []));
  const covered = coverage.flat().some(({ state }) => state === 'seen');
  const outside = coverage.flat().some(({ state, blocks }) => state !== 'seen' && blocks);
  const readable = payloads.some(
    ({ finding, parts, rendered, wire, role }) =>
      finding.texts.length > 0 ||
      (parts !== undefined && wire.direction === 'out' && wire.channel !== 'worker') ||
      (rendered !== undefined && wire.direction === 'in' && role === 'receive'),
  );
  const keyBeside = payloads.some(
    ({ finding, role, beforeSend, wire }) =>
      wire.direction === 'out' &&
      !beforeSend &&
      (role === 'message' || role === 'edit') &&
      finding.envelopes.some((one) => one.role === 'message' && one.keyBeside !== undefined),
  );
  if (!covered || outside || readable || keyBeside) return false;
  return events.some((event) => {
    if (event.kind !== 'send') return false;
    const { send, searchable, searched, unsearched, foundAt } = event.report;
    if (!searchable || searched === 0 || unsearched > 0 || foundAt.length > 0) return false;
    const messages = payloads.filter(
      ({ role, wire, ...payload }) =>
        payload.send === send &&
        !payload.beforeSend &&
        wire.direction === 'out' &&
        wire.channel !== 'worker' &&
        (role === 'message' || (added && role === 'unknown')) &&
        payload.finding.envelopes.some((one) => one.role === 'message'),
    );
    const whole = payloads
      .filter((payload) => payload.send === send && payload.wire.direction === 'out')
      .every(({ unseen, finding }) => unseen === undefined && finding.limits.length === 0);
    const opaque = messages.every(({ finding }) =>
      finding.envelopes
        .filter((one) => one.role === 'message')
        .every((one) => one.ciphertext.class === 'opaque'),
    );
    return messages.length > 0 && whole && opaque;
  });
}

const often = { numRuns: 400, seed: 20_261_120 };

describe('whatever happens, in whatever order', { timeout: 30_000 }, () => {
  it('nothing is called e2ee unless all five conditions hold', () => {
    let green = 0;
    fc.assert(
      fc.property(eventsArbitrary, contextArbitrary, (events, judge) => {
        if (run(events, judge).judgement.verdict !== 'e2ee') return;
        green += 1;
        expect(conditionsHold(events, judge.addedSite)).toBe(true);
      }),
      often,
    );
    // The check is void if nothing ever turns green.
    expect(green).toBeGreaterThan(5);
  });

  it('nothing turns green once text was readable', () => {
    let readable = 0;
    fc.assert(
      fc.property(eventsArbitrary, (events) => {
        let state = newConversation('x', hash);
        let seen = false;
        for (const event of events) {
          state = step(state, event);
          const { verdict } = state.judgement;
          if (seen) expect(['plaintext', 'tls-only']).toContain(verdict);
          seen ||= verdict === 'plaintext' || verdict === 'tls-only';
        }
        readable += seen ? 1 : 0;
      }),
      often,
    );
    expect(readable).toBeGreaterThan(40);
  });

  it('the order of arrival does not matter', () => {
    fc.assert(
      fc.property(
        eventsArbitrary.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          expect(run(shuffled)).toEqual(run(events));
        },
      ),
      often,
    );
  });

  it('a state may be stored and read back between any two events', () => {
    fc.assert(
      fc.property(eventsArbitrary, (events) => {
        const stored = events.reduce(
          (state, event) => JSON.parse(JSON.stringify(step(state, event))) as ConversationState,
          newConversation('x', hash),
        );
        expect(stored).toEqual(run(events));
      }),
      { ...often, numRuns: 200 },
    );
  });

  it('every change of state stands in the table, and the evidence alone decides it', () => {
    const changes = new Set<string>();
    fc.assert(
      fc.property(eventsArbitrary, (events) => {
        let state = newConversation('x', hash);
        for (const event of events) {
          const next = step(state, event);
          expect(isAllowed(state.state, next.state)).toBe(true);
          expect(conclude(next.evidence).state).toBe(next.state);
          if (next.state !== state.state) changes.add(`${state.state} ${next.state}`);
          state = next;
        }
      }),
      often,
    );
    expect(changes.size).toBeGreaterThan(10);
  });

  it('every judgement has a reason', () => {
    fc.assert(
      fc.property(eventsArbitrary, (events) => {
        expect(run(events).judgement.reasons.length).toBeGreaterThan(0);
      }),
      { ...often, numRuns: 300 },
    );
  });
});
