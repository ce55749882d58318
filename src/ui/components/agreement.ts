import type { Claim } from '../../platforms/profile.ts';
import type { Verdict } from '../../verdict/verdict.ts';

export type Agreement = 'agrees' | 'disagrees' | 'allowed' | 'open';

const readable: ReadonlySet<Verdict> = new Set(['plaintext', 'tls-only']);

/**
 * Compares what we observed with what the vendor documents. Never a verdict of its own: an inconclusive
 * observation neither confirms nor contradicts anything.
 */
export function agreement(position: Claim['position'], verdict: Verdict): Agreement {
  if (verdict === 'inconclusive' || position === 'not-documented') return 'open';
  if (readable.has(verdict)) {
    if (position === 'e2ee-default') return 'disagrees';
    return position === 'none' ? 'agrees' : 'allowed';
  }
  return position === 'none' ? 'disagrees' : 'agrees';
}

/** The vendor's position in a few words, for a table cell. */
export const positionWords: Record<Claim['position'], string> = {
  'e2ee-default': 'end-to-end encrypted by default',
  'e2ee-optional': 'end-to-end encryption as an option',
  'e2ee-partial': 'end-to-end encryption for some chats',
  none: 'no end-to-end encryption',
  'not-documented': 'nothing documented',
};

/** One sentence on how the observation stands to the claim. */
export function agreementSentence(position: Claim['position'], verdict: Verdict): string {
  switch (agreement(position, verdict)) {
    case 'agrees':
      return 'What we saw here agrees.';
    case 'disagrees':
      return readable.has(verdict)
        ? 'What we saw here disagrees: the message was readable.'
        : 'What we saw here disagrees: the message was sealed.';
    case 'allowed':
      return 'What we saw here is possible under this: not every chat is sealed.';
    case 'open':
      return position === 'not-documented'
        ? 'There is nothing to compare with.'
        : 'We can neither confirm nor contradict it.';
  }
}
