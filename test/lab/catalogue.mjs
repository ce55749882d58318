import { opaquePlatforms } from './catalogue/opaque-platforms.mjs';
import { readablePlatforms } from './catalogue/readable-platforms.mjs';

/**
 * Every messenger of the lab, for tests and for the first audit. `url` is what a person would open;
 * `twinOf` names the near-identical messenger whose verdict must differ. catalogue.d.mts says what the
 * fields mean.
 */
const tiktok = {
  platform: 'tiktok',
  composerSelector: '[data-e2e=message-input-area] [contenteditable]',
  sendSelector: '[data-e2e=message-send]',
};

const xClassic = {
  platform: 'x',
  composerSelector: '[data-testid=dmComposerTextInput]',
  sendSelector: '[data-testid=dmComposerSendButton]',
};

const xChat = {
  platform: 'x',
  composerSelector: '[data-testid=dm-composer-textarea]',
  sendSelector: '[data-testid=dm-composer-send-button]',
};

const instagram = {
  platform: 'instagram',
  composerSelector: '[aria-label=Message][contenteditable]',
  sendSelector: '[aria-label=Send]',
};

const discord = {
  platform: 'discord',
  composerSelector: '[data-slate-editor]',
  sendSelector: 'Enter',
};

const matrix = {
  platform: 'matrix',
  composerSelector: '.mx_BasicMessageComposer_input',
  sendSelector: '.mx_MessageComposer_sendMessage',
};

const plain = {
  platform: 'added-site',
  composerSelector: 'textarea[name=message]',
  sendSelector: 'button[name=send]',
};

const lounge = {
  platform: 'added-site',
  firstClick: '#connect button[type=submit]',
  composerSelector: '#input',
  sendSelector: 'Enter',
  // Connecting goes by way of the server's own window: typing may start once the channel's members are there.
  readySelector: '.chat-view[data-type=channel] .names .user',
  arrivedSelector: '.msg[data-type=message]:not(.self) .content',
  needs: 'products',
};

const converse = {
  platform: 'xmpp',
  composerSelector: '.chat-textarea',
  sendSelector: 'Enter',
  arrivedSelector: '.chat-msg__text',
  needs: 'products',
};

/** The same chat from both ends. */
function conversePair(scheme, user, peer, more = '') {
  const base = `${scheme}://converse.lab.test/`;
  return {
    url: `${base}?user=${user}&peer=${peer}${more}`,
    peerUrl: `${base}?user=${peer}&peer=${user}${more}`,
  };
}

const omemoReady = '.toggle-omemo[title="Messages are sent encrypted"]';
const readable = { verdict: 'tls-only', strength: 'proven' };
const open = { verdict: 'plaintext', strength: 'proven' };

export const catalogue = [
  {
    id: 'tiktok',
    chat: 'direct message',
    ...tiktok,
    url: 'https://www.tiktok.com/messages',
    expected: readable,
  },
  {
    id: 'tiktok-sealed',
    ...tiktok,
    // A conversation of its own: what was readable once stays so.
    url: 'https://www.tiktok.com/messages?twin=sealed&u=0:1:6800000000000000001:6800000000000000004',
    sealed: true,
    expected: { verdict: 'inconclusive' },
    twinOf: 'tiktok',
  },
  {
    id: 'x-classic',
    chat: 'classic message',
    ...xClassic,
    url: 'https://x.com/messages/1001-1002',
    expected: readable,
  },
  {
    id: 'x-classic-sealed',
    ...xClassic,
    url: 'https://x.com/messages/1001-1004?twin=sealed',
    sealed: true,
    expected: { verdict: 'inconclusive' },
    twinOf: 'x-classic',
  },
  {
    id: 'x-chat',
    chat: 'Chat, not both enrolled',
    ...xChat,
    url: 'https://x.com/i/chat/1001-1002',
    expected: readable,
  },
  {
    id: 'x-chat-encrypted',
    chat: 'Chat, both enrolled',
    ...xChat,
    url: 'https://x.com/i/chat/1001-1005?enrolled=1',
    sealed: true,
    expected: { verdict: 'e2ee', or: ['inconclusive'] },
    twinOf: 'x-chat',
  },
  {
    id: 'instagram',
    chat: 'direct message',
    ...instagram,
    url: 'https://www.instagram.com/direct/t/17840000000000001/',
    expected: readable,
  },
  {
    id: 'instagram-sealed',
    ...instagram,
    url: 'https://www.instagram.com/direct/t/17840000000000003/?twin=sealed',
    sealed: true,
    expected: { verdict: 'inconclusive' },
    twinOf: 'instagram',
  },
  {
    id: 'discord',
    chat: 'direct message',
    ...discord,
    url: 'https://discord.com/channels/@me/900000000000000001',
    expected: readable,
  },
  {
    id: 'discord-etf',
    chat: 'direct message, gateway in ETF',
    ...discord,
    url: 'https://discord.com/channels/@me/900000000000000005?encoding=etf',
    expected: readable,
  },
  {
    id: 'discord-sealed',
    ...discord,
    url: 'https://discord.com/channels/@me/900000000000000003?twin=sealed',
    sealed: true,
    expected: { verdict: 'inconclusive' },
    twinOf: 'discord',
  },
  {
    id: 'discord-keyed',
    ...discord,
    url: 'https://discord.com/channels/@me/900000000000000004?twin=keyed',
    sealed: true,
    expected: { verdict: 'inconclusive', or: ['tls-only'] },
    twinOf: 'discord',
  },
  {
    id: 'matrix-clear',
    chat: 'room without encryption',
    ...matrix,
    url: 'https://app.element.io/?mode=clear',
    expected: readable,
  },
  {
    id: 'matrix-encrypted',
    chat: 'encrypted room',
    ...matrix,
    url: 'https://app.element.io/?mode=encrypted',
    sealed: true,
    expected: { verdict: 'e2ee' },
    twinOf: 'matrix-clear',
  },
  {
    id: 'matrix-fake',
    ...matrix,
    url: 'https://app.element.io/?mode=fake',
    expected: readable,
    twinOf: 'matrix-encrypted',
  },
  ...['telemetry', 'preview', 'typing'].map((leak) => ({
    id: `matrix-leak-${leak}`,
    ...matrix,
    url: `https://app.element.io/?mode=encrypted&leak=${leak}#/room/!encrypted-${leak}:matrix.org`,
    expected: readable,
    twinOf: 'matrix-encrypted',
  })),
  ...readablePlatforms,
  ...opaquePlatforms,
  { id: 'plain-http', ...plain, url: 'http://chat.lab.test/', expected: open },
  {
    id: 'plain-https',
    ...plain,
    url: 'https://chat.lab.test/',
    expected: readable,
    twinOf: 'plain-http',
  },
  {
    id: 'plain-form',
    ...plain,
    url: 'http://chat.lab.test/?transport=xhr&room=form',
    expected: open,
  },
  {
    id: 'plain-ws',
    ...plain,
    url: 'http://chat.lab.test/?transport=ws&room=socket',
    sendSelector: 'Enter',
    expected: open,
  },
  {
    id: 'plain-wss',
    ...plain,
    url: 'https://chat.lab.test/?transport=ws&room=socket',
    sendSelector: 'Enter',
    expected: readable,
    twinOf: 'plain-ws',
  },
  { id: 'lounge-https', ...lounge, url: 'https://lounge.lab.test/', expected: readable },
  {
    id: 'lounge-http',
    ...lounge,
    url: 'http://lounge.lab.test/',
    expected: open,
    twinOf: 'lounge-https',
  },
  {
    id: 'converse',
    chat: 'chat',
    ...converse,
    ...conversePair('https', 'alice', 'bob'),
    expected: readable,
  },
  {
    id: 'converse-bosh',
    chat: 'chat, BOSH',
    ...converse,
    ...conversePair('https', 'gina', 'hugo', '&transport=bosh'),
    expected: readable,
  },
  {
    id: 'converse-http',
    chat: 'chat without TLS',
    ...converse,
    ...conversePair('http', 'erin', 'frank'),
    expected: open,
    twinOf: 'converse',
  },
  {
    id: 'converse-omemo',
    chat: 'chat with OMEMO 2',
    ...converse,
    ...conversePair('https', 'carol', 'dave', '&omemo=1'),
    readySelector: omemoReady,
    sealed: true,
    expected: { verdict: 'e2ee' },
    twinOf: 'converse',
  },
  {
    id: 'converse-omemo-legacy',
    chat: 'chat with OMEMO 0.3',
    ...converse,
    ...conversePair('https', 'ivan', 'judy', '&omemo=legacy'),
    readySelector: omemoReady,
    sealed: true,
    expected: { verdict: 'e2ee' },
    twinOf: 'converse',
  },
];
