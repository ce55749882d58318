import { describe, expect, it } from 'vitest';
import { isAllowed, type StateId, stateOf, states, transitions } from './states.ts';

function reachable(from: StateId): Set<StateId> {
  const seen = new Set<StateId>([from]);
  for (const id of seen) {
    for (const next of transitions) if (next.from === id) seen.add(next.to);
  }
  return seen;
}

describe('the state table', () => {
  it('reaches every state from the first', () => {
    expect([...reachable('waiting')].toSorted()).toEqual(states.map(({ id }) => id).toSorted());
  });

  it('has no way from a readable state to any other verdict', () => {
    const readable = states.filter(({ verdict }) => ['plaintext', 'tls-only'].includes(verdict));
    expect(readable).toHaveLength(4);
    for (const { id } of readable) {
      const verdicts = [...reachable(id)].map((next) => stateOf(next).verdict);
      expect(verdicts).not.toContain('e2ee');
      expect(verdicts).not.toContain('inconclusive');
    }
  });

  it('has no way from plaintext back to tls-only', () => {
    for (const { from, to } of transitions) {
      if (stateOf(from).verdict === 'plaintext') expect(stateOf(to).verdict).toBe('plaintext');
    }
  });

  it('has one state that says e2ee', () => {
    expect(states.filter(({ verdict }) => verdict === 'e2ee').map(({ id }) => id)).toEqual([
      'sealed',
    ]);
  });

  it('lists each transition once, with a reason', () => {
    const keys = transitions.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { because } of transitions) expect(because).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('allows staying, and what it lists, and nothing else', () => {
    expect(isAllowed('sealed', 'sealed')).toBe(true);
    expect(isAllowed('sealed-unproven', 'sealed')).toBe(true);
    expect(isAllowed('readable-tls', 'sealed')).toBe(false);
    expect(isAllowed('sealed', 'waiting')).toBe(false);
  });

  it('refuses an unknown state', () => {
    expect(() => stateOf('green' as StateId)).toThrow(RangeError);
  });
});
