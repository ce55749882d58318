import type { SendEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** Longest time between a Send and the payload that carries it, milliseconds. */
const LONGEST_WAY = 120_000;

/** You sent something, and no sealed message was seen to leave for it: it took a way that we do not see. */
export const sendUnaccounted: Rule<SendEvidence> = {
  id: 'send-unaccounted',
  title: 'A message we did not see leave',
  find({ outcome, sealed, notUniform, firstAt, lastAt }) {
    if (outcome === undefined) return undefined;
    const first = firstAt ?? outcome.at;
    const last = lastAt ?? outcome.at;
    const inTime = Math.max(Math.abs(first - outcome.at), Math.abs(last - outcome.at));
    const seen = (sealed !== undefined || notUniform > 0) && inTime <= LONGEST_WAY;
    return seen ? undefined : { rule: sendUnaccounted.id };
  },
  sentence: () =>
    'You sent a message, and we saw no sealed message leave for it. It may have taken a way that we do not see.',
};
