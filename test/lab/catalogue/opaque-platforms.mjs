/** Messengers that send from workers, or wrap what they send in a transport of their own. */
import { readable, sealedTwin, unclear } from './expectations.mjs';

const whatsapp = {
  id: 'whatsapp',
  platform: 'whatsapp',
  chat: 'personal chat, socket in the page',
  url: 'https://web.whatsapp.com/',
  composerSelector: '[aria-label="Type a message"][contenteditable]',
  sendSelector: '[aria-label=Send]',
  sealed: true,
  expected: unclear,
};

const messenger = {
  id: 'messenger',
  platform: 'messenger',
  chat: 'chat without end-to-end encryption',
  url: 'https://www.facebook.com/messages/t/7012345678901234',
  composerSelector: '[aria-label=Message][contenteditable]',
  sendSelector: '[aria-label="Press Enter to send"]',
  expected: readable,
};

export const opaquePlatforms = [
  whatsapp,
  {
    ...whatsapp,
    id: 'whatsapp-newsletter',
    chat: 'channel, socket in the page',
    // The service reads it; from outside Noise it looks like a personal chat.
    url: 'https://web.whatsapp.com/?chat=120363000000000001&newsletter=1',
    expected: { ...unclear, or: ['tls-only'] },
  },
  {
    ...whatsapp,
    id: 'whatsapp-worker',
    chat: 'personal chat, socket in a worker',
    url: 'https://web.whatsapp.com/?comms=worker&chat=4915112345679',
  },
  messenger,
  sealedTwin(messenger, 'https://www.facebook.com/messages/t/7012345678909999?twin=sealed'),
  {
    ...messenger,
    id: 'messenger-encrypted',
    chat: 'end-to-end encrypted chat',
    url: 'https://www.facebook.com/messages/e2ee/t/7012345678905678',
    sealed: true,
    expected: unclear,
    twinOf: 'messenger',
  },
];
