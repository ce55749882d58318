/** Messages of one word, where no profile knows the place: told by the address that stands beside them. */
import type { Layer } from '../engine/finding.ts';
import { isWithin, leavesOf } from './field-path.ts';
import { fieldName, isPreview } from './message-place.ts';
import type { Payload } from './payload.ts';

/** Names that messengers give to what people write and that few others use for a word of their own. */
const TEXTS: ReadonlySet<string> = new Set(
  'text body content message msg txt caption plaintext rawtext raw_text message_text messagetext message_body messagebody text_body textbody'.split(
    ' ',
  ),
);
/** Last words of names that say who gets it, who wrote it, or where it belongs. */
const ADDRESSES: ReadonlySet<string> = new Set(
  'to toid recipient recipients receiver destination room roomid channel channelid conversation conversationid convo convoid thread threadid chat chatid dialog dialogid peer peerid group groupid topic match matchid target sender senderid author authorid from user userid uid username nickname actor'.split(
    ' ',
  ),
);
/** Longer runs without a blank are ids and tokens, characters. */
const LONGEST_WORD = 40;

/** Addresses of requests that carry messages: `/conversations/5/messages`, `/messaging/send`. */
const MESSAGE_PATH =
  /(?:^|[/._-])(?:messages?|messaging|chats?|conversations?|convos?|threads?|dms?|send_?message)(?:$|[/._-])/i;

/**
 * The first leaf that is one word, one number or one address in a text's field, with a name beside it or around it that
 * says who gets it: `{"to": "bob", "text": "ok"}`. What goes out may say so in the request's path instead.
 */
export function addressedWord({ observation }: Payload): Layer | undefined {
  const { finding, wire } = observation;
  const leaves = leavesOf(finding.anatomy);
  const words = leaves.filter(isWord);
  if (words.length === 0) return undefined;
  if (wire.direction === 'out' && MESSAGE_PATH.test(wire.path)) return words[0];
  const addresses = leaves.filter(isAddress).map(({ path }) => aboveName(path));
  return words.find(({ path }) => addresses.some((around) => isNear(aboveName(path), around)));
}

function isWord({ class: kind, size, prose, notice, path }: Layer): boolean {
  const isSent = kind === 'text' || kind === 'number' || (kind === 'identifier' && prose === true);
  if (!isSent || notice || isWithin(path, 'url') || isPreview(path)) return false;
  return (prose === true || size <= LONGEST_WORD) && TEXTS.has(fieldName(path).toLowerCase());
}

function isAddress({ class: kind, path }: Layer): boolean {
  if (kind === 'empty' || isWithin(path, 'url')) return false;
  const name = fieldName(path);
  const last = name.split(/[_\-.:]+|(?<=[a-z])(?=[A-Z])/).slice(-2);
  return [last.join(''), last.at(-1) ?? ''].some((word) => ADDRESSES.has(word.toLowerCase()));
}

/** The place that holds the field: its path without the last name. */
function aboveName(path: string): string {
  return path.replace(/(?:\[\d*\])+$/, '').replace(/[.@]?[^.@[\]]*$/, '');
}

/** The address stands in the word's object, in one around it, or in one that is the next below. */
function isNear(word: string, address: string): boolean {
  return isWithin(word, address) || aboveName(address) === word;
}
