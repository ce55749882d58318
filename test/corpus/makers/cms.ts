/** CMS EnvelopedData (RFC 5652 §6), what S/MIME encrypts with, made by PKI.js. */
import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import { ContentInfo, CryptoEngine, EnvelopedData, SignedData, setEngine } from 'pkijs';

const ENVELOPED_DATA = '1.2.840.113549.1.7.3';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const utf8 = (text: string) => Uint8Array.from(new TextEncoder().encode(text));

export interface CmsMessages {
  /** DER. The text for one key that both sides have, AES-256-CBC. */
  enveloped(text: string): Promise<Uint8Array>;
  enveloped256Gcm(text: string): Promise<Uint8Array>;
  /** SignedData without a signer: readable. */
  signed(text: string): Uint8Array;
}

export function cmsMessages(): CmsMessages {
  const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as never });
  setEngine('node', engine as never);
  async function enveloped(text: string, name: 'AES-CBC' | 'AES-GCM'): Promise<Uint8Array> {
    const data = new EnvelopedData();
    data.addRecipientByPreDefinedData(utf8('a passphrase that both sides know').buffer, {}, 2);
    await data.encrypt({ name, length: 256 } as never, utf8(text).buffer);
    const info = new ContentInfo({ contentType: ENVELOPED_DATA, content: data.toSchema() });
    return new Uint8Array(info.toSchema().toBER(false));
  }
  return {
    enveloped: (text) => enveloped(text, 'AES-CBC'),
    enveloped256Gcm: (text) => enveloped(text, 'AES-GCM'),
    signed(text) {
      const data = new SignedData({
        encapContentInfo: undefined as never,
      });
      data.encapContentInfo.eContentType = '1.2.840.113549.1.7.1';
      data.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: utf8(text).buffer });
      const info = new ContentInfo({ contentType: SIGNED_DATA, content: data.toSchema(true) });
      return new Uint8Array(info.toSchema().toBER(false));
    },
  };
}
