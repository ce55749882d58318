import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chatJson } from '../../../test/corpus/chat-json.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { LEDGER, STATISTICS_CAP } from './constants.ts';
import { poissonTail } from './gram-memory.ts';
import { addBody, effectiveSize, newSlot, type Slot, slotFrom, slotSays } from './slot.ts';

function fill(slot: Slot, bodies: number, make: (at: number) => Uint8Array): Slot {
  for (let at = 0; at < bodies; at += 1) addBody(slot, make(at));
  return slot;
}

const uniform = (seed: number, bodies: number, size = 250) => {
  const random = seededBytes(seed);
  return fill(newSlot(), bodies, (at) => random(size - (at % 9)));
};

describe('uniform bodies', () => {
  it('are consistent once there are enough of them', () => {
    expect(slotSays(uniform(1, 19))).toMatchObject({ consistent: false, rejected: false });
    expect(slotSays(uniform(1, 30, 100)).consistent).toBe(false);
    expect(slotSays(uniform(1, 60))).toMatchObject({ consistent: true, rejected: false });
  });

  it('reach evidence of ten against themselves in at most one slot of ten', () => {
    let doubted = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      if (slotSays(uniform(seed, 40, 120)).logEvidence >= 1) doubted += 1;
    }
    expect(doubted).toBeLessThanOrEqual(6);
  });

  it('never say more than the cap', () => {
    const says = slotSays(uniform(2, 80));
    expect(says.reasons.sort()).toEqual(['large-bodies', 'nothing-shared', 'uniform-over-bodies']);
    expect(says.bits).toBe(STATISTICS_CAP);
    expect(says.effective).toBeLessThan(2.5);
  });
});

describe('other bodies', () => {
  it('in gzip and raw deflate are rejected soon', () => {
    const chat = chatJson(3);
    for (const compress of [gzipSync, deflateRawSync]) {
      const slot = fill(newSlot(), 9, (at) => compress(chat(80 + at * 7)));
      expect(slotSays(slot)).toMatchObject({ rejected: true, consistent: false });
      expect(slotSays(slot).bits).toBeLessThanOrEqual(LEDGER['not-uniform']);
    }
  });

  it('that share sequences are rejected by that alone', () => {
    const random = seededBytes(5);
    const shared = random(40);
    const slot = fill(newSlot(), 12, (at) =>
      Uint8Array.from([...random(60 + at * 5), ...shared, ...random(60 - at * 3)]),
    );
    const says = slotSays(slot);
    expect(says.reasons).toContain('sequences-shared');
    expect(says.rejected).toBe(true);
  });

  it('that come again are tokens rather', () => {
    const random = seededBytes(6);
    const token = random(200);
    const slot = fill(newSlot(), 60, (at) => (at % 2 === 0 ? token : random(200)));
    const says = slotSays(slot);
    expect(says.reasons).toEqual(expect.arrayContaining(['body-repeats', 'length-fixed']));
    expect(says.consistent).toBe(false);
    // The repeats themselves are no evidence of structure inside.
    expect(says.rejected).toBe(false);
  });
});

describe('lengths', () => {
  const law = (bodyLength: (text: number) => number) => {
    const random = seededBytes(8);
    const slot = newSlot();
    for (let text = 10; text < 200; text += 8) {
      addBody(slot, random(bodyLength(text)), { textLength: text });
    }
    return slotSays(slot).reasons.includes('length-ignores-text');
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

describe('a stored slot', () => {
  const mask = seededBytes(9)(32);

  it('goes on as if nothing had happened', () => {
    const chat = chatJson(4);
    const bodies = Array.from({ length: 8 }, (_, at) => deflateRawSync(chat(60 + at * 9)));
    const whole = fill(newSlot(mask), 8, (at) => bodies[at] ?? new Uint8Array(0));
    const half = fill(newSlot(mask), 4, (at) => bodies[at] ?? new Uint8Array(0));
    const state = JSON.parse(JSON.stringify(half));
    const resumed = fill(slotFrom(state, mask), 4, (at) => bodies[at + 4] ?? new Uint8Array(0));
    expect(slotSays(resumed)).toEqual(slotSays(whole));
    expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
  });

  it('says the same under any mask, and does not spell the body', () => {
    const body = Buffer.from('the first body of the slot, word by word');
    const [open, masked] = [newSlot(), newSlot(mask)];
    addBody(open, body);
    addBody(masked, body);
    expect(slotSays(masked).logEvidence).toBeCloseTo(slotSays(open).logEvidence, 9);
    const spelled = (slot: Slot) =>
      String.fromCharCode(...slot.toJSON().places.bytes.map(([cell]) => cell % 256));
    expect(spelled(open)).toContain('the first body');
    expect(spelled(masked)).not.toContain('the first body');
  });

  it('stays small', () => {
    const random = seededBytes(10);
    const slot = fill(newSlot(mask), 400, () => random(300));
    expect(JSON.stringify(slot).length).toBeLessThan(60_000);
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
