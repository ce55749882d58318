import { expect, it } from 'vitest';
import { describeRule } from '../testing/describe-rule.ts';
import { envelope, opening, payload } from '../testing/examples.ts';
import { keyFromService } from './key-from-service.ts';

const delivered = opening({ keyAtService: 'received' });

describeRule(keyFromService, {
  for: {
    'the text under a key that the service delivered': payload({
      finding: { openings: [opening({ keyAtService: 'received', holds: 'whole' })] },
    }),
    'a part of the text under a key that was sent to it': payload({
      finding: { openings: [opening({ keyAtService: 'sent', holds: 'part' })] },
    }),
    'an envelope whose ciphertext such a key made': payload({
      finding: { envelopes: [envelope()], openings: [delivered] },
    }),
  },
  against: {
    'a key that only the page has': payload({
      finding: { envelopes: [envelope()], openings: [opening({ holds: 'whole' })] },
    }),
    'something else under such a key': payload({ finding: { openings: [delivered] } }),
    'an envelope elsewhere': payload({
      finding: { envelopes: [envelope({ path: 'other' })], openings: [delivered] },
    }),
    'the encryption of the connection': payload({
      finding: {
        envelopes: [envelope()],
        openings: [opening({ path: '', keyAtService: 'received', transport: true })],
      },
    }),
    'what comes in': payload({
      wire: { direction: 'in' },
      finding: { openings: [opening({ keyAtService: 'received', holds: 'whole' })] },
    }),
  },
  says: 'its key stood readable in what had come from it before',
});

it('says it when the key went the other way', () => {
  const words = keyFromService.sentence({ rule: keyFromService.id, note: 'sent' });
  expect(words).toContain('the page had sent to it');
});
