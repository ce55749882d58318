import type { Evidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** No message went through in this conversation since we look. */
export const nothingSent: Rule<Evidence> = {
  id: 'nothing-sent',
  title: 'Nothing sent yet',
  find: ({ messages, sends, opaque, readable }) =>
    messages + sends.length + opaque.length + readable.length === 0
      ? { rule: nothingSent.id }
      : undefined,
  sentence: () => 'No message was sent in this conversation since we look. Send one to check.',
};
