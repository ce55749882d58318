import { expect, it } from 'vitest';
import { beginningOf } from './beginnings.ts';
import { Classifier } from './classifier.ts';

const DRAFT =
  'The committee met on Tuesday to review the proposal, and everybody agreed to postpone.';
/** A message of a ratchet by its form: version, key, counters, 96 bytes that pass for ciphertext, MAC. */
const uneven = (size: number) =>
  Buffer.from(
    Array.from({ length: size }, (_, at) => (at * at * 89 + at * 151 + (at >> 3) * 67) & 255),
  );
const signal = Buffer.concat([
  Buffer.from('330a2105', 'hex'),
  uneven(32),
  Buffer.from('1003180022', 'hex'),
  Buffer.from([96]),
  uneven(96),
  uneven(8),
]).toString('base64');

function verdictOf(fields: object) {
  return new Classifier().classify({
    id: 1,
    transport: 'fetch',
    direction: 'out',
    url: 'https://im.example.org/api/send',
    bytes_b64: Buffer.from(JSON.stringify({ content: signal, ...fields })).toString('base64'),
    drafts: [DRAFT],
  } as Parameters<Classifier['classify']>[0]);
}

it('a notification that shows the beginning of a sealed message speaks against sealing', () => {
  const { verdict, reasons, envelopes } = verdictOf({
    notification: { title: 'Mira', body: `${DRAFT.slice(0, 30)}…` },
  });
  expect(envelopes).toEqual(['signal']);
  expect(verdict).toBe('inconclusive');
  expect(reasons.map(({ rule }) => rule)).toContain('part-readable');
});

it('a notice without any of it does not', () => {
  const { reasons } = verdictOf({
    notification: { title: 'Mira', body: 'You have a new message' },
  });
  expect(reasons.map(({ rule }) => rule)).not.toContain('part-readable');
});

it('short texts have no beginning of their own', () => {
  expect(beginningOf({ id: 'draft:1', text: 'x'.repeat(32) })).toEqual([]);
  expect(beginningOf({ id: 'draft:1', text: 'x'.repeat(33) })).toEqual([
    { id: 'beginning:draft:1', text: 'x'.repeat(16) },
  ]);
});
