import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chatJson } from '../../../test/corpus/chat-json.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { LEDGER, STATISTICS_CAP } from './constants.ts';
import { poissonTail } from './gram-memory.ts';
import { effectiveSize, Slot } from './slot.ts';

function fill(slot: Slot, bodies: number, make: (at: number) => Uint8Array): Slot {
  for (let at = 0; at < bodies; at += 1) slot.add(make(at));
  return slot;
}

const uniform = (seed: number, bodies: number, size = 250) => {
  const random = seededBytes(seed);
  return fill(new Slot(), bodies, (at) => random(size - (at % 9)));
};

describe('uniform bodies', () => {
  it('are consistent once there are enough of them', () => {
    expect(uniform(1, 19).says()).toMatchObject({ consistent: false, rejected: false });
    expect(uniform(1, 30, 100).says().consistent).toBe(false);
    expect(uniform(1, 60).says()).toMatchObject({ consistent: true, rejected: false });
  });

  it('reach evidence of ten against themselves in at most one slot of ten', () => {
    let doubted = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      if (uniform(seed, 40, 120).says().logEvidence >= 1) doubted += 1;
    }
    expect(doubted).toBeLessThanOrEqual(6);
  });

  it('never say more than the cap', () => {
    const says = uniform(2, 80).says();
    expect(says.reasons.sort()).toEqual(['large-bodies', 'nothing-shared', 'uniform-over-bodies']);
    expect(says.bits).toBe(STATISTICS_CAP);
    expect(says.effective).toBeLessThan(2.5);
  });
});

describe('other bodies', () => {
  it('in gzip and raw deflate are rejected soon', () => {
    const chat = chatJson(3);
    for (const compress of [gzipSync, deflateRawSync]) {
      const slot = fill(new Slot(), 9, (at) => compress(chat(80 + at * 7)));
      expect(slot.says()).toMatchObject({ rejected: true, consistent: false });
      expect(slot.says().bits).toBeLessThanOrEqual(LEDGER['not-uniform']);
    }
  });

  it('that share sequences are rejected by that alone', () => {
    const random = seededBytes(5);
    const shared = random(40);
    const slot = fill(new Slot(), 12, (at) =>
      Uint8Array.from([...random(60 + at * 5), ...shared, ...random(60 - at * 3)]),
    );
    const says = slot.says();
    expect(says.reasons).toContain('sequences-shared');
    expect(says.rejected).toBe(true);
  });

  it('that come again are tokens rather', () => {
    const random = seededBytes(6);
    const token = random(200);
    const slot = fill(new Slot(), 60, (at) => (at % 2 === 0 ? token : random(200)));
    const says = slot.says();
    expect(says.reasons).toEqual(expect.arrayContaining(['body-repeats', 'length-fixed']));
    expect(says.consistent).toBe(false);
    // The repeats themselves are no evidence of structure inside.
    expect(says.rejected).toBe(false);
  });
});

describe('lengths', () => {
  const law = (bodyLength: (text: number) => number) => {
    const random = seededBytes(8);
    const slot = new Slot();
    for (let text = 10; text < 200; text += 8) {
      slot.add(random(bodyLength(text)), { textLength: text });
    }
    return slot.says().reasons.includes('length-ignores-text');
  };

  it.each<[string, (text: number) => number, boolean]>([
    ['a tag behind', (text) => text + 16, false],
    ['padding to blocks', (text) => (Math.floor(text / 16) + 1) * 16 + 8, false],
    ['a compressor', (text) => 30 + Math.round(text * (text % 16 === 2 ? 0.2 : 0.7)), true],
    ['one length for all', () => 64, true],
  ])('of %s', (_, bodyLength, ignores) => {
    expect(law(bodyLength)).toBe(ignores);
  });
});

describe('a payload that comes again', () => {
  const body = seededBytes(11)(80);
  const repeats = (times: number, name: (at: number) => string) => {
    const slot = new Slot();
    for (let at = 0; at < times; at += 1) slot.add(body, { payload: name(at) });
    return slot.says().reasons.includes('body-repeats');
  };

  it('is one message still, sixteen times', () => {
    expect(repeats(16, () => 'a')).toBe(false);
    expect(repeats(17, () => 'a')).toBe(true);
  });

  it('is another message with another number', () => {
    expect(repeats(2, (at) => `number ${at}`)).toBe(true);
  });
});

describe('the arithmetic', () => {
  it('of effective looks ends at two and a half', () => {
    expect(effectiveSize(0)).toBe(0);
    expect(effectiveSize(1)).toBe(1);
    expect(effectiveSize(1e6)).toBeCloseTo(2.5, 3);
  });

  it('of shared sequences is a bound on the Poisson tail', () => {
    // P(X ≥ 4) for a mean of 0.1 is 3.8e-6.
    expect(poissonTail(4, 0.1)).toBeGreaterThan(3.8e-6);
    expect(poissonTail(4, 0.1)).toBeLessThan(3e-5);
    expect(poissonTail(0, 0.1)).toBe(1);
  });
});
