import { expect, it } from 'vitest';
import type { Judged } from './extension-messages.ts';
import { coverageWords, platformRow } from './platform-rows.ts';

const report = (channel: string, state: string) =>
  ({
    channel,
    state,
    host: 'chat.example',
    reason: '',
    blocks: true,
  }) as Judged['coverage'][number];

it('says what was not seen, each thing once', () => {
  expect(coverageWords([])).toBe('seen');
  expect(coverageWords([report('fetch', 'seen')])).toBe('seen');
  const worker = report('worker', 'seen-to-exist');
  expect(coverageWords([worker, worker, report('fetch', 'unknown')])).toBe(
    'fetch unknown, worker seen to exist',
  );
});

it('makes rows of chats and none of twins', () => {
  const state = {
    coverage: [],
    conversation: {
      judgement: { verdict: 'tls-only', strength: 'proven', reasons: [] },
      sentences: ['The text was found.', 'More.'],
    },
  } as unknown as Judged;
  const entry = {
    id: 'slack',
    platform: 'slack',
    url: 'https://app.slack.com/',
    composerSelector: 'p',
    sendSelector: 'Enter',
    expected: { verdict: 'tls-only' as const },
  };
  expect(platformRow(entry, 'firefox', state)).toBeUndefined();
  expect(platformRow({ ...entry, chat: 'direct message' }, 'firefox', state)).toEqual({
    id: 'slack',
    platform: 'slack',
    chat: 'direct message',
    browser: 'firefox',
    capture: 'standard',
    coverage: 'seen',
    verdict: 'tls-only',
    strength: 'proven',
    reason: 'The text was found.',
  });
});

it('names the way in which a message was only seen by the second witness', () => {
  const state = {
    coverage: [{ ...report('worker', 'seen-to-exist'), reason: 'message-outside' }],
    conversation: {
      judgement: { verdict: 'tls-only', strength: 'proven', reasons: [] },
      sentences: [],
    },
  } as unknown as Judged;
  const entry = {
    ...{ id: 'teams', platform: 'teams', chat: 'chat', url: 'https://teams.microsoft.com/' },
    ...{ composerSelector: 'p', sendSelector: 'Enter', expected: { verdict: 'tls-only' as const } },
  };
  expect(platformRow(entry, 'firefox', state)?.capture).toBe('request bodies');
  expect(platformRow(entry, 'firefox', state, 'deep')?.capture).toBe('deep');
});
