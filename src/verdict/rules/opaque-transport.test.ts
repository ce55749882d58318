import { expect, it } from 'vitest';
import { describeRule } from '../testing/describe-rule.ts';
import { envelope, opening, payload } from '../testing/examples.ts';
import { opaqueTransport } from './opaque-transport.ts';

describeRule(opaqueTransport, {
  for: {
    'a transport': payload({
      finding: { envelopes: [envelope({ id: 'noise', path: '', role: 'transport' })] },
    }),
    'a transport with an observed encryption somewhere inside': payload({
      finding: {
        envelopes: [envelope({ id: 'noise', path: '', role: 'transport' })],
        openings: [opening()],
      },
    }),
    'a transport beside a message': payload({
      finding: {
        envelopes: [
          envelope({ id: 'noise', path: 'frame', role: 'transport' }),
          envelope({ path: 'other' }),
        ],
      },
    }),
  },
  against: {
    'a message': payload({ finding: { envelopes: [envelope({ id: 'noise', path: '' })] } }),
    'a transport whose own encryption was observed': payload({
      finding: {
        envelopes: [envelope({ path: '', role: 'transport' })],
        openings: [opening({ path: '', transport: true })],
      },
    }),
    'a transport that was opened': payload({
      finding: {
        envelopes: [envelope({ path: '', role: 'transport' }), envelope({ path: 'enc' })],
      },
    }),
  },
  says: 'wrapped in the Noise transport encryption, which the service can open and we cannot',
});

it('calls a wrapper without a name no message', () => {
  const words = opaqueTransport.sentence({ rule: opaqueTransport.id });
  expect(words).toContain('wrapped in a transport encryption,');
});

it('says of a relay to the phone that the phone is its other end', () => {
  const words = opaqueTransport.sentence({ rule: opaqueTransport.id, note: 'saltyrtc' });
  expect(words).toContain('own phone');
  expect(words).not.toContain('the service can open');
});
