import { beforeAll, describe, expect, it } from 'vitest';
import { ciphertextClass } from '../../../test/corpus/ciphertext-class.ts';
import { type MatrixMessages, matrixMessages } from '../../../test/corpus/makers/matrix.ts';
import { matrixSdkEvents } from '../../../test/corpus/makers/matrix-sdk.ts';
import { findingOf, layersOf } from '../../../test/corpus/outline.ts';

const text = 'Meet me at the old bridge at nine';
const content = JSON.stringify({ type: 'm.room.message', content: { body: text } });
let real: MatrixMessages;

beforeAll(async () => {
  real = await matrixMessages();
});

function event(changes: object = {}): object {
  return {
    algorithm: 'm.megolm.v1.aes-sha2',
    ciphertext: real.megolm(content),
    session_id: real.sessionId,
    sender_key: real.senderKey,
    device_id: 'RJYKSTBOIE',
    ...changes,
  };
}

const analysed = (value: object) => findingOf(JSON.stringify(value));

describe('m.room.encrypted', () => {
  it('is Megolm, with its public fields explained', () => {
    const finding = analysed(event());
    expect(finding.envelopes).toEqual([
      {
        id: 'megolm',
        path: 'ciphertext',
        role: 'message',
        ciphertext: { path: 'ciphertext', size: 96, class: ciphertextClass },
      },
    ]);
    expect(layersOf(finding).filter((layer) => layer.keyLike)).toEqual([]);
  });

  it('is recognised many times over, at every index', () => {
    for (let run = 0; run < 200; run += 1) {
      expect(analysed(event()).envelopes).toMatchObject([{ id: 'megolm' }]);
    }
  });

  it.each(['session_key', 'key', 'room_key'])('with the session key beside it names %s', (name) => {
    expect(analysed(event({ [name]: real.sessionKey })).envelopes).toMatchObject([
      { id: 'megolm', keyBeside: name },
    ]);
  });

  it('with a JWK beside it names the key', () => {
    const jwk = { kty: 'oct', alg: 'A256CTR', k: Buffer.alloc(32, 7).toString('base64url') };
    expect(analysed(event({ file: { jwk } })).envelopes).toMatchObject([
      { keyBeside: 'file.jwk.k' },
    ]);
  });

  it('takes a key for explained only where the profile says so', () => {
    const body = JSON.stringify(event({ push_key: Buffer.alloc(32, 200).toString('base64') }));
    expect(findingOf(body).envelopes).toMatchObject([{ keyBeside: 'push_key' }]);
    const known = findingOf(body, {}, { explainedFields: ['push_key'] });
    expect(known.envelopes[0]).not.toHaveProperty('keyBeside');
  });
});

describe('a look-alike of it', () => {
  it.each([
    ['readable base64', () => Buffer.from(content).toString('base64')],
    ['readable text', () => text],
    ['a truncated message', () => real.megolm(content).slice(0, -4)],
    [
      'random bytes',
      () => Buffer.from(crypto.getRandomValues(new Uint8Array(180))).toString('base64'),
    ],
    ['an Olm message', () => real.olm],
  ])('with %s as ciphertext is not Megolm', (_, ciphertext) => {
    const ids = analysed(event({ ciphertext: ciphertext() })).envelopes.map(({ id }) => id);
    expect(ids).not.toContain('megolm');
  });

  it('with Megolm framing around readable text has a readable ciphertext', () => {
    const bytes = Buffer.from(real.megolm(content), 'base64');
    const start = bytes.length - 72 - 96;
    bytes.fill('the whole text stands here, in the clear. ', start, start + 96);
    const finding = analysed(event({ ciphertext: bytes.toString('base64') }));
    expect(finding.envelopes).toMatchObject([{ id: 'megolm', ciphertext: { class: 'text' } }]);
  });

  it('with its public fields but no envelope leaves the keys unexplained', () => {
    const finding = analysed(event({ ciphertext: text }));
    const keys = layersOf(finding)
      .filter((layer) => layer.keyLike)
      .map((layer) => layer.path);
    expect(keys).toEqual(['sender_key']);
  });
});

describe('Olm to a device', () => {
  it('is a key exchange', () => {
    const encrypted = {
      algorithm: 'm.olm.v1.curve25519-aes-sha2',
      ciphertext: { [real.senderKey]: { type: 0, body: real.olmPreKey } },
      sender_key: real.senderKey,
    };
    const finding = analysed({ messages: { '@bob:example.org': { ABCDEFGHIJ: encrypted } } });
    expect(finding.envelopes).toMatchObject([{ id: 'olm-prekey', role: 'key-exchange' }]);
    expect(JSON.stringify(finding)).not.toContain(real.senderKey);
    expect(layersOf(finding).filter((layer) => layer.keyLike)).toEqual([]);
  });

  it.each(['olm', 'olmPreKey'] as const)('by its bytes alone (%s) is a message', (name) => {
    const id = name === 'olm' ? 'olm' : 'olm-prekey';
    expect(analysed({ body: real[name] }).envelopes).toMatchObject([{ id, role: 'message' }]);
    expect(analysed({ body: real[name].slice(0, -4) }).envelopes).toEqual([]);
  });
});

describe("what Matrix's Rust library writes", () => {
  it('is Megolm in a room and a key exchange to a device', async () => {
    const sdk = await matrixSdkEvents();
    const finding = findingOf(await sdk.event(text));
    expect(finding.envelopes).toMatchObject([
      { id: 'megolm', path: 'ciphertext', role: 'message', ciphertext: { class: ciphertextClass } },
    ]);
    expect(finding.envelopes[0]).not.toHaveProperty('keyBeside');
    expect(sdk.toDevice).toHaveLength(1);
    for (const body of sdk.toDevice) {
      const { envelopes } = findingOf(body);
      expect(envelopes).toMatchObject([{ id: 'olm-prekey', role: 'key-exchange' }]);
      expect(envelopes[0]).not.toHaveProperty('keyBeside');
    }
  });
});
