import type { SendEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** Below this size the uniformity tests still let numeric data pass now and then, bytes. */
export const STRONG_SIZE = 128;

/** The sealed part is short, so the statistics behind "looks random" are weak. */
export const fewBytes: Rule<SendEvidence> = {
  id: 'few-bytes',
  title: 'Few bytes to judge by',
  find: ({ sealed }) =>
    sealed !== undefined && sealed.size < STRONG_SIZE
      ? { rule: fewBytes.id, note: String(sealed.size) }
      : undefined,
  sentence: (reason) =>
    `The sealed part has only ${reason.note ?? 'few'} bytes, so this is an indication. A longer message gives a stronger answer.`,
};
