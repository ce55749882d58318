import { describe, expect, it } from 'vitest';
import { hasOmissions, isExplainedField, isWithin, leavesOf, pathMatches } from './field-path.ts';
import { finding, leaf } from './testing/examples.ts';

describe('a path pattern', () => {
  it.each([
    ['8.100.4.text', '8.100.4.text', true],
    ['8.100.4.text', '8.100.4.texts', false],
    ['a.*.b', 'a.x.y.b', true],
    ['a.*.b', 'a.b', false],
    ['*.text', 'deep.text', true],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['aa*aa', 'aaa', false],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(pathMatches(pattern, path)).toBe(expected);
  });
});

it.each([
  ['a.b', 'a', true],
  ['a@to', 'a', true],
  ['a[]', 'a', true],
  ['a', 'a', true],
  ['anything', '', true],
  ['ab', 'a', false],
  ['a', 'a.b', false],
])('%s within %s: %s', (path, parent, expected) => {
  expect(isWithin(path, parent)).toBe(expected);
});

it('walks leaves from left to right, and notices what was left out', () => {
  const inner = { path: 'a', format: 'json', size: 9, children: [leaf('a.x', 'text')] };
  const { anatomy } = finding({ leaves: [inner, leaf('b', 'number')] });
  expect(leavesOf(anatomy).map(({ path }) => path)).toEqual(['a.x', 'b']);
  expect(hasOmissions(anatomy)).toBe(false);
  expect(hasOmissions({ ...anatomy, children: [{ ...inner, omitted: 2 }] })).toBe(true);
});

it.each([
  [['session_id'], 'content.session_id', true],
  [['session_id'], 'a.session_id[0]', true],
  [['session_id'], 'session_id.text', false],
  [['1.9.1'], '1.9.1', true],
  [['1.9.1'], '1.7.1', false],
  [['3.1*.5'], '3.1[].5', true],
  [[], 'text', false],
])('%j explains %s: %s', (explained, path, expected) => {
  expect(isExplainedField(explained, path)).toBe(expected);
});
