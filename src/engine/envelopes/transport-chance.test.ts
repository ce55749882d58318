/** How often do uniform bytes, as a message's ciphertext is, pass for the wrapper of a connection? */
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { Content } from '../content.ts';
import { mtproto } from './mtproto.ts';
import { noise } from './noise.ts';
import { saltyRtc } from './saltyrtc.ts';

const SAMPLES = 20_000;

describe.each([noise, mtproto, saltyRtc])('$id', (envelope) => {
  it.each([32, 64, 81, 128, 256])('is not found in uniform bytes, %i at a time', (size) => {
    const random = seededBytes(size);
    let found = 0;
    for (let left = SAMPLES; left > 0; left -= 1) {
      if (envelope.recognise(new Content(random(size)), ROOT) !== undefined) found += 1;
    }
    expect(found).toBe(0);
  });
});
