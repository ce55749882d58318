import type { SendEvidence } from '../evidence.ts';
import { envelopeName } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** A Send that met every condition: the message was sealed before it left the page. */
export const sealedBeforeLeaving: Rule<SendEvidence> = {
  id: 'sealed-before-leaving',
  title: 'Sealed before it left',
  find({ sealed }) {
    if (sealed === undefined) return undefined;
    const { envelope: note, host, path, secure } = sealed;
    return { rule: sealedBeforeLeaving.id, note, host, path, secure };
  },
  sentence(reason) {
    const where = reason.path ? `, at ${reason.path},` : '';
    return `Your message was sealed before it left for ${reason.host ?? 'the service'}: in its place${where} stands ${envelopeName(reason.note)} with a ciphertext that looks random, and no key lies beside it.`;
  },
};
