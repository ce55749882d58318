import { goesToWorker, type Payload, wireFacts } from '../payload.ts';
import { place, readers } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** What was typed left the page before the person sent it. */
export const draftBeforeSend: Rule<Payload> = {
  id: 'draft-before-send',
  title: 'Your draft, before Send',
  find(payload) {
    const { wire, finding, beforeSend } = payload.observation;
    const text = finding.texts[0];
    if (text === undefined || !beforeSend || wire.direction !== 'out') return undefined;
    if (goesToWorker(payload)) return undefined;
    return { rule: draftBeforeSend.id, path: text.path, ...wireFacts(payload) };
  },
  sentence: (reason) =>
    `Before you pressed Send, what you had typed stood readable ${place(reason)}. ${readers(reason)}`,
};
