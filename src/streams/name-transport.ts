import type { EnvelopeMatch, Finding } from '../engine/finding.ts';
import type { Transport } from './stream-message.ts';

/**
 * The finding of a message with the transport that its connection knows it is in: an envelope around all of it, in the
 * role that never proves anything. What the engine saw of the bytes themselves stays, above all a text found in them.
 */
export function nameTransport(finding: Finding, transport: Transport): Finding {
  if (finding.envelopes.some(({ id, path }) => id === transport.id && path === '')) return finding;
  const { anatomy } = finding;
  const match: EnvelopeMatch = {
    id: transport.id,
    path: '',
    role: 'transport',
    ciphertext: { path: '', size: anatomy.size, class: anatomy.class ?? 'structured' },
  };
  return { ...finding, envelopes: [match, ...finding.envelopes] };
}
