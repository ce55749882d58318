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
  // WebCrypto seals the frames on the page: what went in is seen, and it is a Signal message.
  expected: { verdict: 'e2ee' },
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

const telegram = {
  platform: 'telegram',
  composerSelector: '#editable-message-text',
  sendSelector: '.main-button.send',
  sealed: true,
  // The service holds the keys, and nothing on the wire shows it.
  expected: unclear,
  deep: unclear,
};

const teams = {
  id: 'teams',
  platform: 'teams',
  chat: 'chat, sent by a worker',
  url: 'https://teams.microsoft.com/v2/conversations/19:lab-robin@unq.gbl.spaces',
  composerSelector: '[data-tid=ckeditor][contenteditable]',
  sendSelector: '[data-tid=newMessageCommands-send]',
  // Its requests leave from a worker with an address of its own: only the browser's own record shows them.
  expected: readable,
  deep: readable,
};

const snapchat = {
  id: 'snapchat',
  platform: 'snapchat',
  chat: 'message that is not sealed (4.3.1)',
  url: 'https://www.snapchat.com/web/0b2f6f4e-3d0f-4b59-9a44-3b1a8f5f0c01',
  composerSelector: '[role=textbox][contenteditable]',
  sendSelector: '[aria-label="Send chat"]',
  expected: readable,
  deep: readable,
};

const googleMessages = {
  id: 'google-messages',
  platform: 'google-messages',
  chat: 'conversation, relayed to the own phone',
  url: 'https://messages.google.com/web/conversations/42',
  composerSelector: '[data-e2e-message-input-box]',
  sendSelector: '[data-e2e-send-text-button]',
  sealed: true,
  // What the phone does with it from there on can't be seen.
  expected: unclear,
};

const threema = {
  id: 'threema',
  platform: 'threema',
  chat: 'conversation, relayed to the own phone',
  url: 'https://web.threema.ch/#!/messenger/conversation/contact/ECHOECHO',
  composerSelector: '#composeDiv',
  sendSelector: '.send-trigger',
  sealed: true,
  expected: unclear,
};

const wire = {
  platform: 'wire',
  composerSelector: '#conversation-input-bar-text [contenteditable]',
  sendSelector: '[data-uie-name=do-send-message]',
  sealed: true,
  expected: { verdict: 'e2ee' },
};

export const opaquePlatforms = [
  whatsapp,
  {
    ...whatsapp,
    id: 'whatsapp-newsletter',
    chat: 'channel, socket in the page',
    // From outside Noise it looks like a personal chat; inside, the text is readable.
    url: 'https://web.whatsapp.com/?chat=120363000000000001&newsletter=1',
    expected: readable,
    twinOf: 'whatsapp',
  },
  {
    ...whatsapp,
    id: 'whatsapp-worker',
    chat: 'personal chat, socket in a worker',
    url: 'https://web.whatsapp.com/?comms=worker&chat=4915112345679',
    expected: unclear,
    deep: { verdict: 'e2ee' },
    twinOf: 'whatsapp',
  },
  {
    ...whatsapp,
    id: 'whatsapp-worker-newsletter',
    chat: 'channel, socket in a worker',
    url: 'https://web.whatsapp.com/?comms=worker&chat=120363000000000002&newsletter=1',
    expected: unclear,
    deep: readable,
    twinOf: 'whatsapp-newsletter',
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
    deep: { verdict: 'e2ee' },
    twinOf: 'messenger',
  },
  {
    ...telegram,
    id: 'telegram-a',
    chat: 'cloud chat, client A',
    url: 'https://web.telegram.org/a/#1001',
  },
  {
    ...telegram,
    id: 'telegram-k',
    chat: 'cloud chat, client K',
    url: 'https://web.telegram.org/k/#1002',
  },
  teams,
  {
    ...sealedTwin(
      teams,
      'https://teams.microsoft.com/v2/conversations/19:lab-sam@unq.gbl.spaces?twin=sealed',
    ),
    deep: unclear,
  },
  snapchat,
  {
    ...snapchat,
    id: 'snapchat-sealed',
    chat: 'sealed message (4.3.5)',
    url: 'https://www.snapchat.com/web/0b2f6f4e-3d0f-4b59-9a44-3b1a8f5f0c02?encryption=eel',
    sealed: true,
    expected: { verdict: 'e2ee', or: ['inconclusive'] },
    deep: { verdict: 'e2ee', or: ['inconclusive'] },
    twinOf: 'snapchat',
  },
  {
    ...snapchat,
    id: 'snapchat-clear-key',
    chat: 'sealed message, key in the clear (4.3.6)',
    url: 'https://www.snapchat.com/web/0b2f6f4e-3d0f-4b59-9a44-3b1a8f5f0c03?encryption=clear-key',
    sealed: true,
    expected: { ...unclear, or: ['tls-only'] },
    deep: { ...unclear, or: ['tls-only'] },
    twinOf: 'snapchat-sealed',
  },
  googleMessages,
  threema,
  {
    ...wire,
    id: 'wire-proteus',
    chat: 'conversation in Proteus',
    url: 'https://app.wire.com/#/conversation/9f1d2c3b-4a59-4877-8695-a4b3c2d1e001',
  },
  {
    ...wire,
    id: 'wire-mls',
    chat: 'conversation in MLS',
    url: 'https://app.wire.com/?protocol=mls#/conversation/9f1d2c3b-4a59-4877-8695-a4b3c2d1e002',
  },
];
