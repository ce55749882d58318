/** CMS EnvelopedData (RFC 5652 §6), what S/MIME encrypts with, made by PKI.js. */
import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  ContentInfo,
  CryptoEngine,
  EncapsulatedContentInfo,
  EnvelopedData,
  SignedData,
  setEngine,
} from 'pkijs';

const ENVELOPED_DATA = '1.2.840.113549.1.7.3';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const DATA = '1.2.840.113549.1.7.1';
const utf8 = (text: string) => Uint8Array.from(new TextEncoder().encode(text));

export interface CmsMessages {
  /** DER. To everybody who knows a passphrase, AES-256-CBC. */
  enveloped(text: string): Promise<Uint8Array>;
  /** SignedData without a signer: readable. */
  signed(text: string): Uint8Array;
}

/** Salts, keys and IVs are the library's own. */
export function cmsMessages(): CmsMessages {
  setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as never }));
  return {
    async enveloped(text) {
      const data = new EnvelopedData();
      data.addRecipientByPreDefinedData(utf8('a passphrase that both sides know').buffer, {}, 2);
      await data.encrypt({ name: 'AES-CBC', length: 256 } as never, utf8(text).buffer);
      const info = new ContentInfo({ contentType: ENVELOPED_DATA, content: data.toSchema() });
      return new Uint8Array(info.toSchema().toBER(false));
    },
    signed(text) {
      const data = new SignedData();
      data.encapContentInfo = new EncapsulatedContentInfo({
        eContentType: DATA,
        eContent: new asn1js.OctetString({ valueHex: utf8(text).buffer }),
      });
      const info = new ContentInfo({ contentType: SIGNED_DATA, content: data.toSchema(true) });
      return new Uint8Array(info.toSchema().toBER(false));
    },
  };
}
