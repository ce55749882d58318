import { describe, expect, it } from 'vitest';
import type { CoverageReport, SendReport } from '../messages/observation.ts';
import type { ConversationState } from './conversation-state.ts';
import { judgeCoverage, judgePayload, judgeSend, leaksTextOf, newConversation } from './judge.ts';
import {
  addedContext,
  context,
  envelope,
  envelopeOf,
  gap,
  hash,
  leaf,
  type ObservationChanges,
  observation,
  otherHash,
  report,
  sealedObservation,
  seen,
  text,
} from './testing/examples.ts';

const fresh = newConversation('example', hash);
const covered = judgeCoverage(fresh, [seen()]);

function afterPayload(changes: ObservationChanges, state = covered, judge = context) {
  return judgePayload(state, observation(changes), judge);
}

/** A conversation in which one Send met every condition. */
function sealed(changes: ObservationChanges = {}, sent = report()): ConversationState {
  return judgeSend(judgePayload(covered, sealedObservation(changes), context), sent, context);
}

function rulesOf({ judgement }: ConversationState): string[] {
  return judgement.reasons.map(({ rule }) => rule);
}

describe('a conversation', () => {
  it('waits until something is sent', () => {
    expect(fresh.state).toBe('waiting');
    expect(fresh.judgement.verdict).toBe('inconclusive');
    expect(rulesOf(fresh)).toEqual(['nothing-sent']);
  });

  it('is sealed when all five conditions hold, and only then', () => {
    const state = sealed();
    expect(state.state).toBe('sealed');
    expect(state.judgement).toMatchObject({ verdict: 'e2ee', strength: 'strong' });
    expect(rulesOf(state)).toEqual(['sealed-before-leaving', 'text-not-found']);
    expect(state.envelopes).toEqual(['megolm']);
  });

  it('is sealed by indication when the ciphertext is short of 128 bytes', () => {
    const small = sealed({ finding: { envelopes: [envelopeOf('opaque', 127)] } });
    expect(small.judgement).toMatchObject({ verdict: 'e2ee', strength: 'indicative' });
    expect(rulesOf(small)).toContain('few-bytes');
    const large = sealed({ finding: { envelopes: [envelopeOf('opaque', 128)] } });
    expect(large.judgement.strength).toBe('strong');
  });

  it('says that names are open when a sealed message has no TLS around it', () => {
    const state = sealed({ wire: { secure: false, scheme: 'http' } });
    expect(state.judgement.verdict).toBe('e2ee');
    expect(rulesOf(state)).toContain('envelope-without-tls');
  });

  it('is readable by the service when the text is found under TLS', () => {
    const state = afterPayload({ send: 1, finding: { texts: [text()] } });
    expect(state.state).toBe('readable-tls');
    expect(state.judgement).toMatchObject({ verdict: 'tls-only', strength: 'proven' });
    expect(state.judgement.reasons[0]).toMatchObject({
      rule: 'text-in-message',
      path: 'body',
      host: 'chat.example.org',
      reader: 'Example Chat',
    });
  });

  it('is readable by anyone when the text is found without TLS', () => {
    const state = afterPayload({ wire: { secure: false }, finding: { texts: [text()] } });
    expect(state.state).toBe('readable-no-tls');
    expect(state.judgement).toMatchObject({ verdict: 'plaintext', strength: 'proven' });
  });

  it('is readable, not proven, when text stands in the place of the message', () => {
    const state = afterPayload({ finding: { leaves: [leaf('body', 'text')] } });
    expect(state.judgement).toMatchObject({ verdict: 'tls-only', strength: 'strong' });
    const elsewhere = afterPayload({ finding: { leaves: [leaf('locale', 'text')] } });
    expect(elsewhere.judgement.verdict).toBe('inconclusive');
  });

  it('is readable, not proven, when a message comes in readable', () => {
    const incoming: ObservationChanges = {
      rule: 'receive',
      role: 'receive',
      wire: { direction: 'in' },
      finding: { leaves: [leaf('body', 'text')] },
    };
    expect(afterPayload(incoming).judgement).toMatchObject({
      verdict: 'tls-only',
      strength: 'strong',
    });
    const notice = { ...incoming, finding: { ...incoming.finding, envelopes: [envelope()] } };
    expect(afterPayload(notice).state).toBe('sealed-unproven');
  });

  it('asks for a Send when sealed messages only come in', () => {
    const state = afterPayload({
      role: 'receive',
      wire: { direction: 'in' },
      finding: { envelopes: [envelope()] },
    });
    expect(state.judgement.verdict).toBe('inconclusive');
    expect(rulesOf(state)).toContain('sealed-incoming');
  });

  it('believes the closing report of a Send that the text was found', () => {
    const state = sealed({}, report({ foundAt: ['telemetry.example q'] }));
    expect(state.judgement).toMatchObject({ verdict: 'tls-only', strength: 'proven' });
    expect(rulesOf(state)).toEqual(['also-sealed', 'text-found-in-send']);
  });
});

describe('what keeps a sealed form from being called sealed', () => {
  const cases: [string, ConversationState, string][] = [
    ['no closing report', judgePayload(covered, sealedObservation(), context), 'message-sealed'],
    [
      'coverage not reported',
      judgeSend(judgePayload(fresh, sealedObservation(), context), report(), context),
      'coverage-not-reported',
    ],
    ['a channel out of sight', judgeCoverage(sealed(), [gap()]), 'channel-unseen'],
    ['the text too short', sealed({}, report({ searchable: false })), 'draft-too-short'],
    ['a payload not searched', sealed({}, report({ unsearched: 1 })), 'send-not-searched'],
    ['nothing searched', sealed({}, report({ searched: 0 })), 'send-not-searched'],
    ['the message not searched', sealed({ finding: { searched: [] } }), 'payload-not-searched'],
    ['part unseen', sealed({ unseen: 'too-large' }), 'payload-cut'],
    ['a budget hit', sealed({ finding: { limits: ['time'] } }), 'payload-cut'],
    ['bytes not seen', sealed({ finding: { seen: 100 } }), 'payload-cut'],
    [
      'ciphertext too short for statistics',
      sealed({ finding: { envelopes: [envelopeOf('short', 20)] } }),
      'ciphertext-short',
    ],
    [
      'ciphertext that is compressed data',
      sealed({ finding: { envelopes: [envelopeOf('compressed')] } }),
      'ciphertext-not-random',
    ],
    [
      'ciphertext that is not uniform',
      sealed({ finding: { envelopes: [envelopeOf('structured')] } }),
      'ciphertext-not-uniform',
    ],
    [
      'ciphertext smaller than the text',
      sealed({ finding: { envelopes: [envelopeOf('opaque', 99)] } }, report({ length: 200 })),
      'ciphertext-smaller-than-text',
    ],
    [
      'a second opaque part',
      sealed({ finding: { leaves: [leaf('extra', 'opaque', 64)] } }),
      'part-unexplained',
    ],
    ['the message in another Send', sealed({ send: 2 }), 'send-unaccounted'],
    ['the message long after the Send', sealed({ at: 1_200_000 }), 'send-unaccounted'],
    [
      'an envelope of a transport',
      sealed({ finding: { envelopes: [envelope({ id: 'noise', role: 'transport' })] } }),
      'opaque-transport',
    ],
    [
      'an envelope that carries keys only',
      sealed({ finding: { envelopes: [envelope({ role: 'key-exchange' })] } }),
      'send-unaccounted',
    ],
    ['a request for telemetry', sealed({ role: 'telemetry' }), 'send-unaccounted'],
    ['a request that no rule knows', sealed({ role: 'unknown' }), 'send-unaccounted'],
    ['the message before the Send', sealed({ beforeSend: true }), 'send-unaccounted'],
    ['an incoming message', sealed({ wire: { direction: 'in' } }), 'send-unaccounted'],
  ];

  it.each(cases)('%s', (_name, state, rule) => {
    expect(state.judgement.verdict).toBe('inconclusive');
    expect(rulesOf(state)).toContain(rule);
    // The twin that lacks nothing.
    expect(sealed().judgement.verdict).toBe('e2ee');
  });

  it('a key beside the message makes it readable by indication', () => {
    const state = sealed({ finding: { envelopes: [envelope({ keyBeside: 'key' })] } });
    expect(state.judgement).toMatchObject({ verdict: 'tls-only', strength: 'indicative' });
  });

  it('a worker that merely exists does not', () => {
    const state = judgeCoverage(sealed(), [gap({ channel: 'worker', blocks: false })]);
    expect(state.judgement.verdict).toBe('e2ee');
  });

  it('a message outside any Send that is neither sealed nor readable', () => {
    const stray = observation({ id: 2, finding: { leaves: [leaf('sticker', 'number')] } });
    expect(rulesOf(judgePayload(sealed(), stray, context))).toContain('message-without-envelope');
    const other = judgePayload(sealed(), { ...stray, role: 'telemetry', rule: '' }, context);
    expect(other.judgement.verdict).toBe('e2ee');
  });

  it('telemetry of the same Send that was not seen to its end', () => {
    const telemetry = observation({ id: 2, role: 'telemetry', rule: '', send: 1 });
    expect(judgePayload(sealed(), telemetry, context).judgement.verdict).toBe('e2ee');
    const cut = judgePayload(sealed(), { ...telemetry, unseen: 'stream' }, context);
    expect(rulesOf(cut)).toContain('payload-cut');
  });

  it('a second message of the same Send in an unknown form', () => {
    const second = observation({ id: 2, send: 1, finding: { leaves: [leaf('a', 'number')] } });
    const state = judgePayload(sealed(), second, context);
    expect(rulesOf(state)).toContain('message-without-envelope');
  });

  it('one Send of several, even when it is no longer kept by itself', () => {
    const from = (first: SendReport) => {
      let state = judgeSend(covered, first, context);
      if (first.searched > 0) state = judgePayload(state, sealedObservation(), context);
      for (let send = 2; send <= 60; send += 1) {
        state = judgePayload(state, sealedObservation({ send }), context);
        state = judgeSend(state, report({ send, at: 1_000_000 + send }), context);
      }
      return state;
    };
    expect(from(report({ searched: 0 })).judgement.verdict).toBe('inconclusive');
    const good = from(report());
    expect(good.evidence.folded.verified).toBe(12);
    expect(good.judgement.verdict).toBe('e2ee');
  });

  it('one Send of several that took another way', () => {
    const state = judgeSend(sealed(), report({ send: 2, at: 1_005_000 }), context);
    expect(state.state).toBe('sealed-unproven');
    expect(rulesOf(state)).toContain('send-unaccounted');
  });
});

describe('coverage', () => {
  const message = judgeSend(judgePayload(fresh, sealedObservation(), context), report(), context);
  const silent: [string, CoverageReport[]][] = [
    ['an empty list', []],
    ['a channel of unknown state', [seen({ state: 'unknown' })]],
    [
      'channels of unknown state',
      [seen({ state: 'unknown' }), seen({ state: 'unknown', host: '' })],
    ],
    ['a worker that merely exists', [gap({ channel: 'worker', blocks: false })]],
  ];

  it.each(silent)('is not reported by %s, however often', (_name, reports) => {
    const state = judgeCoverage(judgeCoverage(message, reports), reports);
    expect(state.judgement.verdict).toBe('inconclusive');
    expect(rulesOf(state)).toContain('coverage-not-reported');
    expect(rulesOf(state)).not.toContain('channel-unseen');
    // The twin: the same, and one channel that is looked into.
    expect(judgeCoverage(state, [seen()]).judgement.verdict).toBe('e2ee');
    expect(judgeCoverage(message, [...reports, seen()]).judgement.verdict).toBe('e2ee');
  });

  it('is not reported by a page whose tap is missing, and that is a gap too', () => {
    const state = judgeCoverage(message, [seen({ state: 'unknown', blocks: true })]);
    expect(rulesOf(state)).toEqual(
      expect.arrayContaining(['coverage-not-reported', 'channel-unseen']),
    );
    expect(judgeCoverage(state, [seen()]).judgement.verdict).toBe('inconclusive');
  });

  it('stays reported when later news are of other channels', () => {
    expect(judgeCoverage(sealed(), []).judgement.verdict).toBe('e2ee');
    expect(judgeCoverage(fresh, []).evidence.covered).toBe(false);
  });
});

describe('ciphertexts that are none, taken together', () => {
  const slots = [{ path: 'ciphertext', reason: 'not-uniform' as const }];

  it('rule e2ee out from the message on that shows it, also after sealed ones', () => {
    const good = sealed();
    expect(good.judgement.verdict).toBe('e2ee');
    const next = judgePayload(good, sealedObservation({ send: 2, slots }), context);
    const after = judgeSend(next, report({ send: 2 }), context);
    expect(after.state).toBe('sealed-unproven');
    expect(rulesOf(after)).toContain('ciphertexts-alike');
  });

  it('rule it out when they leave outside any Send, and never make anything greener', () => {
    const { send: _, ...loose } = sealedObservation({ slots });
    expect(judgePayload(sealed(), loose, context).judgement.verdict).toBe('inconclusive');
    const readable = { finding: { envelopes: [envelope()], texts: [text()] } };
    expect(sealed({ ...readable, slots }).judgement.verdict).toBe('tls-only');
  });
});

describe('a uniformity test that fails', () => {
  function conversationOf(good: number, failed: number): ConversationState {
    let state = covered;
    for (let send = 1; send <= good + failed; send += 1) {
      const kind = send <= failed ? 'structured' : 'opaque';
      const message = sealedObservation({ send, finding: { envelopes: [envelopeOf(kind)] } });
      state = judgePayload(state, message, context);
      state = judgeSend(state, report({ send }), context);
    }
    return state;
  }

  it('is borne once in ten sealed messages and not more often', () => {
    expect(conversationOf(10, 1).judgement.verdict).toBe('e2ee');
    expect(conversationOf(9, 1).judgement.verdict).toBe('inconclusive');
    expect(conversationOf(10, 2).judgement.verdict).toBe('inconclusive');
  });

  it('is remembered beyond the Sends that are kept', () => {
    expect(conversationOf(100, 1).judgement.verdict).toBe('e2ee');
    expect(conversationOf(100, 11).judgement.verdict).toBe('inconclusive');
  });
});

describe('downgrades', () => {
  it('stick: later ciphertext does not turn a readable conversation green', () => {
    const readable = afterPayload({ send: 7, finding: { texts: [text()] } });
    const later = judgeSend(
      judgePayload(readable, sealedObservation(), context),
      report(),
      context,
    );
    expect(later.state).toBe('sealed-but-readable-tls');
    expect(later.judgement.verdict).toBe('tls-only');
    expect(later.downgraded).toBe(true);
    expect(readable.downgraded).toBe(false);
  });

  it('name the host through which a sealed message was readable as well', () => {
    const leak = observation({
      rule: '',
      role: 'unknown',
      send: 1,
      wire: { host: 'spell.example.net', thirdParty: true, path: '/check' },
      finding: { texts: [text('q')] },
    });
    const state = judgePayload(sealed(), leak, context);
    expect(state.state).toBe('sealed-but-readable-tls');
    expect(state.judgement.reasons[0]).toMatchObject({
      rule: 'also-sealed',
      host: 'spell.example.net',
    });
    expect(state.evidence.leaks).toEqual([
      {
        host: 'spell.example.net',
        path: 'q',
        what: 'text',
        beforeSend: false,
        thirdParty: true,
        secure: true,
        reader: 'whoever runs spell.example.net',
        moments: [1_000_200],
      },
    ]);
  });

  it('name somebody else as the reader only while the service itself could read nothing', () => {
    const leak = (thirdParty: boolean) =>
      observation({
        role: 'telemetry',
        send: 1,
        wire: { host: thirdParty ? 'spell.example.net' : 'chat.example.org', thirdParty },
        finding: { texts: [text('q')] },
      });
    const foundAt = ['spell.example.net q'];
    const once = judgeSend(
      judgePayload(sealed(), leak(true), context),
      report({ foundAt }),
      context,
    );
    expect(once.judgement).toMatchObject({ verdict: 'tls-only', elsewhere: 'spell.example.net' });
    expect(judgePayload(once, leak(false), context).judgement.elsewhere).toBeUndefined();
    expect(sealed().judgement.elsewhere).toBeUndefined();
  });

  it('are plaintext when the leak has no TLS', () => {
    const leak = observation({
      role: 'telemetry',
      wire: { secure: false },
      finding: { texts: [text('q')] },
    });
    const state = judgePayload(sealed(), leak, context);
    expect(state.state).toBe('sealed-but-readable-no-tls');
    expect(state.judgement.verdict).toBe('plaintext');
  });

  it('tell the worst first: a leak without TLS before a message under TLS', () => {
    const leak = observation({
      role: 'telemetry',
      wire: { secure: false, host: 'log.example.org' },
      finding: { texts: [text('q')] },
    });
    const readable = afterPayload({ finding: { texts: [text()] } });
    const state = judgePayload(readable, leak, context);
    expect(state.state).toBe('readable-no-tls');
    expect(state.judgement.reasons[0]).toMatchObject({ host: 'log.example.org' });
  });

  it('tell places that are equally bad in the order of the rules', () => {
    const draft = observation({
      role: 'typing',
      beforeSend: true,
      wire: { host: 'a.example.org' },
      finding: { texts: [text('draft', { extent: 'part' })] },
    });
    const beside = observation({
      role: 'telemetry',
      rule: '',
      wire: { host: 'z.example.org' },
      finding: { texts: [text('q')] },
    });
    const state = judgePayload(judgePayload(covered, draft, context), beside, context);
    expect(rulesOf(state)).toEqual(['text-beside-message', 'draft-before-send']);
    const message = observation({ finding: { texts: [text()] } });
    expect(rulesOf(judgePayload(state, message, context))[0]).toBe('text-in-message');
  });

  it('count a draft that left before Send', () => {
    const draft = observation({
      role: 'typing',
      beforeSend: true,
      finding: { texts: [text('draft', { extent: 'part' })] },
    });
    const state = judgePayload(sealed(), draft, context);
    expect(state.judgement.verdict).toBe('tls-only');
    expect(rulesOf(state)).toContain('draft-before-send');
    expect(state.evidence.leaks).toMatchObject([{ beforeSend: true, what: 'beginning' }]);
  });

  it('take a draft from the page into the conversation that it was sent in', () => {
    const draft = observation({
      at: 999_000,
      conversation: otherHash,
      role: 'unknown',
      beforeSend: true,
      finding: { texts: [text('q')] },
    });
    expect(leaksTextOf(draft, report())).toBe(true);
    expect(leaksTextOf({ ...draft, at: 900_000 }, report())).toBe(false);
    expect(leaksTextOf({ ...draft, at: 1_000_001 }, report())).toBe(false);
    const state = judgePayload(sealed(), draft, context);
    expect(state.judgement.verdict).toBe('tls-only');
    expect(state.counts).toEqual(sealed().counts);
  });

  it('come with what fell under a Send and named another conversation', () => {
    const beside = observation({
      conversation: otherHash,
      send: 1,
      role: 'unknown',
      finding: { texts: [text('q')] },
    });
    expect(leaksTextOf(beside, report())).toBe(true);
    expect(leaksTextOf({ ...beside, send: 2 }, report())).toBe(false);
    expect(leaksTextOf(observation({ send: 1 }), report())).toBe(false);
  });

  it('leave a conversation alone in which another one leaked nothing', () => {
    const other = observation({ conversation: otherHash, send: 1, unseen: 'stream' });
    expect(judgePayload(covered, other, context)).toEqual(covered);
  });

  it('do not come from a sealed message of another conversation', () => {
    const other = sealedObservation({ conversation: otherHash });
    const state = judgeSend(judgePayload(covered, other, context), report(), context);
    expect(state.judgement.verdict).toBe('inconclusive');
  });
});

describe('a part of the text beside a sealed message', () => {
  const link = observation({
    role: 'unknown',
    beforeSend: true,
    parts: [{ kind: 'link', path: 'url.query.url' }],
  });

  it('is told, and keeps the conversation from being called sealed', () => {
    expect(sealed().judgement.verdict).toBe('e2ee');
    const state = judgePayload(sealed(), link, context);
    expect(state.judgement.verdict).toBe('inconclusive');
    expect(rulesOf(state)[0]).toBe('part-readable');
    expect(state.evidence.leaks).toMatchObject([{ what: 'link', beforeSend: true }]);
  });

  it('counts also from the page, where the Send names another conversation', () => {
    const draft = { ...link, conversation: otherHash, at: 999_000 };
    expect(leaksTextOf(draft, report())).toBe(true);
    expect(judgePayload(sealed(), draft, context).judgement.verdict).toBe('inconclusive');
  });
});

describe('an added site', () => {
  const bySite: ObservationChanges = { rule: '', role: 'unknown' };

  it('takes a recognised envelope in any request of its own for a message', () => {
    const message = sealedObservation(bySite);
    const state = judgeSend(judgePayload(covered, message, addedContext), report(), addedContext);
    expect(state.judgement.verdict).toBe('e2ee');
  });

  it('does not take one in a request to somebody else', () => {
    const message = sealedObservation({ ...bySite, wire: { thirdParty: true } });
    const state = judgeSend(judgePayload(covered, message, addedContext), report(), addedContext);
    expect(state.judgement.verdict).toBe('inconclusive');
  });

  it('names whoever runs the host as the reader', () => {
    const state = afterPayload({ ...bySite, finding: { texts: [text()] } }, covered, addedContext);
    expect(state.judgement.reasons[0]).toMatchObject({ reader: 'whoever runs chat.example.org' });
  });
});

it('says that text handed to a worker went out of sight', () => {
  const state = afterPayload({
    role: 'unknown',
    rule: '',
    wire: { channel: 'worker' },
    finding: { texts: [text()] },
  });
  expect(state.state).toBe('no-sight');
  expect(rulesOf(state)).toContain('handed-to-worker');
});

it('counts payloads, bytes and Sends', () => {
  const state = afterPayload({ role: 'receive', wire: { direction: 'in' } }, sealed());
  expect(state.counts).toEqual({
    payloadsOut: 1,
    payloadsIn: 1,
    bytesOut: 300,
    bytesIn: 300,
    sends: 1,
  });
});

it('leaves the state it was given as it was', () => {
  const before = JSON.stringify(covered);
  sealed();
  expect(JSON.stringify(covered)).toBe(before);
});
