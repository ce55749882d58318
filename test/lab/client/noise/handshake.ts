/**
 * Noise_XX_25519_AESGCM_SHA256 (noiseprotocol.org, revision 34) as WhatsApp's clients speak it: X25519 in
 * JavaScript, everything else by WebCrypto. The same code at both ends.
 */
import nacl from 'tweetnacl';
import { fields, tag, Writer } from '../protobuf.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const PROTOCOL = 'Noise_XX_25519_AESGCM_SHA256\0\0\0\0';
const NOTHING = new Uint8Array(0);

/** Seals and opens the messages after the handshake; each direction counts its messages. */
export interface NoiseTransport {
  seal(plain: Uint8Array): Promise<Bytes>;
  open(sealed: Uint8Array): Promise<Bytes>;
}

/** How handshake messages get across. */
export interface HandshakeWire {
  send(message: Bytes): void;
  receive(): Promise<Uint8Array>;
}

export function joined(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function sha256(...parts: Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)));
}

async function hmac(key: Bytes, data: Bytes): Promise<Bytes> {
  const imported = await crypto.subtle.importKey(
    'raw',
    key,
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}

/** HKDF of the specification, §4.3, two outputs. */
async function twoKeys(chainingKey: Bytes, material: Uint8Array): Promise<[Bytes, Bytes]> {
  const temporary = await hmac(chainingKey, joined(material));
  const first = await hmac(temporary, Uint8Array.of(1));
  return [first, await hmac(temporary, joined(first, Uint8Array.of(2)))];
}

/** One key and its counter. The nonce is eight zero bytes and the counter, big-endian. */
class Cipher {
  #counter = 0;
  readonly #key: CryptoKey;

  private constructor(key: CryptoKey) {
    this.#key = key;
  }

  static async of(raw: Bytes, ...uses: ('encrypt' | 'decrypt')[]): Promise<Cipher> {
    return new Cipher(await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, uses));
  }

  #parameters(additionalData: Bytes): AesGcmParams {
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setUint32(8, this.#counter);
    this.#counter += 1;
    return { name: 'AES-GCM', iv, additionalData };
  }

  async seal(plain: Uint8Array, associated = NOTHING): Promise<Bytes> {
    const parameters = this.#parameters(associated);
    return new Uint8Array(await crypto.subtle.encrypt(parameters, this.#key, joined(plain)));
  }

  async open(sealed: Uint8Array, associated = NOTHING): Promise<Bytes> {
    const parameters = this.#parameters(associated);
    return new Uint8Array(await crypto.subtle.decrypt(parameters, this.#key, joined(sealed)));
  }
}

/** The specification's SymmetricState (§5.2). */
class SymmetricState {
  #hash: Bytes = joined(new TextEncoder().encode(PROTOCOL));
  #chainingKey: Bytes = this.#hash;
  #cipher: Cipher | undefined;

  async mixHash(data: Uint8Array): Promise<void> {
    this.#hash = await sha256(this.#hash, data);
  }

  async mixKey(secret: Uint8Array, publicKey: Uint8Array): Promise<void> {
    const [chainingKey, key] = await twoKeys(this.#chainingKey, nacl.scalarMult(secret, publicKey));
    this.#chainingKey = chainingKey;
    this.#cipher = await Cipher.of(key, 'encrypt', 'decrypt');
  }

  async seal(plain: Uint8Array): Promise<Bytes> {
    const sealed = (await this.#cipher?.seal(plain, this.#hash)) ?? joined(plain);
    await this.mixHash(sealed);
    return sealed;
  }

  async open(sealed: Uint8Array): Promise<Bytes> {
    const plain = (await this.#cipher?.open(sealed, this.#hash)) ?? joined(sealed);
    await this.mixHash(sealed);
    return plain;
  }

  async split(initiator: boolean): Promise<NoiseTransport> {
    const keys = await twoKeys(this.#chainingKey, NOTHING);
    const [mine, theirs] = initiator ? keys : [keys[1], keys[0]];
    const sending = await Cipher.of(mine, 'encrypt');
    const receiving = await Cipher.of(theirs, 'decrypt');
    return { seal: (plain) => sending.seal(plain), open: (sealed) => receiving.open(sealed) };
  }
}

/** A handshake message: protobuf with one part (2 client hello, 3 server hello, 4 client finish) of byte strings. */
function encodePart(part: 2 | 3 | 4, values: Uint8Array[]): Bytes {
  const writer = Writer.create().uint32(tag(part)).fork();
  values.forEach((value, index) => {
    writer.uint32(tag(index + 1)).bytes(value);
  });
  return joined(writer.ldelim().finish());
}

function decodePart(part: 2 | 3 | 4, message: Uint8Array): [Uint8Array, Uint8Array, Uint8Array] {
  const inner = fields(fields(message).get(part) ?? NOTHING);
  return [1, 2, 3].map((field) => inner.get(field) ?? NOTHING) as [Bytes, Bytes, Bytes];
}

/**
 * The client's side. @param prologue the connection's header, which was sent in front.
 * @param payload what the client says of itself in the last message.
 */
export async function startHandshake(
  wire: HandshakeWire,
  prologue: Uint8Array,
  payload: Uint8Array,
): Promise<NoiseTransport> {
  const [ephemeral, identity] = [nacl.box.keyPair(), nacl.box.keyPair()];
  const state = new SymmetricState();
  await state.mixHash(prologue);
  await state.mixHash(ephemeral.publicKey);
  await state.seal(NOTHING);
  wire.send(encodePart(2, [ephemeral.publicKey]));

  const [serverEphemeral, sealedStatic, certificate] = decodePart(3, await wire.receive());
  await state.mixHash(serverEphemeral);
  await state.mixKey(ephemeral.secretKey, serverEphemeral);
  const serverStatic = await state.open(sealedStatic);
  await state.mixKey(ephemeral.secretKey, serverStatic);
  await state.open(certificate);

  const mine = await state.seal(identity.publicKey);
  await state.mixKey(identity.secretKey, serverEphemeral);
  wire.send(encodePart(4, [mine, await state.seal(payload)]));
  return state.split(true);
}

/** The server's side. @param payload its certificate. */
export async function acceptHandshake(
  wire: HandshakeWire,
  prologue: Uint8Array,
  payload: Uint8Array,
): Promise<NoiseTransport> {
  const [ephemeral, identity] = [nacl.box.keyPair(), nacl.box.keyPair()];
  const [clientEphemeral] = decodePart(2, await wire.receive());
  const state = new SymmetricState();
  await state.mixHash(prologue);
  await state.mixHash(clientEphemeral);
  await state.open(NOTHING);

  await state.mixHash(ephemeral.publicKey);
  await state.mixKey(ephemeral.secretKey, clientEphemeral);
  const mine = await state.seal(identity.publicKey);
  await state.mixKey(identity.secretKey, clientEphemeral);
  wire.send(encodePart(3, [ephemeral.publicKey, mine, await state.seal(payload)]));

  const [sealedStatic, sealedPayload] = decodePart(4, await wire.receive());
  const clientStatic = await state.open(sealedStatic);
  await state.mixKey(ephemeral.secretKey, clientStatic);
  await state.open(sealedPayload);
  return state.split(false);
}
