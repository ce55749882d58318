import { describeRule } from '../testing/describe-rule.ts';
import { envelope, leaf, payload } from '../testing/examples.ts';
import { partUnexplained } from './part-unexplained.ts';

/** A part beside an envelope, in a payload that no profile knows. */
function unknown(path: string, size: number) {
  const kind = size < 24 ? 'short' : 'opaque';
  const leaves = [leaf('ciphertext', 'opaque'), leaf(path, kind, size)];
  return payload({ rule: 'unknown', finding: { envelopes: [envelope()], leaves } });
}

describeRule(partUnexplained, {
  for: {
    'a second opaque part': payload({
      finding: {
        envelopes: [envelope()],
        leaves: [leaf('ciphertext', 'opaque'), leaf('extra', 'opaque', 24)],
      },
    }),
    'a part of keys that are not sealed': payload({
      finding: {
        envelopes: [envelope(), envelope({ id: 'mls-handshake', role: 'key-exchange', path: 'k' })],
        leaves: [leaf('ciphertext', 'opaque'), leaf('k.part', 'opaque')],
      },
    }),
    'a few bytes in a field that nobody knows': unknown('extra', 18),
    'more bytes than an id has in a field of ids': unknown('groupId', 33),
    'a stream that was not opened': payload({
      finding: { envelopes: [envelope()], leaves: [leaf('blob[]', 'compressed', 90)] },
    }),
  },
  against: {
    'the bytes of an id': unknown('groupId', 32),
    'a hash in a field of hashes': unknown('hash', 20),
    'the ciphertext alone': payload({
      finding: { envelopes: [envelope()], leaves: [leaf('ciphertext', 'opaque')] },
    }),
    'a part inside the envelope': payload({
      finding: {
        envelopes: [envelope({ path: 'encrypted' })],
        leaves: [leaf('encrypted.header.key', 'opaque')],
      },
    }),
    'keys for devices that are sealed themselves': payload({
      finding: {
        envelopes: [envelope(), envelope({ id: 'olm', role: 'key-exchange', path: 'to_device' })],
        leaves: [leaf('ciphertext', 'opaque'), leaf('to_device.body', 'opaque')],
      },
    }),
    'a field that the profile explains': payload({
      finding: {
        envelopes: [envelope()],
        leaves: [leaf('session_id', 'opaque'), leaf('a.session_id[]', 'opaque')],
      },
    }),
    'a part too short to hold a text': payload({
      finding: { envelopes: [envelope()], leaves: [leaf('nonce', 'opaque', 23)] },
    }),
    'a token in the address': payload({
      finding: { envelopes: [envelope()], leaves: [leaf('url.token', 'opaque')] },
    }),
  },
  says: 'field extra of the message holds something we cannot open',
});
