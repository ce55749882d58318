import { isWithin } from '../field-path.ts';
import type { Payload } from '../payload.ts';
import { envelopeName } from '../phrase.ts';
import type { Rule } from '../rule.ts';

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
    return `What goes between the page and ${reason.host ?? 'the service'} is wrapped in ${wrapper}, which the service can open and we cannot. What lies inside is unknown here.`;
  },
};
