/**
 * Slots behind the whole of `sealcheck classify`: real libraries through one slot each are never rejected, and what only
 * has their form is, from one payload on.
 */
import { createCipheriv } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classified, Classifier } from '../../src/cli/classifier.ts';
import { type LibsignalMessages, libsignalMessages } from './makers/libsignal.ts';
import { matrixMessages } from './makers/matrix.ts';
import { messageText } from './message-text.ts';
import { seededBytes } from './seeded-bytes.ts';

const MESSAGES = 300;
const SEEDS = [1, 2, 3, 4];

type Bytes = Uint8Array;

const base64 = (bytes: Bytes) => Buffer.from(bytes).toString('base64');

/** Answers to a stream of messages, each in a request with its number. */
function classifier(): (id: number, message: object) => Classified {
  const one = new Classifier();
  return (id, message) =>
    one.classify({
      id,
      transport: 'fetch',
      url: 'https://chat.example.org/api/messages',
      direction: 'out',
      method: 'POST',
      contentType: 'application/json',
      bytes_b64: Buffer.from(JSON.stringify({ id, ...message })).toString('base64'),
    });
}

const isAgainst = ({ reasons }: Classified) =>
  reasons.some(({ rule }) => rule === 'ciphertexts-alike');

describe('true ciphertext', () => {
  let libsignal: LibsignalMessages;
  beforeAll(async () => {
    libsignal = await libsignalMessages();
  });

  it.each<[string, string, (text: string) => Promise<object>]>([
    ['libsignal', 'signal', async (text) => ({ content: base64(await libsignal.message(text)) })],
    [
      'libsignal, in a group',
      'signal-sender-key',
      async (text) => ({ content: base64(await libsignal.group(text)) }),
    ],
    [
      'libsignal, sealed sender',
      'signal-sealed-sender',
      async (text) => ({ content: base64(await libsignal.sealedSender(text)) }),
    ],
  ])('of %s is never rejected', { timeout: 240_000 }, async (name, form, seal) => {
    await expectNoneRejected(name, form, async () => seal);
  });

  it('of Megolm is never rejected', { timeout: 240_000 }, async () => {
    await expectNoneRejected('Megolm', 'megolm', async () => {
      const { megolm, sessionId } = await matrixMessages();
      return async (text) => ({
        algorithm: 'm.megolm.v1.aes-sha2',
        ciphertext: megolm(text),
        session_id: sessionId,
      });
    });
  });

  async function expectNoneRejected(
    name: string,
    form: string,
    begin: () => Promise<(text: string) => Promise<object>>,
  ): Promise<void> {
    let most = 0;
    let sealed = 0;
    for (const seed of SEEDS) {
      const seal = await begin();
      const classify = classifier();
      const text = messageText(seed);
      const random = seededBytes(seed);
      for (let id = 0; id < MESSAGES; id += 1) {
        const [size = 0] = random(1);
        // The same short text again and again, as people write.
        const words = id % 5 === 0 ? 'ok' : text(24 + (size % 161));
        const answer = classify(id, await seal(words));
        expect(answer.envelopes).toEqual([form]);
        expect(answer.slots).toHaveLength(1);
        expect(answer.slots?.[0]?.payloads).toBe(id + 1);
        expect(isAgainst(answer)).toBe(false);
        most = Math.max(most, answer.slots?.[0]?.logEvidence ?? 0);
        if (answer.verdict === 'e2ee') sealed += 1;
      }
    }
    console.log(`${name}: highest evidence 10^${most.toFixed(2)}, e2ee ${sealed}`);
    expect(sealed).toBeGreaterThan(MESSAGES * SEEDS.length * 0.95);
  }
});

/** A message in the form of Signal's, with other bytes for its ciphertext (whole blocks), and a fresh ratchet key. */
function signalShaped(ciphertext: Bytes, random: (size: number) => Bytes, counter: number): object {
  const body = Buffer.concat([
    Buffer.from([0x33, 0x0a, 33, 5]),
    random(32),
    Buffer.from([0x10, counter & 127, 0x18, 0, 0x22]),
    lengthOf(ciphertext),
    ciphertext,
    random(8),
  ]);
  return { content: base64(body) };
}

/** As a protobuf varint. */
function lengthOf({ length }: Bytes): Bytes {
  return Uint8Array.from(length < 128 ? [length] : [(length & 127) | 128, length >> 7]);
}

/** Whole blocks: what is left of the last one is filled with random bytes. */
function inBlocks(bytes: Bytes, random: (size: number) => Bytes): Bytes {
  return Buffer.concat([bytes, random((16 - (bytes.length % 16)) % 16)]);
}

describe('what only has the form', () => {
  const key = Buffer.alloc(16, 7);

  it.each<[string, number, (text: string, random: (size: number) => Bytes) => Bytes]>([
    ['deflated text', 12, (text, random) => inBlocks(deflateRawSync(text), random)],
    [
      'blocks encrypted one by one, without a nonce',
      24,
      (text) => {
        const cipher = createCipheriv('aes-128-ecb', key, null);
        return Buffer.concat([cipher.update(text), cipher.final()]);
      },
    ],
    [
      'one key stream for all',
      12,
      (text) => {
        const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
        return cipher.update(text.padEnd(Math.ceil(text.length / 16) * 16));
      },
    ],
  ])('%s: is rejected within a few, and from there on', (name, within, fill) => {
    const settled: number[] = [];
    let claimed = 0;
    for (const seed of SEEDS) {
      const classify = classifier();
      const text = messageText(seed);
      const random = seededBytes(seed + 100);
      const answers = Array.from({ length: 60 }, (_, id) => {
        const [size = 0] = random(1);
        const words = id % 5 === 0 ? 'I am on my way home' : text(60 + (size % 140));
        return classify(id, signalShaped(fill(words, random), random, id));
      });
      expect(answers.map(({ id }) => id)).toEqual(answers.map((_, at) => at));
      expect(answers.some(isAgainst)).toBe(true);
      const last = answers.findLastIndex(({ verdict }) => verdict === 'e2ee');
      settled.push(last + 2);
      claimed += answers.filter(({ verdict }) => verdict === 'e2ee').length;
      // What follows is still taken for Signal's form, and no other rule has to speak against it.
      expect(answers.slice(last + 1).filter(isAgainst).length).toBeGreaterThan(20);
    }
    console.log(`${name}: no e2ee from payload ${settled.join(', ')} on; before ${claimed}`);
    expect(Math.max(...settled)).toBeLessThanOrEqual(within);
  });

  it('is told at once where the same ciphertext comes in another message', () => {
    const random = seededBytes(9);
    const body = random(96);
    const classify = classifier();
    const first = classify(1, signalShaped(body, random, 1));
    const second = classify(2, signalShaped(body, random, 2));
    const other = classify(3, signalShaped(random(96), random, 3));
    expect([first, second, other].map(({ verdict }) => verdict)).toEqual([
      'e2ee',
      'inconclusive',
      'e2ee',
    ]);
    expect(second.reasons[0]).toMatchObject({ rule: 'ciphertexts-alike', path: 'content' });
  });
});
