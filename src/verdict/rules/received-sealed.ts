import type { SendEvidence } from '../evidence.ts';
import { envelopeName } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** A recorded message came in sealed, and nothing in it speaks against that. */
export const receivedSealed: Rule<SendEvidence> = {
  id: 'received-sealed',
  title: 'Sealed when it came in',
  find({ sealed }) {
    if (sealed === undefined) return undefined;
    const { envelope: note, host, path, secure } = sealed;
    return { rule: receivedSealed.id, note, host, path, secure };
  },
  sentence(reason) {
    const where = reason.path ? ` at ${reason.path}` : '';
    return `A message came in from ${reason.host ?? 'the service'} sealed:${where} stands ${envelopeName(reason.note)} with a ciphertext that looks random, and no key lies beside it.`;
  },
};
