import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { layersOf } from '../../test/corpus/outline.ts';
import { analyse } from './analyse.ts';
import type { AnalyseOptions, Finding } from './finding.ts';

const text = 'Meet me at the old bridge at nine';
const knownTexts = [{ id: 'draft', text }];

function run(body: string | Uint8Array, options: AnalyseOptions = {}): Finding {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return analyse({ bytes }, { knownTexts, clock: () => 0, ...options }).finding;
}

describe('within the limits', () => {
  it('nothing is hit, and everything seen', () => {
    const finding = run(JSON.stringify({ text }));
    expect(finding.limits).toEqual([]);
    expect(finding.seen).toBe(finding.size);
  });
});

describe('beyond a limit, the finding says so, and the text is found all the same', () => {
  it('bytes', () => {
    const body = JSON.stringify({ text, rest: 'x'.repeat(5000) });
    const finding = run(body, { limits: { bytes: 1000 } });
    expect(finding).toMatchObject({ limits: ['bytes'], seen: 1000, size: body.length });
    expect(finding.texts).toHaveLength(1);
  });

  it('decoded bytes', () => {
    const packed = Uint8Array.from(gzipSync('x'.repeat(3_000_000)));
    const body = JSON.stringify({ packed: Buffer.from(packed).toString('base64'), text });
    const finding = run(body);
    expect(finding.limits).toEqual(['decoded-bytes']);
    expect(finding.texts).toMatchObject([{ path: 'text' }]);
  });

  it('depth', () => {
    const shallow = run(JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ text }) }) }), {
      limits: { depth: 2 },
    });
    expect(shallow.limits).toEqual(['depth']);
    expect(shallow.texts).toHaveLength(1);
  });

  it('leaves', () => {
    const body = JSON.stringify({
      list: Array.from({ length: 5000 }, (_, at) => `entry ${at}`),
      text,
    });
    const finding = run(body);
    expect(finding.limits).toEqual(['leaves']);
    expect(finding.anatomy.omitted).toBeGreaterThan(2000);
    expect(layersOf(finding).length).toBeLessThan(2100);
    expect(finding.texts).toMatchObject([{ path: '' }]);
  });

  it('time', () => {
    let now = 0;
    const clock = () => {
      now += 10;
      return now;
    };
    const body = JSON.stringify({
      list: Array.from({ length: 1000 }, (_, at) => `entry ${at}`),
      text,
    });
    const finding = run(body, { clock, limits: { milliseconds: 60 } });
    expect(finding.limits).toEqual(['time']);
    expect(finding.anatomy.omitted).toBeGreaterThan(0);
    expect(finding.texts).toMatchObject([{ needle: 'draft' }]);
  });
});

describe('when the engine itself fails', () => {
  it('the raw bytes are searched, and the finding claims nothing', () => {
    let calls = 0;
    const clock = () => {
      calls += 1;
      if (calls > 1) throw new RangeError('Maximum call stack size exceeded');
      return 0;
    };
    const list = Array.from({ length: 40 }, (_, at) => `entry ${at}`);
    expect(run(JSON.stringify({ list, text }), { clock })).toMatchObject({
      limits: ['depth'],
      envelopes: [],
      texts: [{ needle: 'draft', extent: 'whole' }],
      anatomy: { class: 'structured' },
    });
  });
});

describe('the size', () => {
  it('is what the caller says where bytes were cut before', () => {
    const finding = analyse({
      bytes: new TextEncoder().encode('{"a":"b'),
      size: 9_000_000,
    }).finding;
    expect(finding).toMatchObject({ size: 9_000_000, seen: 7 });
  });

  it('of parts is their sum', () => {
    const part = { name: 'f', bytes: new Uint8Array(10), size: 5000 };
    expect(analyse({ parts: [part, part] }).finding).toMatchObject({ size: 10_000, seen: 20 });
  });
});
