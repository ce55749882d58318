import { describe, expect, it } from 'vitest';
import { type Framing, obfuscatedTelegram } from '../../../test/corpus/makers/telegram.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { applyCtr, openObfuscation } from './obfuscated2.ts';

const framings: Framing[] = ['abridged', 'intermediate', 'padded'];

describe.each(framings)('obfuscated2 around %s packets', (framing) => {
  it('is opened by the key in its first bytes, and taken off in both directions', async () => {
    const random = seededBytes(31);
    const telegram = await obfuscatedTelegram(framing, random);
    const opened = openObfuscation(telegram.opening);
    expect(opened?.framing).toBe(framing);
    if (opened === undefined) return;
    // Sizes that are no multiple of a block, so that the key stream goes on inside one.
    for (const size of [4, 40, 1004, 8]) {
      const packet = Buffer.from(random(size));
      const sent = Buffer.from(applyCtr(opened.out, await telegram.send(packet)));
      const received = Buffer.from(applyCtr(opened.in, telegram.receive(packet)));
      expect(sent.includes(packet)).toBe(true);
      expect(received.includes(packet)).toBe(true);
    }
  });

  it('is not opened once a byte of its key or its tag is another', async () => {
    const { opening } = await obfuscatedTelegram(framing, seededBytes(32));
    expect(openObfuscation(opening)).toBeDefined();
    for (const at of [8, 39, 40, 55, 56, 59]) {
      const changed = Uint8Array.from(opening);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openObfuscation(changed)).toBeUndefined();
    }
    expect(openObfuscation(opening.subarray(0, 63))).toBeUndefined();
  });
});

it('counts over the end of a counter', () => {
  const key = seededBytes(1)(32);
  const iv = new Uint8Array(16).fill(255);
  const whole = applyCtr({ key, iv, offset: 0 }, new Uint8Array(64));
  const part = applyCtr({ key, iv, offset: 37 }, new Uint8Array(27));
  expect(Buffer.from(part).equals(whole.subarray(37))).toBe(true);
});

it('is not found in uniform bytes', () => {
  const random = seededBytes(33);
  const found = Array.from({ length: 20_000 }, () => openObfuscation(random(64)));
  expect(found.filter(Boolean)).toEqual([]);
});
