import { createCipheriv } from 'node:crypto';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { init, compress as zstd } from '@bokuweb/zstd-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { Slot } from '../../src/engine/slots/slot.ts';
import { messageText } from './message-text.ts';
import { seededBytes } from './seeded-bytes.ts';

const RUNS = 40;
const MOST_BODIES = 60;

/** Median over runs of the bodies that a slot takes to be rejected, each made of another text. */
function medianToReject(make: (text: string, run: number, body: number) => Uint8Array): number {
  const counts: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const text = messageText(run + 1);
    const random = seededBytes(run + 500);
    const slot = new Slot();
    let count = 0;
    while (count < MOST_BODIES && !slot.says().rejected) {
      const [low = 0, high = 0] = random(2);
      const body = make(text(40 + ((low | (high << 8)) % 360)), run, count);
      if (body.length < 40 || body.length > 200) continue;
      slot.add(body);
      count += 1;
    }
    counts.push(slot.says().rejected ? count : Number.POSITIVE_INFINITY);
  }
  return counts.sort((left, right) => left - right)[RUNS / 2] ?? Number.NaN;
}

const brotli = (quality: number) => (text: string) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });

describe('whole compressed messages of 40 to 200 bytes', () => {
  beforeAll(() => init());

  it.each<[string, (text: string) => Uint8Array]>([
    ['gzip', (text) => gzipSync(text)],
    ['zlib', (text) => deflateSync(text)],
    ['raw deflate', (text) => deflateRawSync(text)],
    ['brotli, quality 5', brotli(5)],
    ['brotli, quality 11', brotli(11)],
    ['Zstandard', (text) => zstd(Buffer.from(text), 3)],
  ])('%s: are rejected within nine', (name, compress) => {
    const median = medianToReject(compress);
    console.log(`${name}: ${median}`);
    expect(median).toBeLessThanOrEqual(9);
  });
});

/** AES-256-GCM with a counter for a nonce, which is not part of the body; the tag is. */
function sealed(key: Uint8Array, text: string, counter: number): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(counter, 8);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

describe('ciphertext', () => {
  it('never reaches a thousand in 200 slots of 300 bodies', { timeout: 240_000 }, () => {
    const random = seededBytes(77);
    let most = 0;
    let consistent = 0;
    for (let run = 0; run < 200; run += 1) {
      const text = messageText(run + 1);
      const key = random(32);
      const slot = new Slot();
      for (let body = 0; body < 300; body += 1) {
        const [size = 0] = random(1);
        slot.add(sealed(key, text(24 + (size % 161)), body));
      }
      const says = slot.says();
      most = Math.max(most, says.logEvidence);
      if (says.consistent) consistent += 1;
      expect(says.rejected).toBe(false);
    }
    console.log(`highest evidence: 10^${most.toFixed(2)}, consistent ${consistent} of 200`);
    expect(most).toBeLessThan(3);
    expect(consistent).toBeGreaterThanOrEqual(170);
  });

  it('under one nonce again and again is rejected', () => {
    const median = medianToReject((text) => sealed(new Uint8Array(32), text.slice(0, 150), 7));
    console.log(`one nonce: ${median}`);
    expect(median).toBeLessThanOrEqual(9);
  });
});
