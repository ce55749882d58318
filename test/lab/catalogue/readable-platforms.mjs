/** Messengers that send from the page itself and whose service reads what is written. */
import { readable, sealedTwin, unclear } from './expectations.mjs';

const slack = {
  id: 'slack',
  platform: 'slack',
  chat: 'direct message',
  url: 'https://app.slack.com/client/T0LAB00001/D0LAB00001',
  composerSelector: '[data-qa=message_input] .ql-editor',
  sendSelector: '[data-qa=texty_send_button]',
  expected: readable,
};

const linkedin = {
  id: 'linkedin',
  platform: 'linkedin',
  chat: 'direct message',
  url: 'https://www.linkedin.com/messaging/thread/2-bGFi/',
  composerSelector: '.msg-form__contenteditable',
  sendSelector: '.msg-form__send-button',
  expected: readable,
};

const reddit = {
  id: 'reddit',
  platform: 'reddit',
  chat: 'chat',
  url: 'https://chat.reddit.com/room/!lab1:reddit.com',
  composerSelector: 'textarea[name=message]',
  sendSelector: '[aria-label="Send message"]',
  expected: readable,
};

const googleChat = {
  id: 'google-chat',
  platform: 'google-chat',
  chat: 'direct message, protobuf',
  url: 'https://chat.google.com/u/0/dm/AAAAlab0001',
  composerSelector: '[aria-label="History is on"][contenteditable]',
  sendSelector: '[aria-label="Send message"]',
  expected: readable,
};

const bluesky = {
  id: 'bluesky',
  platform: 'bluesky',
  chat: 'direct message',
  url: 'https://bsky.app/messages/3lablab000001',
  composerSelector: 'textarea[placeholder="Write a message"]',
  sendSelector: '[aria-label="Send message"]',
  expected: readable,
};

const mastodon = {
  id: 'mastodon',
  platform: 'mastodon',
  chat: 'private mention',
  url: 'https://mastodon.social/conversations?to=robin',
  composerSelector: '.autosuggest-textarea__textarea',
  sendSelector: '.compose-form__submit button',
  expected: readable,
};

const zulip = {
  id: 'zulip',
  platform: 'zulip',
  chat: 'direct message',
  url: 'https://lab.zulipchat.com/#narrow/dm/9-Robin',
  composerSelector: '#compose-textarea',
  sendSelector: '#compose-send-button',
  expected: readable,
};

const mattermost = {
  id: 'mattermost',
  platform: 'mattermost',
  chat: 'direct message',
  url: 'https://community.mattermost.com/lab/messages/labchannel0000000000000001',
  composerSelector: '#post_textbox',
  sendSelector: '[data-testid=SendMessageButton]',
  expected: readable,
};

const rocketChat = {
  id: 'rocket-chat',
  platform: 'rocket-chat',
  chat: 'direct message',
  url: 'https://open.rocket.chat/direct/labroom0001',
  composerSelector: 'textarea[name=msg]',
  sendSelector: '[data-qa-id=send]',
  expected: readable,
};

export const readablePlatforms = [
  slack,
  sealedTwin(slack, 'https://app.slack.com/client/T0LAB00001/D0LAB00003?twin=sealed'),
  linkedin,
  sealedTwin(linkedin, 'https://www.linkedin.com/messaging/thread/2-dHdpbg/?twin=sealed'),
  reddit,
  sealedTwin(reddit, 'https://chat.reddit.com/room/!lab3:reddit.com?twin=sealed'),
  googleChat,
  {
    ...googleChat,
    id: 'google-chat-pblite',
    chat: 'direct message, JSON arrays',
    url: 'https://chat.google.com/u/0/dm/AAAAlab0004?encoding=pblite',
  },
  sealedTwin(googleChat, 'https://chat.google.com/u/0/dm/AAAAlab0003?twin=sealed'),
  bluesky,
  sealedTwin(bluesky, 'https://bsky.app/messages/3lablab000003?twin=sealed'),
  mastodon,
  sealedTwin(mastodon, 'https://mastodon.online/conversations?to=sam&twin=sealed'),
  zulip,
  sealedTwin(zulip, 'https://lab.zulipchat.com/?twin=sealed#narrow/dm/11-Twin'),
  mattermost,
  sealedTwin(
    mattermost,
    'https://community.mattermost.com/lab/messages/labchannel0000000000000003?twin=sealed',
  ),
  rocketChat,
  {
    ...rocketChat,
    id: 'rocket-chat-rest',
    chat: 'direct message, REST',
    url: 'https://open.rocket.chat/direct/labroom0005?transport=rest',
  },
  {
    ...rocketChat,
    id: 'rocket-chat-encrypted',
    chat: 'encrypted room',
    url: 'https://open.rocket.chat/direct/labroom0002?e2e=1',
    sealed: true,
    expected: { verdict: 'e2ee' },
    twinOf: 'rocket-chat',
  },
  {
    ...rocketChat,
    id: 'rocket-chat-server-key',
    chat: 'invented: the server hands out the key',
    url: 'https://open.rocket.chat/direct/labroom0003?e2e=server-key',
    sealed: true,
    // The service holds the key: to notice that is better, to claim nothing is honest.
    expected: { ...unclear, or: ['tls-only'] },
    twinOf: 'rocket-chat-encrypted',
  },
  {
    ...rocketChat,
    id: 'rocket-chat-key-deposited',
    chat: 'invented: the key is deposited with the server',
    url: 'https://open.rocket.chat/direct/labroom0006?e2e=1&leak=escrow',
    sealed: true,
    expected: { ...unclear, or: ['tls-only'] },
    twinOf: 'rocket-chat-encrypted',
  },
  {
    ...rocketChat,
    id: 'rocket-chat-sent-twice',
    chat: 'invented: sealed, and once more readable',
    url: 'https://open.rocket.chat/direct/labroom0007?e2e=1&leak=moderation',
    expected: readable,
    twinOf: 'rocket-chat-encrypted',
  },
  {
    ...mastodon,
    id: 'mastodon-public',
    // No private message, and no row: all that matters here is that nothing is said to be sealed.
    chat: undefined,
    url: 'https://mastodon.online/publish?visibility=public',
    expected: { ...unclear, or: ['tls-only'] },
  },
];
