import { isMessage, type Payload } from '../payload.ts';
import { place } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** The page was seen to encrypt the typed text, in no form that we know: whoever agreed on the key can read it. */
export const encryptedByPage: Rule<Payload> = {
  id: 'encrypted-by-page',
  title: 'Encrypted here, for whom is unknown',
  find(payload) {
    const { wire, finding } = payload.observation;
    if (wire.direction !== 'out' || !isMessage(payload) || finding.texts.length > 0) {
      return undefined;
    }
    if (finding.envelopes.some(({ role }) => role === 'message')) return undefined;
    const sealed = finding.openings?.find(({ holds, transport }) => holds && !transport);
    if (sealed === undefined) return undefined;
    const { path, algorithm: note } = sealed;
    return { rule: encryptedByPage.id, path, note, host: wire.host };
  },
  sentence: (reason) =>
    `Your text was encrypted in this page (${reason.note ?? 'cipher'}) before it left, ${place(reason)}. With whom the key was agreed is not visible: it may have been the service.`,
};
