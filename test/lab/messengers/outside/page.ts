import { bindChat } from '../../client/chat.ts';
import { seal, sealReady } from './seal.ts';
import { senders } from './senders.ts';
import { post } from './wire.ts';

/**
 * A messenger in which somebody else than the page sends, by `?from=` (see senders.ts). `?seal=there`: sealed by whoever
 * sends; `?seal=here`: sealed by the page and handed on; `?seal=beside`: the page sends it sealed itself, beside the other.
 */
const parameters = new URLSearchParams(location.search);
const sealing = parameters.get('seal');
const opened = senders[parameters.get('from') ?? '']?.();

const chat = bindChat({
  composer: 'textarea[name=message]',
  button: 'button[name=send]',
  async send(text) {
    const hand = await opened;
    if (sealing === 'here') await hand?.({ text: await seal(text), seal: false });
    else await hand?.({ text, seal: sealing === 'there' });
    if (sealing === 'beside') await post(fetch, await seal(text));
  },
});

Promise.all([sealReady, opened])
  .then(() => chat.ready())
  .catch((error) => chat.fail(error));
