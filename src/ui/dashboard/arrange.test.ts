import { expect, test } from 'vitest';
import { platformRows } from '../../../test/ui/samples.ts';
import { type Arrangement, arrange } from './arrange.ts';

const names = (arrangement: Partial<Arrangement>) =>
  arrange(platformRows, { sort: 'verdict', down: false, show: 'all', ...arrangement }).map(
    (row) => row.service.name,
  );

test('by verdict: the most readable first, what was never observed last', () => {
  expect(names({})).toEqual([
    'mattermost.lan',
    'Messenger',
    'TikTok',
    'WhatsApp',
    'X',
    'Discord',
    'iMessage',
    'Matrix and Element',
    'Signal',
  ]);
});

test('turned round, the unobserved still come last', () => {
  expect(names({ down: true }).slice(0, 2)).toEqual(['X', 'WhatsApp']);
  expect(names({ down: true }).at(-1)).toBe('Signal');
});

test('by payloads, and by name', () => {
  expect(names({ sort: 'payloads' }).slice(0, 2)).toEqual(['TikTok', 'WhatsApp']);
  expect(names({ sort: 'name', down: true })[0]).toBe('X');
});

test('each filter keeps its rows and no other', () => {
  expect(names({ show: 'e2ee' })).toEqual(['X']);
  expect(names({ show: 'tls-only' })).toEqual(['Messenger', 'TikTok']);
  expect(names({ show: 'disagrees' })).toEqual(['Messenger']);
  expect(names({ show: 'observed' })).toHaveLength(5);
});
