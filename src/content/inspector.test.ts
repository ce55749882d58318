// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { seededBytes } from '../../test/corpus/seeded-bytes.ts';
import type { TapPayload } from '../messages/tap-message.ts';
import { profileOf } from '../platforms/registry.ts';
import { CipherLog } from './cipher-log.ts';
import { Inspector } from './inspector.ts';
import { ServiceBytes } from './service-bytes.ts';

const random = seededBytes(41);

/** A page of a site that the person added. */
function page() {
  const profile = profileOf('site');
  if (profile === undefined) throw new Error('the profile of added sites is missing');
  const briefing = { profile, protocols: [], conversationKey: '00'.repeat(32), deepCapture: false };
  const inspector = new Inspector(briefing, new CipherLog(new ServiceBytes()));
  return (id: number, ciphertext: Uint8Array, channel: TapPayload['channel'] = 'fetch') => {
    const body = JSON.stringify({ id, content: signal(ciphertext, id) });
    const [inspection] = inspector.inspect(
      {
        kind: 'payload',
        at: 0,
        channel,
        direction: 'out',
        method: 'POST',
        url: 'https://chat.example.org/send',
        contentType: 'application/json',
        body,
        size: body.length,
      },
      [],
    );
    return inspection?.observation;
  };
}

/** In the form of a Signal message, base64. */
function signal(ciphertext: Uint8Array, counter: number): string {
  const fields = [0x33, 0x0a, 33, 5, ...random(32), 0x10, counter, 0x18, 0, 0x22];
  const whole = [...fields, ciphertext.length, ...ciphertext, ...random(8)];
  return Buffer.from(whole).toString('base64');
}

it("tells what the page's ciphertexts, taken together, say against a message, and nothing of their bytes", () => {
  const send = page();
  const body = random(96);
  expect(send(1, body)).not.toHaveProperty('slots');
  expect(send(2, random(96))).not.toHaveProperty('slots');
  const repeated = send(3, body);
  expect(repeated?.finding.envelopes).toMatchObject([{ id: 'signal', role: 'message' }]);
  expect(repeated?.slots).toEqual([{ path: 'content', reason: 'body-repeats' }]);
  expect(page()(5, body)).not.toHaveProperty('slots');
});

it('finds bodies that begin alike, and leaves those of threads inside the page alone', () => {
  const [send, sendInside] = [page(), page()];
  const alike = () => Uint8Array.from([1, 2, 3, 4, ...random(92)]);
  const doubts = Array.from({ length: 8 }, (_, id) => send(id, alike())?.slots?.[0]?.reason);
  expect(doubts.slice(0, 2)).toEqual([undefined, undefined]);
  expect(doubts.at(-1)).toBe('not-uniform');
  const inside = Array.from({ length: 8 }, (_, id) => sendInside(id, alike(), 'worker')?.slots);
  expect(inside.filter((slots) => slots !== undefined)).toEqual([]);
});
