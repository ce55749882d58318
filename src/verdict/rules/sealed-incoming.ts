import { goesToWorker, messageEnvelopes, type Payload } from '../payload.ts';
import { envelopeName } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** A message came in inside a recognised envelope. Whether it is readable elsewhere is unknown. */
export const sealedIncoming: Rule<Payload> = {
  id: 'sealed-incoming',
  title: 'A sealed form came in',
  find(payload) {
    const { wire } = payload.observation;
    const envelope = messageEnvelopes(payload)[0];
    if (envelope === undefined || wire.direction !== 'in' || payload.foreign) return undefined;
    if (goesToWorker(payload)) return undefined;
    return { rule: sealedIncoming.id, note: envelope.id, host: wire.host };
  },
  sentence: (reason) =>
    `A message came in from ${reason.host ?? 'the service'} in the form of ${envelopeName(reason.note)}. That alone proves nothing: send one to check.`,
};
