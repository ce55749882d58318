import type { SendEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** The message is sealed, but its connection has no TLS: names and times are open to the network. */
export const envelopeWithoutTls: Rule<SendEvidence> = {
  id: 'envelope-without-tls',
  title: 'No TLS around the sealed message',
  find: ({ sealed }) =>
    sealed !== undefined && !sealed.secure
      ? { rule: envelopeWithoutTls.id, host: sealed.host }
      : undefined,
  sentence: (reason) =>
    `The connection to ${reason.host ?? 'the service'} has no TLS: the message is sealed, but anyone on the way sees who writes to whom, and could change the page itself.`,
};
