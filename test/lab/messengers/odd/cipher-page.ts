import * as openpgp from 'openpgp';
import nacl from 'tweetnacl';
import { fromBase64, toBase64 } from '../../client/base64.ts';
import { bindChat } from '../../client/chat.ts';

/**
 * A messenger that encrypts with the browser's own interface, `?cipher=`: with a key of its own, with one that the
 * service delivered or got, or in the manner of WhatsApp's Noise connection, around a readable or a sealed message.
 */
type Send = (text: string) => Promise<void>;

const encoder = new TextEncoder();
const usages: KeyUsage[] = ['encrypt'];
const aes = { name: 'AES-GCM', length: 256 };

async function post(path: string, value: object): Promise<Record<string, string>> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  return (await answer.json()) as Record<string, string>;
}

async function delivered(): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch('/api/key');
  return fromBase64(((await answer.json()) as { key: string }).key);
}

const generate = (extractable = false) => crypto.subtle.generateKey(aes, extractable, usages);

/** JSON with nonce and ciphertext. */
function byJson(key: CryptoKey): Send {
  return async (text) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encoder.encode(text));
    await post('/api/send', { iv: toBase64(iv), data: toBase64(new Uint8Array(sealed)) });
  };
}

async function armoured(text: string): Promise<string> {
  const { publicKey } = await openpgp.generateKey({ userIDs: [{ name: 'Robin' }], type: 'ecc' });
  const encryptionKeys = await openpgp.readKey({ armoredKey: publicKey });
  return openpgp.encrypt({ message: await openpgp.createMessage({ text }), encryptionKeys });
}

function frame(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(3 + body.length);
  new DataView(bytes.buffer).setUint32(0, body.length << 8);
  bytes.set(body, 3);
  return bytes;
}

/** `WA`, version and dictionary, then the hello with an ephemeral key. */
function opening(): Uint8Array<ArrayBuffer> {
  const hello = [0x12, 0x22, 0x0a, 0x20, ...crypto.getRandomValues(new Uint8Array(32))];
  return new Uint8Array([0x57, 0x41, 6, 3, ...frame(new Uint8Array(hello))]);
}

async function bySocket(
  seal: (plain: Uint8Array<ArrayBuffer>, count: number) => Promise<Uint8Array>,
  compose: (text: string) => Promise<string> | string,
): Promise<Send> {
  const socket = new WebSocket(`wss://${location.host}/socket`);
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  socket.send(opening());
  let count = 0;
  return async (text) => {
    const plain = encoder.encode(JSON.stringify({ message: await compose(text) }));
    socket.send(frame(await seal(plain, count)));
    count += 1;
  };
}

async function byAes(): Promise<Parameters<typeof bySocket>[0]> {
  const key = await generate();
  return async (plain, count) => {
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setUint32(8, count);
    return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain));
  };
}

const ciphers: Record<string, () => Promise<Send>> = {
  own: async () => byJson(await generate()),
  delivered: async () =>
    byJson(await crypto.subtle.importKey('raw', await delivered(), aes, false, usages)),
  derived: async () => {
    const base = await crypto.subtle.importKey('raw', await delivered(), 'HKDF', false, [
      'deriveKey',
    ]);
    const salt = new Uint8Array(32);
    const how = { name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode('message') };
    return byJson(await crypto.subtle.deriveKey(how, base, aes, false, usages));
  },
  sent: async () => {
    const key = await generate(true);
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', key));
    await post('/api/send', { backup: toBase64(raw) });
    return byJson(key);
  },
  'noise-readable': async () => bySocket(await byAes(), (text) => text),
  'noise-sealed': async () => bySocket(await byAes(), armoured),
  /** The same with a cipher that nobody can observe. */
  'noise-unseen': async () => {
    const key = nacl.randomBytes(32);
    const seal = async (plain: Uint8Array) => nacl.secretbox(plain, nacl.randomBytes(24), key);
    return bySocket(seal, armoured);
  },
};

async function start(): Promise<void> {
  const make = ciphers[new URLSearchParams(location.search).get('cipher') ?? 'own'];
  const send = await make?.();
  const chat = bindChat({
    composer: 'textarea[name=message]',
    button: 'button[name=send]',
    send: async (text) => send?.(text),
  });
  chat.ready();
}

void start();
