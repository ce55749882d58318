import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { analyse } from '../engine/analyse.ts';
import { withinBounds } from './bounds.ts';
import { findingSchema } from './finding-schema.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const sentence = 'a sentence that is long enough to be found';

const payloads: Record<string, Uint8Array> = {
  nothing: new Uint8Array(),
  'JSON with the text': encode(JSON.stringify({ body: sentence, n: 1, list: [{ a: null }] })),
  'an envelope': encode(
    JSON.stringify({
      algorithm: 'm.megolm.v1.aes-sha2',
      ciphertext: base64(Uint8Array.from([3, 8, 0, 18, 128, 1, ...random(128), ...random(72)])),
      session_id: base64(random(32)),
    }),
  ),
  'random bytes': random(4_000),
  'deep JSON': encode('['.repeat(500) + ']'.repeat(500)),
  'wide JSON': encode(JSON.stringify(Array.from({ length: 5_000 }, (_, at) => [at, `name ${at}`]))),
  'a form': encode(`text=${encodeURIComponent(sentence)}&x=%F0%9F%99%82`),
  XML: encode(`<message to='a@b.example'><body>${sentence}</body></message>`),
};

describe('what the engine says', () => {
  it.each(Object.entries(payloads))('of %s keeps the schema', (_, bytes) => {
    const knownTexts = [{ id: 'send:1', text: sentence }];
    const { finding } = analyse({ bytes, url: 'https://chat.example/a?b=c' }, { knownTexts });
    expect(withinBounds(finding)).toBe(true);
    expect(v.parse(findingSchema, JSON.parse(JSON.stringify(finding)))).toEqual(finding);
  });
});
