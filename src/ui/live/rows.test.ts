import { expect, test } from 'vitest';
import { claimDefault, tiktok } from '../../../test/ui/samples.ts';
import type { ServiceState } from '../../messages/messages.ts';
import type { ServiceSummary } from '../../store/queries.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { platformRows } from './rows.ts';

const services: ServiceState[] = [
  { service: tiktok, claims: [claimDefault], enabled: true, permitted: true },
  {
    service: { id: 'signal', name: 'Signal', pages: [] },
    claims: [],
    enabled: false,
    permitted: false,
  },
];

const summary = (service: string, mix: Partial<Record<Verdict, number>>): ServiceSummary => ({
  service,
  summary: {
    judgement: {
      verdict: 'tls-only',
      strength: 'proven',
      reasons: [{ rule: 'text-in-message', path: 'message.body', host: 'chat.example' }],
    },
    mix: { plaintext: 0, 'tls-only': 0, inconclusive: 0, e2ee: 0, ...mix },
    text: 'mixed: words of the roll-up',
    disagrees: 'It contradicts.',
  },
  conversations: 2,
  payloads: 7,
  sends: 3,
  firstAt: 1,
  lastAt: 2,
});

test('what was observed joins its service; a service without keeps none', () => {
  const [first, second, ...rest] = platformRows(services, [summary('tiktok', { 'tls-only': 2 })]);
  expect(rest).toEqual([]);
  expect(first?.observed).toMatchObject({
    conversations: 2,
    payloads: 7,
    disagrees: 'It contradicts.',
  });
  expect(first?.observed?.sentence).toContain('message.body');
  expect(second?.observed).toBeUndefined();
});

test('a mix is told only where the conversations differ', () => {
  const mixOf = (mix: Partial<Record<Verdict, number>>) =>
    platformRows(services, [summary('tiktok', mix)])[0]?.observed?.mix;
  expect(mixOf({ 'tls-only': 1, e2ee: 1 })).toBe('mixed: words of the roll-up');
  expect(mixOf({ 'tls-only': 2 })).toBeUndefined();
});

test('findings of a removed site keep a row of their own', () => {
  const rows = platformRows(services, [summary('site-gone', { 'tls-only': 1 })]);
  expect(rows.map((row) => row.service.name)).toEqual(['TikTok', 'Signal', 'site-gone (removed)']);
  expect(rows[2]?.observed?.payloads).toBe(7);
});
