/**
 * What Google Messages for web exchanges with the paired phone (mautrix/gmessages, pkg/libgm/gmproto/rpc.proto and
 * crypto/aesctr.go): in field 2.12 of a request `{1 request id, 2 action, [3 in clear], 5 sealed, 6 session}`, of what
 * arrives `{1 session, 3 time, 4 action, [5 in clear], 8 sealed, …}`. Sealed is AES-256-CTR ciphertext ‖ IV 16 ‖
 * HMAC 32. It ends at the phone: beyond it the message may be an SMS.
 */
import type { EnvelopeMatch } from '../finding.ts';
import type { Node } from '../node.ts';
import type { DocumentEnvelope, EnvelopeFields, Examine } from './envelope.ts';
import { nodeClass } from './node-class.ts';

/** IV and HMAC behind the ciphertext. */
const OVERHEAD = 48;
/** By field number in protobuf and pblite; by index, or none in a list of lists, where JSON was not declared to be pblite. */
const PLACE = /(?:^|[.\]])2\.12$|\[1?\]\[11\]$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const MAX_ACTION = 127;

interface Form {
  action: number;
  sealed: number;
  allowed: ReadonlySet<number>;
}

const FORMS: readonly Form[] = [
  { action: 2, sealed: 5, allowed: new Set([1, 2, 3, 5, 6]) },
  { action: 4, sealed: 8, allowed: new Set([1, 3, 4, 5, 6, 7, 8, 9, 11]) },
];

export const googleMessages: DocumentEnvelope = {
  id: 'google-messages',
  recognise(node, examine) {
    if (node.layer.format !== 'protobuf' || !PLACE.test(node.layer.path)) return [];
    return FORMS.flatMap((form) => sealedField(node, form, examine));
  },
};

function sealedField(node: Node, form: Form, examine: Examine): EnvelopeFields[] {
  const fields = new Map(node.children.map((child) => [Number(child.name), child]));
  if (![...fields.keys()].every((number) => form.allowed.has(number))) return [];
  const action = fields.get(form.action);
  const sealed = fields.get(form.sealed);
  if (!UUID.test(fields.get(1)?.content.text ?? '') || action?.layer.class !== 'number') return [];
  if (Number(action.content.text) > MAX_ACTION) return [];
  if (sealed === undefined || sealed.content.size <= OVERHEAD) return [];
  const ciphertext = sealed.content.bytes.subarray(0, sealed.content.size - OVERHEAD);
  const match: EnvelopeMatch = {
    id: 'google-messages',
    path: node.layer.path,
    role: 'transport',
    ciphertext: {
      path: sealed.layer.path,
      size: ciphertext.length,
      class: nodeClass(examine(ciphertext)),
    },
  };
  return [{ match, absorbed: [sealed], explained: [sealed] }];
}
