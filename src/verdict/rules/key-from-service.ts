import { isWithin } from '../field-path.ts';
import { isMessage, messageEnvelopes, type Payload, wireFacts } from '../payload.ts';
import { place, readers } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** The page was seen to encrypt the message, with a key that the service has: it sent the key, or got it. */
export const keyFromService: Rule<Payload> = {
  id: 'key-from-service',
  title: 'The service has the key',
  find(payload) {
    const { wire, finding } = payload.observation;
    if (wire.direction !== 'out' || !isMessage(payload)) return undefined;
    const sealed = finding.openings?.find(
      ({ path, keyAtService, holds, transport }) =>
        keyAtService !== undefined &&
        !transport &&
        (holds !== undefined ||
          messageEnvelopes(payload).some((envelope) => isWithin(path, envelope.path))),
    );
    if (sealed?.keyAtService === undefined) return undefined;
    const { path, keyAtService: note } = sealed;
    return { rule: keyFromService.id, note, path, ...wireFacts(payload) };
  },
  sentence(reason) {
    const way = reason.note === 'sent' ? 'the page had sent to it' : 'had come from it';
    return `The message is encrypted, ${place(reason)}, but its key stood readable in what ${way} before. ${readers(reason)}`;
  },
};
