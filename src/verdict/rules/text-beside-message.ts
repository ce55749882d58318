import { goesToWorker, isMessage, type Payload, wireFacts } from '../payload.ts';
import { place, readers } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** The typed text was found in something that is not the message: telemetry, a preview, another site. */
export const textBesideMessage: Rule<Payload> = {
  id: 'text-beside-message',
  title: 'Your text, beside the message',
  find(payload) {
    const { wire, finding, beforeSend } = payload.observation;
    const text = finding.texts[0];
    if (text === undefined || wire.direction !== 'out' || beforeSend) return undefined;
    if (isMessage(payload) || goesToWorker(payload)) return undefined;
    return { rule: textBesideMessage.id, path: text.path, ...wireFacts(payload) };
  },
  sentence: (reason) =>
    `Besides the message itself, the text you typed stands readable ${place(reason)}. ${readers(reason)}`,
};
