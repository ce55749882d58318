/** Which profile a recorded payload belongs to: named in the record, or told by its address. */

import { profileForPage } from '../platforms/match.ts';
import type { Profile } from '../platforms/profile.ts';
import { profileOf, profiles } from '../platforms/registry.ts';

/** Names under which captures know a platform, in lower case without blanks and dashes. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['twitter', 'x'],
  ['xchat', 'x'],
  ['facebook', 'messenger'],
  ['facebookmessenger', 'messenger'],
  ['fbmessenger', 'messenger'],
  ['element', 'matrix'],
  ['converse', 'xmpp'],
  ['conversejs', 'xmpp'],
  ['jabber', 'xmpp'],
  ['whatsappweb', 'whatsapp'],
  ['telegramweb', 'telegram'],
  ['telegramweba', 'telegram'],
  ['telegramwebk', 'telegram'],
  ['telegrama', 'telegram'],
  ['telegramk', 'telegram'],
  ['googlemessagesforweb', 'google-messages'],
  ['microsoftteams', 'teams'],
  ['msteams', 'teams'],
  ['redditchat', 'reddit'],
  ['snapchatforweb', 'snapchat'],
  ['threemaweb', 'threema'],
  ['ig', 'instagram'],
  ['meta', 'messenger'],
  ['fb', 'messenger'],
  ['snap', 'snapchat'],
  ['gmessages', 'google-messages'],
  ['androidmessages', 'google-messages'],
  ['gchat', 'google-chat'],
  ['hangouts', 'google-chat'],
  ['bsky', 'bluesky'],
  ['weixin', 'wechat'],
  ['apple', 'imessage'],
]);

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const byName: ReadonlyMap<string, Profile> = new Map(
  profiles.flatMap((profile) => [
    [plain(profile.id), profile],
    [plain(profile.name), profile],
  ]),
);

/**
 * The profile of that id or name, however it is written; words behind it may name the kind of chat (`x-classic`,
 * `Telegram Web K`). Undefined for a platform that we do not know.
 */
export function profileNamed(name: string): Profile | undefined {
  const words = name.split(/[^A-Za-z0-9.]+/);
  for (let count = words.length; count > 0; count -= 1) {
    const key = plain(words.slice(0, count).join(''));
    const found = byName.get(key) ?? profileOf(ALIASES.get(key) ?? '');
    if (found) return found;
  }
  return undefined;
}

/** The profile whose web client or service has this address. */
export function profileForUrl(address: string): Profile | undefined {
  const url = new URL(address);
  const page = `${url.protocol.replace(/^ws/, 'http')}//${url.host}${url.pathname}`;
  return profileForPage(page, profiles);
}
