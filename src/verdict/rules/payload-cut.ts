import { hasOmissions } from '../field-path.ts';
import type { Payload } from '../payload.ts';
import type { Rule } from '../rule.ts';

/** Part of the payload was not seen, or not followed to its end. The text may stand there. */
export const payloadCut: Rule<Payload> = {
  id: 'payload-cut',
  title: 'Part of it was not seen',
  find({ observation }) {
    const { finding, unseen, wire } = observation;
    const cut =
      unseen ??
      finding.limits[0] ??
      (finding.seen < finding.size ? 'too-large' : undefined) ??
      (hasOmissions(finding.anatomy) ? 'leaves' : undefined);
    return cut === undefined ? undefined : { rule: payloadCut.id, host: wire.host, note: cut };
  },
  sentence: (reason) =>
    `Part of what went to ${reason.host ?? 'the service'} was not seen to its end (${reason.note ?? 'limit'}), so the text may stand there.`,
};
