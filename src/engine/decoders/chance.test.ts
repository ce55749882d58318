/** Framings have no checksum: how often do uniform bytes, as a message's ciphertext is, pass for one of them? */
import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../../test/corpus/decode-alone.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';
import { dgw } from './dgw.ts';
import { mqtt } from './mqtt.ts';
import { signalRMessagePack } from './signalr.ts';
import { stomp } from './stomp.ts';
import { tlv } from './tlv.ts';
import { waBinary } from './wabinary.ts';

const SAMPLES = 20_000;

describe.each([mqtt, dgw, waBinary, signalRMessagePack, stomp, tlv])('$id', (decoder) => {
  it.each([32, 64, 128, 256])('is not found in uniform bytes, %i at a time', (size) => {
    const random = seededBytes(size + 1000);
    let found = 0;
    for (let left = SAMPLES; left > 0; left -= 1) {
      if (piecesOf(decoder, random(size)) !== undefined) found += 1;
    }
    expect(found).toBe(0);
  });
});
