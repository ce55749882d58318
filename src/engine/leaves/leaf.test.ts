import { expect, it } from 'vitest';
import { Content } from '../content.ts';
import type { Layer } from '../finding.ts';
import { describeLeaf } from './leaf.ts';

function leafOf(text: string): Layer {
  const layer: Layer = { path: '', format: 'leaf', size: text.length, children: [] };
  describeLeaf(layer, new Content(text));
  return layer;
}

it.each([
  'see you at eight',
  'https://example.org/a?b=c',
  '<p>https://example.org/a?b=c</p>',
  'ha'.repeat(40),
  `<p>${'x'.repeat(60)}</p>`,
  `@bob ${'o'.repeat(50)}!`,
])('%s reads as sent by a person', (text) => {
  expect(leafOf(text).prose).toBe(true);
});

it.each(['message', '<p>ok</p>', 'aB3'.repeat(20), 'ab12cd34'.repeat(8), 'A'.repeat(60)])(
  '%s need not',
  (text) => {
    expect(leafOf(text).prose).toBeUndefined();
  },
);
