import type { Strength, Verdict } from '../../verdict/verdict.ts';

/**
 * The answer to "who can read this message?", in words, for one conversation of a service.
 *
 * @param elsewhere host of somebody else, when only they were seen to get something readable; the reason names it
 */
export function headline(
  verdict: Verdict,
  strength: Strength,
  service: string,
  elsewhere?: string,
): string {
  const hedged = strength === 'indicative';
  const reader = elsewhere === undefined ? service : 'Somebody else';
  switch (verdict) {
    case 'plaintext':
      return hedged
        ? 'Anyone on the network can probably read this.'
        : 'Anyone on the network can read this.';
    case 'tls-only':
      return hedged ? `${reader} can probably read this.` : `${reader} can read this.`;
    case 'e2ee':
      return hedged
        ? 'Probably sealed before it left this page.'
        : 'Sealed before it left this page.';
    case 'inconclusive':
      return 'We can’t tell who can read this.';
  }
}

/** How sure, in words that stand beside the verdict's term. Empty where there is nothing to be sure of. */
export function strengthWords(verdict: Verdict, strength: Strength): string {
  if (verdict === 'inconclusive') return '';
  switch (strength) {
    case 'proven':
      return 'proven: we found the text';
    case 'strong':
      return 'strong evidence';
    case 'indicative':
      return 'weak evidence';
  }
}

/** Most readable first: the order in which a reader wants to meet verdicts. */
export const verdictOrder: readonly Verdict[] = ['plaintext', 'tls-only', 'inconclusive', 'e2ee'];

export type Reader = 'network' | 'service';
export type Reading = 'can' | 'cannot' | 'sealed' | 'unknown';

/**
 * Who of the parties on the way can read a message under this verdict. Only `plaintext` and `tls-only`
 * say that somebody can; `e2ee` says only that what passes is sealed; `inconclusive` says nothing of anybody.
 */
export function reading(verdict: Verdict, reader: Reader): Reading {
  switch (verdict) {
    case 'plaintext':
      return 'can';
    case 'tls-only':
      return reader === 'service' ? 'can' : 'cannot';
    case 'e2ee':
      return 'sealed';
    case 'inconclusive':
      return 'unknown';
  }
}
