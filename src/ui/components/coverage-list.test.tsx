// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import type { CoverageReport } from '../../messages/observation.ts';
import { CoverageList } from './coverage-list.tsx';

const report = (more: Partial<CoverageReport>): CoverageReport => ({
  channel: 'fetch',
  state: 'seen',
  host: 'chat.example',
  reason: 'watched',
  blocks: false,
  ...more,
});
const lines = (reports: CoverageReport[]) => {
  const root = document.createElement('div');
  render(<CoverageList reports={reports} />, root);
  return [...root.querySelectorAll('dt, dd')].map((one) => one.textContent);
};

test('channels of one host and state are one line, each named once', () => {
  expect(lines([report({}), report({ channel: 'websocket' }), report({})])).toEqual([
    'Looked into',
    'fetch requests and WebSocket on chat.example',
  ]);
});

test('another host, state or reason is another line', () => {
  const worker = { channel: 'worker', state: 'seen-to-exist' } as const;
  expect(
    lines([
      report({}),
      report({ host: 'b.example' }),
      report({ ...worker, reason: 'worker-exists' }),
      report({ ...worker, reason: 'text-into-worker', blocks: true }),
    ]),
  ).toEqual([
    'Looked into',
    'fetch requests on chat.example',
    'fetch requests on b.example',
    'Seen to exist, content not inspected',
    'a worker on chat.example: the page may send from inside it',
    'a worker on chat.example: text was handed to it, and what it sends can’t be seen rules out “sealed”',
  ]);
});

test('what we failed to see ourselves is not said of a channel', () => {
  expect(lines([report({ state: 'unknown', reason: 'not-kept', blocks: true })])).toEqual([
    'Unknown',
    'The browser’s database could not be written or read rules out “sealed”',
  ]);
});

test('a reason that we have no words for is shown as it is, with nothing hidden', () => {
  expect(lines([report({ state: 'unknown', reason: 'odd\u202E' })])[1]).toContain(': oddU+202E');
});

test('what the second witness says is told with its number', () => {
  const witness = { state: 'seen-to-exist', reason: 'witness-only', blocks: true } as const;
  expect(
    lines([
      report({ reason: 'witness-agrees', count: 12 }),
      report({ ...witness, count: 2 }),
      report({ ...witness, channel: 'beacon', count: 1 }),
      report({ ...witness, host: 'b.example', count: 1 }),
      report({ channel: 'worker', state: 'seen-to-exist', reason: 'worker-requests', count: 1 }),
    ]),
  ).toEqual([
    'Looked into',
    'The browser’s own record agrees with what we saw chat.example send: 12 requests compared',
    'Seen to exist, content not inspected',
    'The browser sent 3 requests to chat.example that the page’s own view does not show rules out “sealed”',
    'The browser sent 1 request to b.example that the page’s own view does not show rules out “sealed”',
    expect.stringMatching(/^a worker on chat.example: the browser saw it send 1 request, /),
  ]);
});
