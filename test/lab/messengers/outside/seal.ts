import * as openpgp from 'openpgp';

const peer = openpgp.generateKey({ userIDs: [{ name: 'Robin' }], type: 'ecc', format: 'armored' });

/** Seals a text for Robin, with OpenPGP. */
export async function seal(text: string): Promise<string> {
  const { publicKey } = await peer;
  const encryptionKeys = await openpgp.readKey({ armoredKey: publicKey });
  const message = await openpgp.createMessage({ text });
  return openpgp.encrypt({ message, encryptionKeys });
}

export const sealReady: Promise<unknown> = peer;
