import { isWithin } from '../field-path.ts';
import type { Payload } from '../payload.ts';
import { envelopeName } from '../phrase.ts';
import type { Rule } from '../rule.ts';

/** Wrappers whose other end is a device of the same person. */
const TO_THE_PHONE: ReadonlySet<string> = new Set(['saltyrtc', 'google-messages']);

/** The bytes are wrapped between the page and the service, and we could not open the wrapper. */
export const opaqueTransport: Rule<Payload> = {
  id: 'opaque-transport',
  title: 'A wrapper that we cannot open',
  find({ observation, foreign }) {
    const { envelopes, openings = [] } = observation.finding;
    const closed = envelopes.find(
      (outer) =>
        outer.role === 'transport' &&
        !envelopes.some((inner) => inner.role === 'message' && isWithin(inner.path, outer.path)) &&
        !openings.some(({ transport, path }) => transport && path === outer.path),
    );
    if (closed === undefined || foreign) return undefined;
    return { rule: opaqueTransport.id, note: closed.id, host: observation.wire.host };
  },
  sentence(reason) {
    const wrapper =
      reason.note === undefined ? 'a transport encryption' : envelopeName(reason.note);
    const host = reason.host ?? 'the service';
    if (TO_THE_PHONE.has(reason.note ?? '')) {
      return `What goes between the page and ${host} is wrapped in ${wrapper}: the other end is meant to be the person's own phone. What it sends on, and who can read that, is unknown here.`;
    }
    return `What goes between the page and ${host} is wrapped in ${wrapper}, which the service can open and we cannot. What lies inside is unknown here.`;
  },
};
