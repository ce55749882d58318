/** JSON Web Encryption (RFC 7516), made by jose. */
import {
  CompactEncrypt,
  CompactSign,
  FlattenedEncrypt,
  GeneralEncrypt,
  generateKeyPair,
} from 'jose';
import { seededBytes } from '../seeded-bytes.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

export interface JoseObjects {
  /** To a public key (ECDH-ES+A256KW). */
  compact(text: string): Promise<string>;
  /** With a key that both sides have: `alg: dir`. */
  direct(text: string): Promise<string>;
  /** That key. */
  directKey: Uint8Array;
  flattened(text: string): Promise<object>;
  general(text: string): Promise<object>;
  /** Signed only: three parts. */
  signed(text: string): Promise<string>;
}

/** `directKey` is from the seed; other keys and nonces are the library's own. */
export async function joseObjects(seed: number): Promise<JoseObjects> {
  const { publicKey } = await generateKeyPair('ECDH-ES+A256KW');
  const second = await generateKeyPair('ECDH-ES+A256KW');
  const directKey = Uint8Array.from(seededBytes(seed)(32));
  const header = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' };
  return {
    compact: (text) => new CompactEncrypt(utf8(text)).setProtectedHeader(header).encrypt(publicKey),
    direct: (text) =>
      new CompactEncrypt(utf8(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(directKey),
    directKey,
    flattened: (text) =>
      new FlattenedEncrypt(utf8(text)).setProtectedHeader(header).encrypt(publicKey),
    general: (text) =>
      new GeneralEncrypt(utf8(text))
        .setProtectedHeader({ enc: 'A256GCM' })
        .addRecipient(publicKey)
        .setUnprotectedHeader({ alg: 'ECDH-ES+A256KW' })
        .addRecipient(second.publicKey)
        .setUnprotectedHeader({ alg: 'ECDH-ES+A256KW' })
        .encrypt(),
    signed: (text) =>
      new CompactSign(utf8(text)).setProtectedHeader({ alg: 'HS256' }).sign(directKey),
  };
}
