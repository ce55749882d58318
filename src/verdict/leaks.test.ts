import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Leak, leakSentence, leaksOf, MOST_MOMENTS, mergeLeaks } from './leaks.ts';
import { payload, text } from './testing/examples.ts';

const leak = (changes: Partial<Leak> = {}): Leak => ({
  host: 'api.giphy.example',
  path: 'url.query.q',
  what: 'text',
  beforeSend: true,
  thirdParty: true,
  secure: true,
  reader: 'whoever runs api.giphy.example',
  moments: [1_000],
  ...changes,
});

describe('the leaks of a payload', () => {
  it('are the whole text and each part, with host, field and moment', () => {
    const beside = payload({
      role: 'telemetry',
      at: 5,
      wire: { host: 'log.example.net', thirdParty: true },
      finding: { texts: [text('properties.text')] },
      parts: [{ kind: 'link', path: 'url.query.u' }],
    });
    expect(leaksOf(beside)).toMatchObject([
      { host: 'log.example.net', path: 'properties.text', what: 'text', beforeSend: false },
      { path: 'url.query.u', what: 'link', thirdParty: true, moments: [5] },
    ]);
  });

  it('are none for the message itself, for what comes in, and where nothing was found', () => {
    expect(leaksOf(payload({ finding: { texts: [text()] } }))).toEqual([]);
    expect(
      leaksOf(payload({ role: 'typing', wire: { direction: 'in' }, finding: { texts: [text()] } })),
    ).toEqual([]);
    expect(leaksOf(payload({ role: 'telemetry' }))).toEqual([]);
  });

  it('are a beginning where a long beginning was found', () => {
    const typing = payload({
      role: 'typing',
      beforeSend: true,
      finding: { texts: [text('draft', { extent: 'part' })] },
    });
    expect(leaksOf(typing)).toMatchObject([{ what: 'beginning', beforeSend: true }]);
  });
});

describe('leaks joined', () => {
  it('are told once a place, with all moments, the latest first', () => {
    const all = mergeLeaks([leak()], [leak({ moments: [3_000] }), leak({ moments: [2_000] })]);
    expect(all).toEqual([leak({ moments: [3_000, 2_000, 1_000] })]);
    expect(mergeLeaks(all, [leak({ moments: [3_000] })])).toEqual(all);
  });

  it('begin with the worst, and are bounded', () => {
    const many = Array.from({ length: 40 }, (_, at) => leak({ path: `p${at}`, thirdParty: false }));
    const all = mergeLeaks(many, [leak(), leak({ secure: false, thirdParty: false })]);
    expect(all).toHaveLength(16);
    expect(all[0]).toMatchObject({ secure: false });
    expect(all[1]).toMatchObject({ thirdParty: true });
    const often = Array.from({ length: 90 }, (_, at) => leak({ moments: [at] }));
    expect(mergeLeaks([], often)[0]?.moments).toHaveLength(MOST_MOMENTS);
  });

  it('do not depend on the order of arrival', () => {
    const some = fc.array(
      fc
        .record({
          path: fc.constantFrom(...Array.from({ length: 30 }, (_, at) => `p${at}`)),
          beforeSend: fc.boolean(),
          moments: fc.integer({ min: 1, max: 99 }).map((at) => [at]),
        })
        .map(leak),
      { maxLength: 60 },
    );
    const one = (leaks: readonly Leak[]) =>
      leaks.reduce<Leak[]>((known, next) => mergeLeaks(known, [next]), []);
    fc.assert(
      fc.property(some, (leaks) => {
        expect(one(leaks.toReversed())).toEqual(one(leaks));
      }),
    );
  });
});

it('is a sentence with nothing but wire facts in it', () => {
  expect(leakSentence(leak())).toBe(
    'What you typed went to api.giphy.example, in field q, before you pressed Send.',
  );
  expect(leakSentence(leak({ what: 'word', path: '', beforeSend: false }))).toBe(
    'Words of your message went to api.giphy.example beside the message itself.',
  );
});
