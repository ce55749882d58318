import { messageEnvelopes, type Payload } from '../payload.ts';
import { envelopeName } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** Forms by names and sizes of fields alone: anybody may write them, for anything. */
const WITHOUT_MARK: ReadonlySet<string> = new Set(['secretbox-fields']);

/** The form has neither version nor structure of its own, so it is not the second sign that statistics need. */
export const formWithoutMark: Rule<Payload> = {
  id: 'form-without-mark',
  title: 'A form without a mark of its own',
  find(payload) {
    const match = messageEnvelopes(payload).find(({ id }) => WITHOUT_MARK.has(id));
    return match && { rule: formWithoutMark.id, path: match.path, note: match.id };
  },
  sentence: (reason) =>
    `The message has the fields of ${envelopeName(reason.note)}, but that form has no mark of its own, and other data can look the same. It is a hint, and not enough to call the message sealed.`,
};
