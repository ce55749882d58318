import type { Payload } from '../payload.ts';
import type { Rule } from '../rule.ts';

/** The sealed message was not searched for the text at all, so its absence means nothing. */
export const payloadNotSearched: Rule<Payload> = {
  id: 'payload-not-searched',
  title: 'Not searched for your text',
  find: ({ observation }) =>
    observation.finding.searched.length > 0
      ? undefined
      : { rule: payloadNotSearched.id, host: observation.wire.host },
  sentence: (reason) =>
    `What went to ${reason.host ?? 'the service'} could not be searched for your text, so not finding it means nothing.`,
};
