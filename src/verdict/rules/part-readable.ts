import { goesToWorker, type Payload, wireFacts } from '../payload.ts';
import { place, readers } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** Less than the whole text went out beside the message: its beginning, words of it, a link in it. */
export const partReadable: Rule<Payload> = {
  id: 'part-readable',
  title: 'A part of your text, beside the message',
  find(payload) {
    const { wire, parts = [], beforeSend } = payload.observation;
    const [part] = parts;
    if (part === undefined || wire.direction !== 'out' || goesToWorker(payload)) return undefined;
    const note = `${part.kind}${beforeSend ? ' before' : ''}`;
    return { rule: partReadable.id, path: part.path, note, ...wireFacts(payload) };
  },
  sentence(reason) {
    const [kind = '', before] = (reason.note ?? '').split(' ');
    const what = WORDS[kind] ?? 'a part of what you typed';
    const start = before
      ? `Before you pressed Send, ${what}`
      : `Beside the message itself, ${what}`;
    return `${start} stood readable ${place(reason)}. ${readers(reason)}`;
  },
};

const WORDS: Readonly<Record<string, string>> = {
  beginning: 'the beginning of what you typed',
  word: 'words of what you typed',
  link: 'a link from your message',
};
