import { describe, expect, it } from 'vitest';
import type { Claim } from '../platforms/profile.ts';
import { type ConversationState, newConversation } from './judge.ts';
import { rollUp, worstJudgement } from './roll-up.ts';
import type { StateId } from './states.ts';
import { stateOf } from './states.ts';
import { hash } from './testing/examples.ts';
import type { Strength } from './verdict.ts';

function conversation(state: StateId, strength: Strength = 'strong'): ConversationState {
  const judgement = { verdict: stateOf(state).verdict, strength, reasons: [{ rule: 'x' }] };
  return { ...newConversation('example', hash), state, judgement };
}

function claim(position: Claim['position']): Claim {
  const text = 'What the vendor documents, in our words.';
  return { position, text, source: 'https://example.org/', checked: '2026-11-20' };
}

describe('the roll-up of a platform', () => {
  it('waits while its conversations do', () => {
    expect(rollUp([conversation('waiting')], []).text).toBe('waiting for a message');
    expect(rollUp([conversation('waiting')], []).judgement).toBeUndefined();
  });

  it('tells the mix, worst first', () => {
    const states = ['sealed', 'readable-tls', 'waiting', 'sealed'] as const;
    const summary = rollUp(
      states.map((state) => conversation(state)),
      [],
    );
    expect(summary.text).toBe('mixed: 1 readable by the service, 2 sealed');
    expect(summary.judgement?.verdict).toBe('tls-only');
    expect(summary.mix).toEqual({ plaintext: 0, 'tls-only': 1, inconclusive: 0, e2ee: 2 });
  });

  it('is not mixed when all agree', () => {
    expect(rollUp([conversation('sealed'), conversation('sealed')], []).text).toBe('2 sealed');
  });

  it.each([
    ['readable-tls', 'e2ee-default', true],
    ['readable-no-tls', 'e2ee-default', true],
    ['sealed-but-readable-tls', 'e2ee-default', true],
    ['sealed', 'none', true],
    ['sealed', 'e2ee-default', false],
    ['readable-tls', 'e2ee-optional', false],
    ['readable-tls', 'e2ee-partial', false],
    ['readable-tls', 'none', false],
    ['opaque', 'e2ee-default', false],
    ['opaque', 'none', false],
  ] as const)('%s against the claim %s: disagrees %s', (state, position, expected) => {
    const plain = rollUp([conversation(state)], []);
    const beside = rollUp([conversation(state)], [claim(position)]);
    expect(beside.disagrees !== undefined).toBe(expected);
    // A claim never changes what was observed.
    expect({ ...beside, disagrees: undefined }).toEqual({ ...plain, disagrees: undefined });
  });
});

it('the worst of several judgements is the surer one among equals', () => {
  const judgements = [
    conversation('sealed').judgement,
    conversation('readable-tls', 'strong').judgement,
    conversation('readable-tls', 'proven').judgement,
  ];
  expect(worstJudgement(judgements)).toMatchObject({ verdict: 'tls-only', strength: 'proven' });
  expect(worstJudgement([])).toBeUndefined();
});
