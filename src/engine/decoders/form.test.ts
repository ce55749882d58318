import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { form } from './form.ts';

const declared = { contentType: 'application/x-www-form-urlencoded;charset=utf-8' };

it('undoes plus signs and percent escapes', () => {
  expect(decodeAlone(form, 'type=direct&content=a+b%20c%C3%A9%26', declared)).toEqual([
    ['type', 'direct'],
    ['content', 'a b cé&'],
  ]);
});

it('reads brackets as nesting and masks names that are content', () => {
  expect(decodeAlone(form, 'a[b][]=1&to[alice@example.org]=2', declared)?.map(([p]) => p)).toEqual([
    'a.b[]',
    'to.{}',
  ]);
});

it('needs two pairs where no header says that it is a form', () => {
  expect(decodeAlone(form, 'a=1&b=2', { parent: 'json' })).toHaveLength(2);
  expect(decodeAlone(form, 'a=1', { parent: 'json' })).toBeUndefined();
});

it.each([
  'YWJjZGVmZ2hpamtsbW5vcA==',
  'x = y & z = 1',
  'plain words',
  '{"a":"b=c&d=e"}',
  'https://example.org/a?x=1&y=2',
])('leaves %j alone', (text) => {
  expect(decodeAlone(form, text)).toBeUndefined();
});
