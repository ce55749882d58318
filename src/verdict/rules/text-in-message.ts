import { goesToWorker, isMessage, type Payload, wireFacts } from '../payload.ts';
import { place, readers } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** The typed text was found in the message that left the page. */
export const textInMessage: Rule<Payload> = {
  id: 'text-in-message',
  title: 'Your text, in the message',
  find(payload) {
    const { wire, finding } = payload.observation;
    const text = finding.texts[0];
    if (text === undefined || wire.direction !== 'out') return undefined;
    if (!isMessage(payload) || goesToWorker(payload)) return undefined;
    return { rule: textInMessage.id, path: text.path, ...wireFacts(payload) };
  },
  sentence: (reason) => `The text you typed stands readable ${place(reason)}. ${readers(reason)}`,
};
