// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it } from 'vitest';
import { OutdatedClaims } from './outdated-claims.tsx';

const claim = {
  said: 'It is encrypted end to end.',
  holds: 'Only calls are.',
  source: 'https://vendor.example/security',
  checked: '2026-11-20',
};

afterEach(() => render(null, document.body));

it('tells what is said, what holds, and where that is documented', () => {
  render(<OutdatedClaims outdated={[claim]} />, document.body);
  expect(document.querySelector('summary')?.textContent).toBe('One published claim does not hold');
  for (const words of [claim.said, claim.holds, 'vendor.example']) {
    expect(document.body.textContent).toContain(words);
  }
  expect(document.querySelector('a')?.href).toBe(claim.source);
});

it('says nothing where there is none', () => {
  render(<OutdatedClaims outdated={[]} />, document.body);
  expect(document.body.textContent).toBe('');
});
