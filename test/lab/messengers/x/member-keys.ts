/**
 * One member's keys: a P-256 pair, and conversation keys wrapped to it (65-byte ephemeral point ‖ AES-GCM).
 * Key derivation: X9.63 with SHA-256, 16 bytes of key and 16 of nonce.
 */
const curve = { name: 'ECDH', namedCurve: 'P-256' };
const pointLength = 65;

type Bytes = Uint8Array<ArrayBuffer>;

function join(...parts: Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

async function wrappingKey(
  own: CryptoKey,
  other: CryptoKey,
  ephemeralPoint: Bytes,
): Promise<{ key: CryptoKey; iv: Bytes }> {
  const shared = new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256),
  );
  const counter = new Uint8Array([0, 0, 0, 1]);
  const digest = await crypto.subtle.digest('SHA-256', join(shared, counter, ephemeralPoint));
  const derived = new Uint8Array(digest);
  const key = await crypto.subtle.importKey('raw', derived.slice(0, 16), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
  return { key, iv: derived.slice(16) };
}

function importPoint(point: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', point, curve, true, []);
}

export interface MemberKeys {
  /** Uncompressed point, 65 bytes. */
  publicPoint: Bytes;
  /** @throws OperationError when it was wrapped for somebody else. */
  unwrap(wrapped: Bytes): Promise<Bytes>;
}

export async function makeMemberKeys(): Promise<MemberKeys> {
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const publicPoint = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return {
    publicPoint,
    async unwrap(wrapped) {
      const point = wrapped.slice(0, pointLength);
      const { key, iv } = await wrappingKey(pair.privateKey, await importPoint(point), point);
      const rest = wrapped.slice(pointLength);
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, rest));
    },
  };
}

/** Wraps a conversation key for the owner of `publicPoint`. */
export async function wrapFor(publicPoint: Bytes, conversationKey: Bytes): Promise<Bytes> {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const { key, iv } = await wrappingKey(pair.privateKey, await importPoint(publicPoint), point);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, conversationKey);
  return join(point, new Uint8Array(sealed));
}
