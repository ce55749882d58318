import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chatJson } from '../../../test/corpus/chat-json.ts';
import { findingOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { uniformEntropy } from './critical-values.ts';
import { testUniformity } from './uniformity.ts';

const passes = (bytes: Uint8Array) => testUniformity(bytes).failed.length === 0;

function share(runs: number, make: (run: number) => Uint8Array): number {
  let passed = 0;
  for (let run = 0; run < runs; run += 1) if (passes(make(run))) passed += 1;
  return passed / runs;
}

describe('uniform bytes', () => {
  it.each([
    [24, 4000],
    [32, 4000],
    [40, 4000],
    [64, 4000],
    [100, 3000],
    [128, 3000],
    [300, 2000],
    [1024, 800],
    [4096, 250],
    [20_000, 250],
  ])('of %i bytes pass in 99 to 99.8 of a hundred cases', (size, runs) => {
    const random = seededBytes(size);
    const passed = share(runs, () => random(size));
    // Three standard deviations of a one per cent rate, counted from the outer ends.
    const slack = 3 * Math.sqrt(0.01 / runs);
    expect(passed).toBeGreaterThan(0.99 - slack);
    expect(passed).toBeLessThan(0.998 + slack);
  });

  it.each([24, 50, 64, 100, 256, 1000, 4096])('of %i bytes have the entropy expected', (size) => {
    const random = seededBytes(size + 1);
    let sum = 0;
    for (let run = 0; run < 300; run += 1) sum += testUniformity(random(size)).entropy;
    expect(sum / 300).toBeCloseTo(uniformEntropy(size), 1);
    expect(uniformEntropy(size)).toBeLessThan(Math.log2(size));
  });
});

describe('other bytes', () => {
  const chat = chatJson(1);

  it.each([24, 32, 64, 128, 512, 4096])('of chat, %i of them, never pass', (size) => {
    expect(share(200, () => Buffer.from(chat(size)))).toBe(0);
  });

  it.each([64, 128, 512, 4096])('in base64, %i of them, never pass', (size) => {
    const random = seededBytes(size);
    expect(
      share(200, () => Buffer.from(Buffer.from(random(size)).toString('base64').slice(0, size))),
    ).toBe(0);
  });

  it.each([
    ['sound of 16 bits', 128, (run: number) => sine(128, run)],
    ['sound of 16 bits', 512, (run: number) => sine(512, run)],
    ['a counter', 256, (run: number) => Uint8Array.from({ length: 256 }, (_, at) => at + run)],
    ['floats', 256, (run: number) => floats(256, run)],
  ])('of %s, %i of them, never pass', (_, __, make) => {
    expect(share(100, make)).toBe(0);
  });

  it.each([
    [1, 128],
    [4, 128],
    [16, 256],
    [32, 512],
  ])('of chat under a repeating key of %i bytes, %i of them, hardly pass', (keySize, size) => {
    const random = seededBytes(keySize);
    const masked = () => {
      const key = random(keySize);
      return Uint8Array.from(
        Buffer.from(chat(size)),
        (byte, at) => byte ^ (key[at % keySize] ?? 0),
      );
    };
    expect(share(200, masked)).toBeLessThan(0.02);
  });

  it.each([
    [1024, 0.7],
    [4096, 0.35],
  ])('cut from the middle of a deflate stream, %i of them, mostly fail', (size, most) => {
    const folder = 'node_modules/@types/node';
    const names = readdirSync(folder).filter((name) => name.endsWith('.d.ts'));
    const packed = deflateRawSync(
      names.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join(''),
    );
    expect(packed.length).toBeGreaterThan(250_000);
    const step = Math.floor((packed.length - 25_000) / 100);
    const piece = (run: number) => packed.subarray(20_000 + run * step, 20_000 + run * step + size);
    expect(share(100, piece)).toBeLessThan(most);
  });
});

describe('whole compressed messages', () => {
  const chat = chatJson(2);

  it.each([60, 200, 1000])('of %i characters are opened, not called opaque', (size) => {
    for (let run = 0; run < 60; run += 1) {
      for (const compress of [gzipSync, deflateRawSync]) {
        const { anatomy } = findingOf(Uint8Array.from(compress(chat(size))));
        expect(anatomy.class).not.toBe('opaque');
      }
    }
  });

  it('in brotli are the known gap: nothing here tells them from ciphertext', () => {
    const passed = share(60, () => Uint8Array.from(brotliCompressSync(chat(800))));
    expect(passed).toBeGreaterThan(0.3);
  });
});

function sine(size: number, run: number): Uint8Array {
  const samples = Int16Array.from({ length: size / 2 }, (_, at) =>
    Math.round(9000 * Math.sin((at + run) / 7) + 1500 * Math.sin(at / 2.3)),
  );
  return new Uint8Array(samples.buffer);
}

function floats(size: number, run: number): Uint8Array {
  const values = Float32Array.from({ length: size / 4 }, (_, at) => Math.cos(at * 1.7 + run));
  return new Uint8Array(values.buffer);
}
