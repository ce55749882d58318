import { leavesOf } from '../field-path.ts';
import { goesToWorker, isMessage, type Payload } from '../payload.ts';
import type { Rule } from '../rule.ts';

/** A request that carries messages left in a form that is neither readable to us nor known to be sealed. */
export const messageWithoutEnvelope: Rule<Payload> = {
  id: 'message-without-envelope',
  title: 'A message in an unknown form',
  find(payload) {
    const { wire, finding, role } = payload.observation;
    if (role !== 'message' || wire.direction !== 'out' || !isMessage(payload)) return undefined;
    if (goesToWorker(payload)) return undefined;
    // Wrappers, key exchanges and opaque bytes have rules of their own.
    if (finding.envelopes.length > 0 || finding.texts.length > 0) return undefined;
    if (leavesOf(finding.anatomy).some(({ class: kind }) => kind === 'opaque')) return undefined;
    return { rule: messageWithoutEnvelope.id, host: wire.host };
  },
  sentence: (reason) =>
    `A message went to ${reason.host ?? 'the service'} in which neither your text nor a known form of encryption was found.`,
};
