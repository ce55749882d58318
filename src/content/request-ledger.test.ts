import { expect, it } from 'vitest';
import type { OutsidePayload } from '../messages/outside-payload.ts';
import type { TapPayload } from '../messages/tap-message.ts';
import { MISSING_AFTER, OUTSIDE_AFTER, RequestLedger } from './request-ledger.ts';

const BASE = 'https://chat.example/room/1';

function seen(more: Partial<OutsidePayload> = {}): OutsidePayload {
  return {
    ...{ kind: 'outside-payload', witness: 'request', at: 0, channel: 'fetch', direction: 'out' },
    ...{ method: 'POST', url: 'https://chat.example/send', contentType: '', size: 5 },
    ...more,
  } as OutsidePayload;
}

function told(more: Partial<TapPayload> = {}): TapPayload {
  return {
    ...{ kind: 'payload', at: 0, channel: 'fetch', direction: 'out', method: 'post' },
    ...{ url: '/send', contentType: '', body: 'hello', size: 5 },
    ...more,
  } as TapPayload;
}

function ledger() {
  const log: string[] = [];
  const book = new RequestLedger({
    outside: (sender, { url }) => log.push(`outside ${sender} ${new URL(url).pathname}`),
    missing: (sender, { url }) => log.push(`missing ${sender} ${new URL(url).pathname}`),
    agreed: () => log.push('agreed'),
  });
  return { book, log };
}

it('a request that both saw is agreed on, whoever spoke first', () => {
  const { book, log } = ledger();
  book.reported(told(), BASE, 0);
  book.witnessed('document', seen(), 10);
  book.witnessed('document', seen({ size: 6 }), 20);
  book.reported(told({ body: 'grüße', size: 5 }), BASE, 30);
  expect(log).toEqual(['agreed']);
  book.reported(told({ body: 'hällo', size: 5 }), BASE, 40);
  book.settle(100_000);
  expect(log.filter((line) => line === 'agreed')).toHaveLength(2);
});

it('one report stands for one request', () => {
  const { book, log } = ledger();
  book.reported(told(), BASE, 0);
  book.witnessed('document', seen(), 0);
  book.witnessed('document', seen(), 0);
  book.settle(OUTSIDE_AFTER);
  expect(log).toEqual(['agreed', 'outside document /send']);
  book.settle(MISSING_AFTER - 1);
  expect(log).toHaveLength(2);
  book.settle(MISSING_AFTER);
  expect(log.at(-1)).toBe('missing document /send');
  book.settle(2 * MISSING_AFTER);
  expect(log).toHaveLength(3);
});

it('a report that comes after the search still prevents the alarm', () => {
  const { book, log } = ledger();
  book.witnessed('document', seen(), 0);
  book.settle(OUTSIDE_AFTER);
  book.reported(told(), BASE, 2_000);
  book.settle(MISSING_AFTER);
  expect(log).toEqual(['outside document /send', 'agreed']);
});

it.each([
  ['another address', told({ url: '/other' })],
  ['another query', told({ url: '/send?x' })],
  ['another method', told({ method: 'PUT' })],
  ['another size', told({ body: 'hello!', size: 6 })],
  ['no body', told({ body: null, size: 0 })],
  ['what came in', told({ direction: 'in' })],
  ['a message to a worker', told({ channel: 'worker' })],
])('%s is no match', (_, payload) => {
  const { book, log } = ledger();
  book.reported(payload, BASE, 0);
  book.witnessed('document', seen(), 0);
  book.settle(MISSING_AFTER);
  expect(log).toEqual(['outside document /send', 'missing document /send']);
});

it.each([
  ['a form', told({ body: [{ name: 'a', body: 'b', size: 1 }], size: 1 })],
  ['a stream', told({ body: null, size: 3, unseen: 'stream' })],
  ['a text that was cut', told({ body: 'hel', size: 9, unseen: 'too-large' })],
  ['an upgraded address', told({ url: 'http://chat.example/send' })],
])('%s matches by its address', (_, payload) => {
  const { book, log } = ledger();
  book.reported(payload, BASE, 0);
  book.witnessed('document', seen(), 0);
  expect(log).toEqual(['agreed']);
});

it('a beacon without a body, of which the browser speaks as of one that it can’t read', () => {
  const { book, log } = ledger();
  book.reported(told({ channel: 'beacon', body: null, size: 0 }), BASE, 0);
  book.witnessed('document', seen({ size: -1 }), 0);
  expect(log).toEqual(['agreed']);
});

it('a body of unknown size takes no place that another fills', () => {
  const { book, log } = ledger();
  book.reported(told(), BASE, 0);
  book.reported(told({ body: 'longer', size: 6 }), BASE, 0);
  book.witnessed('document', seen({ size: 6 }), 0);
  book.witnessed('document', seen({ size: -1 }), 0);
  expect(log).toEqual(['agreed', 'agreed']);
});

it('what a service worker sends on for the page is neither counted nor taken twice', () => {
  const { book, log } = ledger();
  book.reported(told(), BASE, 0);
  book.witnessed('document', seen(), 0);
  book.witnessed('shared-worker', seen(), 0);
  book.settle(MISSING_AFTER);
  expect(log).toEqual(['agreed']);
  book.witnessed('shared-worker', seen({ size: 7 }), MISSING_AFTER);
  book.settle(MISSING_AFTER + OUTSIDE_AFTER);
  expect(log.at(-1)).toBe('outside shared-worker /send');
});

it('a report is forgotten after a minute', () => {
  const { book, log } = ledger();
  book.reported(told(), BASE, 0);
  book.reported(told({ url: '/new' }), BASE, 61_000);
  book.witnessed('document', seen(), 61_000);
  expect(log).toEqual([]);
});
