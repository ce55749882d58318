import { expect, it } from 'vitest';
import { isNewEnough } from './node-program.ts';

it.each([
  ['20.20.2', false],
  ['22.12.0', false],
  ['22.13.0', true],
  ['24.0.0', true],
])('Node %s can run The Lounge: %s', (version, able) => {
  expect(isNewEnough(version)).toBe(able);
});
