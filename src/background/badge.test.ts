import { describe, expect, it } from 'vitest';
import { newConversation } from '../verdict/judge.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { badgeState, drawn } from './badge.ts';

const waiting = newConversation('example', 'c0ffee');

function judged(verdict: Verdict) {
  const reasons = [{ rule: 'text-in-message', path: 'body', host: 'chat.example' }];
  return {
    ...waiting,
    state: 'undecided' as const,
    judgement: { verdict, strength: 'strong' as const, reasons },
  };
}

describe('a badge', () => {
  it.each([
    ['plaintext', 'OPEN'],
    ['tls-only', 'TLS'],
    ['e2ee', 'E2EE'],
    ['inconclusive', '?'],
  ] as const)('says %s as %s, with the reason', (verdict, text) => {
    const badge = drawn(badgeState('Example', judged(verdict)));
    expect(badge.text).toBe(text);
    expect(badge.title).toContain('body');
  });

  it('says that it waits, and nothing where nothing is watched', () => {
    expect(badgeState('Example', undefined)).toMatchObject({ verdict: 'waiting', text: '...' });
    expect(badgeState('Example', waiting)).toMatchObject({ verdict: 'waiting' });
    expect(badgeState(undefined, judged('e2ee'))).toMatchObject({ verdict: 'off', text: '' });
  });

  it('is short, plain, and readable in white on its colour', () => {
    const states = [
      badgeState('Example', undefined),
      ...(['plaintext', 'tls-only', 'e2ee', 'inconclusive'] as const).map((verdict) =>
        badgeState('Example', judged(verdict)),
      ),
    ];
    for (const badge of states.map(drawn)) {
      expect(badge.text).toMatch(/^[\x21-\x7e]{1,4}$/);
      expect(1.05 / (luminance(badge.color) + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
    expect(1.05 / (luminance('#ffaa00') + 0.05)).toBeLessThan(4.5);
  });
});

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
