import { goesToWorker, isMessage, messageEnvelopes, type Payload, wireFacts } from '../payload.ts';
import { envelopeName, place } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** A message left in a recognised form of end-to-end encryption. A form is not yet a proof. */
export const messageSealed: Rule<Payload> = {
  id: 'message-sealed',
  title: 'A sealed form went out',
  find(payload) {
    const { wire, role } = payload.observation;
    if (wire.direction !== 'out' || !isMessage(payload) || role === 'edit') return undefined;
    if (goesToWorker(payload)) return undefined;
    const envelope = messageEnvelopes(payload)[0];
    if (envelope === undefined) return undefined;
    const { host, secure } = wireFacts(payload);
    return { rule: messageSealed.id, note: envelope.id, path: envelope.path, host, secure };
  },
  sentence: (reason) =>
    `The message left in the form of ${envelopeName(reason.note)}, ${place(reason)}.`,
};
