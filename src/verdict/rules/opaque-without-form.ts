import { leavesOf } from '../field-path.ts';
import { isMessage, type Payload } from '../payload.ts';
import { place } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** A message payload holds bytes that look random, in no form of encryption that we know. */
export const opaqueWithoutForm: Rule<Payload> = {
  id: 'opaque-without-form',
  title: 'Looks random, form unknown',
  find(payload) {
    const { wire, finding, role } = payload.observation;
    if (role !== 'message' || wire.direction !== 'out' || !isMessage(payload)) return undefined;
    if (finding.envelopes.length > 0 || finding.texts.length > 0) return undefined;
    const leaf = leavesOf(finding.anatomy).find(({ class: kind }) => kind === 'opaque');
    return leaf && { rule: opaqueWithoutForm.id, path: leaf.path, host: wire.host };
  },
  sentence: (reason) =>
    `Bytes that look random stand ${place(reason)}, in no form of encryption that we know. Encryption looks like that, and so does much else.`,
};
