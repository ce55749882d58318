import { expect, it } from 'vitest';
import { profileNamed } from './find-profile.ts';

it.each([
  ['x', 'x'],
  ['X (Twitter)', 'x'],
  ['x-classic', 'x'],
  ['Telegram Web K', 'telegram'],
  ['Rocket.Chat', 'rocket-chat'],
  ['Microsoft Teams', 'teams'],
  ['Facebook Messenger', 'messenger'],
  ['messenger-e2ee', 'messenger'],
  ['Google Messages for web', 'google-messages'],
  ['google-chat', 'google-chat'],
  ['XMPP (Converse.js)', 'xmpp'],
  ['Matrix/Element', 'matrix'],
  ['WHATSAPP_WEB', 'whatsapp'],
])('knows %s', (name, id) => {
  expect(profileNamed(name)?.id).toBe(id);
});

it.each(['', 'Somebody’s Chat', 'google', 'xylophone', 'constructor'])('knows no %s', (name) => {
  expect(profileNamed(name)).toBeUndefined();
});
