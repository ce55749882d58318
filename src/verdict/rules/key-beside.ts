import { isMessage, messageEnvelopes, type Payload, wireFacts } from '../payload.ts';
import { place, readers } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** The key of a sealed message seems to travel beside it. */
export const keyBeside: Rule<Payload> = {
  id: 'key-beside',
  title: 'The key lies beside the message',
  find(payload) {
    if (payload.observation.wire.direction !== 'out' || !isMessage(payload)) return undefined;
    const path = messageEnvelopes(payload).find((envelope) => envelope.keyBeside)?.keyBeside;
    return path === undefined ? undefined : { rule: keyBeside.id, path, ...wireFacts(payload) };
  },
  sentence: (reason) =>
    `The message is encrypted, but what looks like its key lies beside it, ${place(reason)}: who has both can read it. ${readers(reason)}`,
};
