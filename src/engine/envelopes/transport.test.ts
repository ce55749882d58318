import { describe, expect, it } from 'vitest';
import {
  NOISE_HEADER,
  noiseFrame,
  noiseHandshakeFrames,
} from '../../../test/corpus/makers/noise.ts';
import {
  plainPacket,
  plainTelegram,
  telegramSession,
} from '../../../test/corpus/makers/telegram.ts';
import { findingOf, outlineOf } from '../../../test/corpus/outline.ts';
import { seededBytes } from '../../../test/corpus/seeded-bytes.ts';

const random = seededBytes(21);
const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');

const rolesOf = (bytes: Uint8Array) =>
  findingOf(bytes).envelopes.map((match) => [match.id, match.role]);

describe('Noise', () => {
  const { hello, answer, finish } = noiseHandshakeFrames(random);

  it('is known by its header, and names the handshake', () => {
    const opening = Buffer.concat([NOISE_HEADER, hello]);
    expect(rolesOf(opening)).toEqual([['noise', 'transport']]);
    expect(outlineOf(findingOf(opening))).toContain('client-hello-ephemeral: identifier');
    const routed = Buffer.concat([hex('45440001 000003 010203'), opening]);
    expect(rolesOf(routed)).toEqual([['noise', 'transport']]);
    expect(rolesOf(Buffer.concat([NOISE_HEADER, noiseFrame(random(200))]))).toEqual([
      ['noise', 'transport'],
    ]);
  });

  it('is known by the messages of its handshake alone', () => {
    expect(outlineOf(findingOf(answer))).toContain('server-hello-ephemeral: identifier');
    const [match] = findingOf(finish).envelopes;
    expect(match).toMatchObject({ id: 'noise', role: 'transport', ciphertext: { size: 216 } });
  });

  it.each([
    ['another protocol number', Buffer.concat([hex('57410503'), hello])],
    ['a key of another size', noiseFrame(Buffer.concat([hex('12230a21'), random(33)]))],
    ['a length that is wrong', answer.subarray(0, -1)],
    ['a later frame', noiseFrame(random(200))],
  ])('is not seen in %s', (_, bytes) => {
    expect(findingOf(bytes).envelopes).toEqual([]);
  });
});

const framings = ['abridged', 'intermediate', 'padded', 'full'] as const;
const openings = { abridged: 'ef', intermediate: 'eeeeeeee', padded: 'dddddddd', full: '' };

describe.each(framings)('MTProto in %s packets', (framing) => {
  it('is known by its opening and its packets', async () => {
    const encrypt = await telegramSession(random);
    const wrap = plainTelegram(framing, random);
    const packets = [
      await encrypt(Buffer.from('a message of a chat')),
      await encrypt(Buffer.alloc(900)),
    ];
    const opening = hex(openings[framing]);
    expect(rolesOf(Buffer.concat([opening, ...packets.map(wrap)]))).toEqual([
      ['mtproto', 'transport'],
    ]);
    if (framing !== 'full')
      expect(rolesOf(plainTelegram(framing, random)(packets[0] ?? opening))).toEqual([]);
  });

  it('shows the negotiation of the key', () => {
    const packet = plainPacket(0xbe7e8ef1, random(16));
    const bytes = plainTelegram(framing, random)(packet);
    expect(outlineOf(findingOf(bytes))).toContain('req_pq_multi: identifier');
    expect(outlineOf(findingOf(packet))).toContain('req_pq_multi: identifier');
  });
});

it.each([
  ['a length that is wrong', Buffer.concat([hex('ef 1d'), random(120)])],
  ['no marker', Buffer.concat([hex('1e'), random(120)])],
  ['a checksum that is wrong', Buffer.concat([hex('84000000 00000000'), random(124)])],
])('finds no MTProto with %s', (_, bytes) => {
  expect(findingOf(bytes).envelopes).toEqual([]);
});

describe('SaltyRTC', () => {
  const map = (type: string, key: Uint8Array) =>
    Buffer.concat([Buffer.from(`\u0082\u00a4type\u00ac${type}\u00a3key\u00c4 `, 'latin1'), key]);
  const nonce = Buffer.concat([random(16), hex('0000 0000'), random(4)]);

  it.each(['server-hello', 'client-hello'])('is known by its %s', (type) => {
    const bytes = Buffer.concat([nonce, map(type, random(32))]);
    expect(rolesOf(bytes)).toEqual([['saltyrtc', 'transport']]);
    expect(rolesOf(bytes.subarray(0, -1))).toEqual([]);
  });

  it('is not seen in a box', () => {
    expect(rolesOf(Buffer.concat([nonce, random(100)]))).toEqual([]);
  });
});

it('does not look for a connection to open inside other formats', () => {
  const inner = Buffer.concat([hex('57410603 000024 1222 0a20'), random(32)]);
  expect(rolesOf(inner)).toEqual([['noise', 'transport']]);
  expect(rolesOf(Buffer.from(JSON.stringify({ inner: inner.toString('base64') })))).toEqual([]);
});
