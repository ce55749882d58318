import type { Evidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** Sealed messages were seen in a conversation whose text also stood readable: that does not turn it green. */
export const alsoSealed: Rule<Evidence> = {
  id: 'also-sealed',
  title: 'Sealed, but also readable',
  find({ readable, outgoing, incoming }) {
    const sealed = outgoing[0] ?? incoming[0];
    if (readable.length === 0 || sealed === undefined) return undefined;
    const side = readable.every((item) => item.side !== undefined);
    const host = readable[0]?.reason.host;
    return {
      rule: alsoSealed.id,
      ...(sealed.note === undefined ? {} : { note: sealed.note }),
      ...(side && host !== undefined ? { host } : {}),
    };
  },
  sentence: (reason) =>
    reason.host === undefined
      ? 'Other messages of this conversation had a sealed form, but once text was seen readable, later encryption does not take that back.'
      : `The message itself had a sealed form, but its text was also readable via ${reason.host}.`,
};
