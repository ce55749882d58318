// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import { SafeText } from './safe-text.tsx';

const shown = (text: string) => {
  const root = document.createElement('div');
  render(<SafeText text={text} />, root);
  return root;
};

test('markup stays text', () => {
  const root = shown('<img src=x onerror=alert(1)>');
  expect(root.querySelector('img')).toBeNull();
  expect(root.textContent).toBe('<img src=x onerror=alert(1)>');
});

test('it is isolated and reads from left to right', () => {
  const element = shown('a.example').querySelector('bdi');
  expect(element?.getAttribute('dir')).toBe('ltr');
});

test('what is too long is cut, and says by how much; what just fits is not', () => {
  expect(shown('x'.repeat(240)).textContent).toBe('x'.repeat(240));
  expect(shown('x'.repeat(250)).textContent).toBe(`${'x'.repeat(240)}+10 characters`);
});
