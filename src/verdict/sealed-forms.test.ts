/** Every form of sealed message that the engine knows, in an added site, and its look-alikes: which verdict they get. */
import { gzipSync } from 'fflate';
import * as openpgp from 'openpgp';
import protobuf from 'protobufjs/minimal.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { ageFiles } from '../../test/corpus/makers/age.ts';
import { cmsMessages } from '../../test/corpus/makers/cms.ts';
import { joseObjects } from '../../test/corpus/makers/jose.ts';
import { libsignalMessages } from '../../test/corpus/makers/libsignal.ts';
import { matrixMessages } from '../../test/corpus/makers/matrix.ts';
import { mlsMessages } from '../../test/corpus/makers/mls.ts';
import { nostrEvents } from '../../test/corpus/makers/nostr.ts';
import { proteusMessages } from '../../test/corpus/makers/proteus.ts';
import { rocketChatContents } from '../../test/corpus/makers/rocket-chat.ts';
import { sodiumBoxes } from '../../test/corpus/makers/sodium.ts';
import { seededBytes } from '../../test/corpus/seeded-bytes.ts';
import { replay } from '../../test/fixtures/replay.ts';
import { profileOf } from '../platforms/registry.ts';
import type { Judgement } from './verdict.ts';

/** A sealed message as it stands in a field: bytes, a text, or an object. */
type Sealed = Uint8Array | string | object;
interface Form {
  id: string;
  seal(text: string): Promise<Sealed> | Sealed;
  /** Which of an object's members holds the ciphertext. */
  member?: string;
}

const random = seededBytes(17);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const utf8 = (text: string) => new TextEncoder().encode(text);
const text =
  'Meet me at the old bridge at nine, and bring the second key with you; tell nobody, not even those who asked about it yesterday, and burn this.';
const forms: Form[] = [];
let dir: (text: string) => Promise<string>;
let directKey: Uint8Array;

const NAMES = [
  'signal',
  'signal-sender-key',
  'signal-sealed-sender',
  'megolm',
  'mls',
  'proteus',
  'openpgp',
  'age',
  'cms',
  'jwe',
  'jwe-json',
  'nip04',
  'nip44',
  'rocket-chat-e2ee',
] as const;
/** Without a length of their own: what is left of their ciphertext is ciphertext. */
const WITHOUT_LENGTH: readonly string[] = ['age', 'jwe-json'];
/** In some request of an added site these are no sign: pages seal tickets so. */
const TICKETS: readonly string[] = ['jwe', 'jwe-json'];

beforeAll(async () => {
  const libsignal = await libsignalMessages();
  const mls = await mlsMessages();
  const proteus = await proteusMessages();
  const matrix = await matrixMessages();
  const age = await ageFiles();
  const cms = cmsMessages();
  const jose = await joseObjects(1);
  const nostr = nostrEvents(1);
  const rocketChat = await rocketChatContents(1);
  const pgp = await openpgp.generateKey({ userIDs: [{ name: 'a' }], format: 'object' });
  ({ direct: dir, directKey } = jose);
  forms.push(
    { id: 'signal', seal: libsignal.message },
    { id: 'signal-sender-key', seal: libsignal.group },
    { id: 'signal-sealed-sender', seal: libsignal.sealedSender },
    { id: 'megolm', seal: (plain) => Buffer.from(matrix.megolm(plain), 'base64') },
    { id: 'mls', seal: mls.application },
    { id: 'proteus', seal: proteus.message },
    {
      id: 'openpgp',
      seal: async (plain) =>
        String(
          await openpgp.encrypt({
            message: await openpgp.createMessage({ text: plain }),
            encryptionKeys: pgp.publicKey,
          }),
        ),
    },
    { id: 'age', seal: age.toRecipient },
    { id: 'cms', seal: cms.enveloped },
    { id: 'jwe', seal: jose.compact },
    { id: 'jwe-json', seal: jose.flattened, member: 'ciphertext' },
    { id: 'nip04', seal: nostr.nip04, member: 'content' },
    { id: 'nip44', seal: nostr.giftWrap, member: 'content' },
    { id: 'rocket-chat-e2ee', seal: rocketChat.v2, member: 'ciphertext' },
  );
});

/** What an added site is called after sending these bodies in one Send. */
function judged(...bodies: (string | Uint8Array)[]): Judgement {
  const site = profileOf('site');
  if (site === undefined) throw new Error('there is a profile for added sites');
  const events = bodies.map((body) => ({
    channel: 'fetch' as const,
    direction: 'out' as const,
    method: 'POST',
    url: 'https://chat.example.org/api/messages',
    contentType: typeof body === 'string' ? 'application/json' : 'application/x-protobuf',
    ...(typeof body === 'string' ? { bodyText: body } : { bodyBase64: base64(body) }),
  }));
  const page = 'https://chat.example.org/';
  return replay({ description: '', source: '', page, added: true, draft: text, events }, site).state
    .judgement;
}

const inField = (sealed: Sealed) => (sealed instanceof Uint8Array ? base64(sealed) : sealed);
const json = (sealed: Sealed, more: object = {}) =>
  JSON.stringify({ to: 'bob', content: inField(sealed), ...more });
const formOf = (id: string) => forms.find((form) => form.id === id) as Form;
const verdictOf = (...bodies: (string | Uint8Array)[]) => judged(...bodies).verdict;

describe.each(NAMES.filter((id) => !WITHOUT_LENGTH.includes(id)))(
  'a message in the form %s',
  (id) => {
    it('cut short is not', async () => {
      const sealed = await formOf(id).seal(text);
      for (const keep of [0.5, 0.9]) {
        expect(verdictOf(json(cut(sealed, keep, formOf(id).member)))).not.toBe('e2ee');
      }
    });
  },
);

describe.each(NAMES)('a message in the form %s', (id) => {
  const seal = async () => formOf(id).seal(text);

  it('is sealed', async () => {
    const { verdict, strength } = judged(json(await seal()));
    expect(verdict).toBe(TICKETS.includes(id) ? 'inconclusive' : 'e2ee');
    if (!TICKETS.includes(id)) expect(strength).toBe('strong');
  });

  it.each([
    ['key', () => base64(random(32))],
    ['k', () => Buffer.from(random(32)).toString('base64url')],
    ['decrypt_key', () => Buffer.from(random(16)).toString('hex')],
    ['password', () => 'correct horse'],
    ['jwk', () => ({ kty: 'oct', k: Buffer.from(random(32)).toString('base64url') })],
    ['identity', () => ({ kty: 'OKP', crv: 'X25519', d: base64(random(32)) })],
  ])('with %s beside it is not', async (name, key) => {
    const { verdict, reasons } = judged(json(await seal(), { meta: { [name]: key() } }));
    expect(verdict).toBe('tls-only');
    expect(reasons.map(({ rule }) => rule)).toContain('key-beside');
  });

  it('with its key beside it in a form or in protobuf is not', async () => {
    const sealed = await seal();
    const key = random(32);
    const content =
      typeof sealed === 'object' && !(sealed instanceof Uint8Array)
        ? JSON.stringify(sealed)
        : String(inField(sealed));
    const form = new URLSearchParams({ content, secret: Buffer.from(key).toString('hex') });
    expect(verdictOf(form.toString())).not.toBe('e2ee');
    const message = protobuf.Writer.create().uint32(10).bytes(utf8(content));
    expect(verdictOf(message.uint32(18).bytes(key).finish())).not.toBe('e2ee');
  });

  it('with the text readable elsewhere is not', async () => {
    const sealed = await seal();
    for (const more of [
      { preview: { title: text, url: 'https://example.org/' } },
      { notification: { body: `Alice: ${text}` } },
      { reaction: { emoji: '👍', quoted: text } },
      { fallback: base64(utf8(text)) },
      { fallback: base64(gzipSync(utf8(text))) },
    ]) {
      const { verdict, strength } = judged(json(sealed, more));
      expect([verdict, strength]).toEqual(['tls-only', 'proven']);
    }
  });

  it('as an attachment beside the readable text is not', async () => {
    const sealed = inField(await seal());
    const body = JSON.stringify({ text, attachment: { name: 'a.jpg', data: sealed } });
    expect(verdictOf(body)).toBe('tls-only');
  });

  it('beside something else that cannot be opened is not', async () => {
    const other = base64(random(200));
    expect(verdictOf(json(await seal(), { copy: other }))).toBe('inconclusive');
  });

  it('then readable in a second request is not', async () => {
    expect(verdictOf(json(await seal()), JSON.stringify({ log: { typed: text } }))).toBe(
      'tls-only',
    );
  });

  it('sent twice with the same ciphertext is no stronger', async () => {
    const once = json(await seal());
    expect(['e2ee', 'inconclusive']).toContain(judged(once, once).verdict);
  });

  it('by its name alone is not', async () => {
    const sealed = await seal();
    const { member } = formOf(id);
    for (const content of [base64(utf8(JSON.stringify({ text }))), base64(gzipSync(utf8(text)))]) {
      const body = member ? json({ ...(sealed as object), [member]: content }) : json(content);
      expect(verdictOf(body)).toBe('tls-only');
    }
    for (const content of [base64(random(160)), base64(random(161))]) {
      const named = { algorithm: id, type: `${id}/encrypted`, version: 1, ciphertext: content };
      expect(verdictOf(json(named))).toBe('inconclusive');
    }
  });
});

/** Keeps that much of a message; of an object's ciphertext. */
function cut(sealed: Sealed, keep: number, member = ''): Sealed {
  if (sealed instanceof Uint8Array) return sealed.subarray(0, Math.floor(sealed.length * keep));
  if (typeof sealed === 'string') return sealed.slice(0, Math.floor(sealed.length * keep));
  const value = String((sealed as Record<string, unknown>)[member]);
  // One byte less or half of it: never whole blocks, nor a size that padding makes.
  const length = Math.floor((value.length * keep) / 4) * 4 - 1;
  return { ...sealed, [member]: value.slice(0, length) };
}

describe('a form that carries no message', () => {
  it.each([
    ['an MLS commit', async () => (await mlsMessages()).commit],
    ['an MLS welcome', async () => (await mlsMessages()).welcome],
    ['an MLS key package', async () => (await mlsMessages()).keyPackage],
    ['a public MLS message', async () => (await mlsMessages()).publicProposal],
    ["a group's sender key", async () => (await libsignalMessages()).distribution],
    ['a signed JWS', async () => (await joseObjects(1)).signed(text)],
    ['signed CMS', async () => cmsMessages().signed(text)],
    ['a Nostr note', async () => nostrEvents(1).event(1, text)],
    ['a Nostr list', async () => nostrEvents(1).event(30_000, nostrEvents(1).nip44(text))],
  ])('%s is not sealed', async (_name, make) => {
    expect(verdictOf(json(await make()))).not.toBe('e2ee');
  });
});

describe('a ticket', () => {
  it.each(['token', 'access_token', 'jwt', 'session', 'authTicket', 'Authorization', 'csrfToken'])(
    'in the form of a JWE in %s is no message',
    async (name) => {
      const ticket = await formOf('jwe').seal(text);
      expect(verdictOf(JSON.stringify({ to: 'bob', [name]: ticket }))).toBe('inconclusive');
    },
  );

  it('that says it is one is none either, wherever it stands', async () => {
    const { CompactEncrypt } = await import('jose');
    const ticket = await new CompactEncrypt(utf8(text))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', cty: 'JWT' })
      .encrypt(directKey);
    expect(verdictOf(json(ticket))).toBe('inconclusive');
    const reasons = judged(json(await dir(text))).reasons.map(({ rule }) => rule);
    expect(reasons).toContain('key-holder-open');
    expect(judged(json(ticket)).reasons.map(({ rule }) => rule)).not.toContain('key-holder-open');
  });
});

it('fields of a box without a mark are a hint and no more', async () => {
  const { verdict, reasons } = judged(json((await sodiumBoxes(1)).secretbox(text)));
  expect(verdict).toBe('inconclusive');
  expect(reasons.map(({ rule }) => rule)).toContain('form-without-mark');
  const combined = (await sodiumBoxes(1)).combined(text);
  expect(judged(json(combined)).reasons.map(({ rule }) => rule)).not.toContain('message-sealed');
});
