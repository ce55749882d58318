// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import type { LeakLine } from '../../messages/messages.ts';
import { leakLine, MOST_MOMENTS } from '../../verdict/leaks.ts';
import { LeakList } from './leak-list.tsx';

const leak = (more: Partial<Parameters<typeof leakLine>[0]> = {}): LeakLine =>
  leakLine({
    host: 'api.giphy.example',
    path: 'url.query.q',
    what: 'text',
    beforeSend: true,
    thirdParty: true,
    secure: true,
    reader: 'whoever runs api.giphy.example',
    moments: [Date.parse('2026-11-20T14:03:27Z')],
    ...more,
  });

function shown(...leaks: LeakLine[]): string {
  const root = document.createElement('div');
  render(<LeakList leaks={leaks} />, root);
  return root.textContent ?? '';
}

test('host, field and time of Send stand in one sentence', () => {
  expect(shown(leak())).toContain(
    'What you typed went to api.giphy.example, in field q, before you pressed Send.',
  );
  expect(shown(leak({ beforeSend: false, what: 'link' }))).toContain(
    'A link from your message went to api.giphy.example, in field q, beside the message itself.',
  );
});

test('the service and somebody else are told apart', () => {
  expect(shown(leak())).toContain('Somebody else than the service, once, on');
  expect(shown(leak({ thirdParty: false }))).toContain('The service itself, once, on');
});

test('the count is as exact as it is kept', () => {
  const moments = (count: number) => Array.from({ length: count }, (_, at) => 1e12 + at);
  expect(shown(leak({ moments: moments(3) }))).toContain('3 times, last on');
  expect(shown(leak({ moments: moments(MOST_MOMENTS) }))).toContain('50 times or more, last on');
});

test('what the network can read is said', () => {
  expect(shown(leak())).not.toContain('TLS');
  expect(shown(leak({ secure: false }))).toContain('Without TLS: anyone on the network path');
});
