import { describe, expect, it } from 'vitest';
import { seededBytes as seeded } from '../../test/corpus/seeded-bytes.ts';
import { analyse } from './analyse.ts';
import type { AnalyseOptions } from './finding.ts';
import { type ObservedCall, ObservedCalls } from './observed-calls.ts';

const seededBytes = (size: number, seed: number) => seeded(seed)(size);
const TEXT = 'meet me at the old harbour at nine';
const knownTexts = [{ id: 'send:1', text: TEXT }];
const encoder = new TextEncoder();

function call(plain: Uint8Array | string, seed: number, changes: Partial<ObservedCall> = {}) {
  const bytes = typeof plain === 'string' ? encoder.encode(plain) : plain;
  const sealed = seededBytes(bytes.length + 16, seed);
  return {
    algorithm: 'AES-GCM',
    sealed,
    plain: bytes,
    key: { origin: 'generated' },
    ...changes,
  } as const;
}

function find(bytes: Uint8Array, calls: readonly ObservedCall[], options: AnalyseOptions = {}) {
  return analyse({ bytes }, { knownTexts, observed: new ObservedCalls(calls), ...options }).finding;
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

describe('what an observed call sealed', () => {
  const inner = call(JSON.stringify({ body: TEXT }), 1);

  it('is followed to what went in, and its text is readable for nobody without the key', () => {
    const finding = find(encoder.encode(JSON.stringify({ data: base64(inner.sealed) })), [inner]);
    expect(finding.openings).toEqual([
      {
        path: 'data',
        algorithm: 'aes-gcm',
        key: 'generated',
        size: inner.plain.length,
        holds: 'whole',
      },
    ]);
    expect(finding.texts).toEqual([]);
    expect(JSON.stringify(finding.anatomy)).toContain('"format":"observed-encryption"');
  });

  it('is found behind a nonce and before other bytes', () => {
    const bytes = concat(seededBytes(12, 7), inner.sealed, seededBytes(40, 8));
    expect(find(bytes, [inner]).openings).toMatchObject([{ path: '', holds: 'whole' }]);
  });

  it('is nothing when one byte differs', () => {
    const changed = inner.sealed.slice();
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    const finding = find(changed, [inner]);
    expect(finding.openings).toBeUndefined();
    expect(finding).toEqual(find(changed, []));
  });

  it('still looks random to the rest of the engine', () => {
    const { anatomy } = find(inner.sealed, [inner]);
    expect(anatomy).toMatchObject({ format: 'observed-encryption', class: 'opaque' });
  });

  it('is followed through calls within calls', () => {
    const outer = call(concat(seededBytes(4, 3), inner.sealed), 2);
    expect(find(outer.sealed, [inner, outer]).openings).toMatchObject([
      { path: '', size: outer.plain.length },
      { holds: 'whole' },
    ]);
  });

  it('does not lend its envelopes to the payload', () => {
    const jwe = [
      '{"alg":"dir","enc":"A256GCM"}',
      '',
      seededBytes(12, 1),
      seededBytes(60, 2),
      seededBytes(16, 3),
    ]
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    const sealed = call(jwe, 5);
    expect(find(encoder.encode(jwe), []).envelopes).toHaveLength(1);
    expect(find(sealed.sealed, [sealed]).envelopes).toEqual([]);
    const inTransport = find(sealed.sealed, [sealed], { inTransport: true });
    expect(inTransport.envelopes).toMatchObject([{ id: 'jwe' }]);
  });

  it('says nothing of a key at the service behind one that is not there', () => {
    const key = { origin: 'imported', atService: 'received' } as const;
    const delivered = { ...inner, key };
    const outer = call(inner.sealed, 2);
    expect(find(outer.sealed, [delivered, outer]).openings?.[1]).not.toHaveProperty('keyAtService');
    const both = find(outer.sealed, [delivered, { ...outer, key }]);
    expect(both.openings?.[1]).toMatchObject({ keyAtService: 'received', holds: 'whole' });
  });

  it('says which keys the service has', () => {
    const delivered = { ...inner, key: { origin: 'imported', atService: 'received' } } as const;
    expect(find(inner.sealed, [delivered]).openings).toMatchObject([
      { key: 'imported', keyAtService: 'received' },
    ]);
  });
});

describe("the connection's own encryption", () => {
  const inner = call(JSON.stringify({ body: TEXT }), 1);

  it('is gone through as if it were not there', () => {
    const finding = find(inner.sealed, [inner], { inTransport: true });
    expect(finding.texts).toMatchObject([{ path: 'body', extent: 'whole' }]);
    expect(finding.openings).toMatchObject([{ path: '', transport: true }]);
  });

  it('may come in frames', () => {
    const frames = concat(
      new Uint8Array([0, 0, 9]),
      inner.sealed,
      new Uint8Array([0, 0, 9]),
      inner.sealed,
    );
    expect(find(frames, [inner], { inTransport: true }).texts).toHaveLength(1);
  });

  it('is none where other bytes stand beside it, nor below the root', () => {
    const more = concat(inner.sealed, seededBytes(64, 9));
    expect(find(more, [inner], { inTransport: true }).texts).toEqual([]);
    const field = encoder.encode(JSON.stringify({ data: base64(inner.sealed) }));
    expect(find(field, [inner], { inTransport: true }).texts).toEqual([]);
  });

  it('does not open what is sealed inside it', () => {
    const outer = call(encoder.encode(JSON.stringify({ data: base64(inner.sealed) })), 2);
    const finding = find(outer.sealed, [inner, outer], { inTransport: true });
    expect(finding.texts).toEqual([]);
    expect(finding.openings).toMatchObject([{ transport: true }, { path: 'data', holds: 'whole' }]);
  });
});

it('ends where calls lead in a circle', () => {
  const [a, b] = [seededBytes(64, 1), seededBytes(64, 2)];
  const key = { origin: 'unknown' } as const;
  const circle = [
    { algorithm: 'AES-CTR', sealed: a, plain: b, key },
    { algorithm: 'AES-CTR', sealed: b, plain: a, key },
  ];
  const finding = find(a, circle);
  expect(finding.limits).toContain('depth');
});
