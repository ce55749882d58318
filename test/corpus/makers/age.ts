/** Files of age (age-encryption.org/v1), made by its author's library. */
import { armor, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';

export interface AgeFiles {
  toRecipient(text: string): Promise<Uint8Array>;
  /** With a passphrase: an `scrypt` stanza. */
  withPassphrase(text: string): Promise<Uint8Array>;
  armored(text: string): Promise<string>;
}

/** Keys, salts and nonces are the library's own. */
export async function ageFiles(): Promise<AgeFiles> {
  const recipient = await identityToRecipient(await generateIdentity());
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const passphrase = new Encrypter();
  passphrase.setPassphrase('an umbrella, a bicycle and a ladder');
  // The lowest cost that the format knows: a test needs no protection against guessing.
  passphrase.setScryptWorkFactor(1);
  return {
    toRecipient: (text) => encrypter.encrypt(text),
    withPassphrase: (text) => passphrase.encrypt(text),
    armored: async (text) => armor.encode(await encrypter.encrypt(text)),
  };
}
