import type { Claim } from '../platforms/profile.ts';
import type { ConversationState } from './conversation-state.ts';
import type { Judgement, Verdict } from './verdict.ts';

/** Worst first. */
const order: readonly Verdict[] = ['plaintext', 'tls-only', 'inconclusive', 'e2ee'];

const words: Readonly<Record<Verdict, string>> = {
  plaintext: 'readable by anyone on the way',
  'tls-only': 'readable by the service',
  inconclusive: "can't tell",
  e2ee: 'sealed',
};

/** A platform's row: all its conversations together, beside what its vendor documents. */
export interface PlatformSummary {
  /** The worst judgement of its conversations; undefined before the first message. */
  judgement?: Judgement;
  /** Conversations of each verdict; those that still wait for a message are not counted. */
  mix: Record<Verdict, number>;
  /** The mix in words: `mixed: 1 readable by the service, 2 sealed`. */
  text: string;
  /** In words, how the observation contradicts what the vendor documents. */
  disagrees?: string;
}

/** The worst of several judgements: by verdict, then the surer one. @returns undefined for none */
export function worstJudgement(judgements: readonly Judgement[]): Judgement | undefined {
  const rank = ({ verdict, strength }: Judgement) =>
    order.indexOf(verdict) * 10 + ['proven', 'strong', 'indicative'].indexOf(strength);
  return judgements.toSorted((a, b) => rank(a) - rank(b))[0];
}

/** Rolls the conversations of one platform up. Claims are compared with the mix; they never change it. */
export function rollUp(
  states: readonly ConversationState[],
  claims: readonly Claim[],
): PlatformSummary {
  const mix: Record<Verdict, number> = { plaintext: 0, 'tls-only': 0, inconclusive: 0, e2ee: 0 };
  const judged = states.filter(({ state }) => state !== 'waiting');
  const judgement = worstJudgement(judged.map((state) => state.judgement));
  if (judgement === undefined) return { mix, text: 'waiting for a message' };
  for (const { judgement: one } of judged) mix[one.verdict] += 1;
  const present = order.filter((verdict) => mix[verdict] > 0);
  const parts = present.map((verdict) => `${mix[verdict]} ${words[verdict]}`);
  const disagrees = disagreement(mix, claims);
  return {
    judgement,
    mix,
    text: present.length > 1 ? `mixed: ${parts.join(', ')}` : parts.join(', '),
    ...(disagrees === undefined ? {} : { disagrees }),
  };
}

function disagreement(mix: Record<Verdict, number>, claims: readonly Claim[]): string | undefined {
  const positions = claims.map(({ position }) => position);
  const readable = mix.plaintext + mix['tls-only'];
  if (readable > 0 && positions.includes('e2ee-default')) {
    return 'The vendor documents end-to-end encryption by default; a message was readable here.';
  }
  if (mix.e2ee > 0 && positions.includes('none')) {
    return 'The vendor documents no end-to-end encryption; a message was sealed here.';
  }
  return undefined;
}
