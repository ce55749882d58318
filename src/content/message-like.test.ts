import { expect, it } from 'vitest';
import { messageLike } from './message-like.ts';

it.each([
  'meet me at the harbour',
  'I will come a bit later today, sorry!',
  'Ich komme später',
  'Привет, как дела сегодня',
  '今日は港で会いましょう',
  'พรุ่งนี้เจอกันที่ท่าเรือ',
])('%s may be a message', (text) => {
  expect(messageLike(text)).toBe(text);
});

it.each([
  '',
  'online',
  'Robin',
  'Alexandra Papadopoulos',
  '12:30',
  'Saturday, 21 November 2026',
  '+49 30 123456 78901234567890',
  'is typing',
  'a b c d e f g',
  'ok ok ok',
  '東京タワー',
  '3f2a9c01-d4e5-4a53-9d7c-5e0a7b8c9d10',
])('%s is not taken for one', (text) => {
  expect(messageLike(text)).toBeUndefined();
});

it('white space is one space, and a long text is known by its beginning', () => {
  expect(messageLike('  meet \n me\tat the harbour ')).toBe('meet me at the harbour');
  const long = messageLike('harbour lights '.repeat(200));
  expect(long?.length).toBeLessThanOrEqual(400);
  expect(long?.endsWith('harbour') || long?.endsWith('lights')).toBe(true);
});
