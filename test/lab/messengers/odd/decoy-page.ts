import * as openpgp from 'openpgp';
import { bindChat } from '../../client/chat.ts';
import { ways } from './decoy-ways.ts';

/**
 * A messenger that seals every message with OpenPGP on its main thread. With `?way=` the text also leaves by
 * another way, readable, from where a page's own scripts can't be watched; without, it is what it seems.
 */
const way = ways[new URLSearchParams(location.search).get('way') ?? ''];

async function seal(text: string): Promise<string> {
  const { publicKey } = await peer;
  const encryptionKeys = await openpgp.readKey({ armoredKey: publicKey });
  const message = await openpgp.createMessage({ text });
  return openpgp.encrypt({ message, encryptionKeys });
}

const peer = openpgp.generateKey({ userIDs: [{ name: 'Robin' }], type: 'ecc', format: 'armored' });
const opened = way?.();

const chat = bindChat({
  composer: 'textarea[name=message]',
  button: 'button[name=send]',
  async send(text) {
    const hand = await opened;
    await hand?.send(text);
    const answer = await fetch('/api/send', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: await seal(text) }),
    });
    if (!answer.ok) throw new Error(`send answered ${answer.status}`);
  },
  typing: (draft) => void opened?.then((hand) => hand.typing?.(draft)),
});

Promise.all([peer, opened])
  .then(() => chat.ready())
  .catch((error) => chat.fail(error));
