/**
 * Side leaks: places beside the message where what was typed, or a part of it, stood readable. They are told beside
 * the verdict, each place once. Kept so that the order of arrival does not matter; plain JSON, no content.
 */
import type { LeakLine } from '../messages/messages.ts';
import type { TypedPart } from '../messages/observation.ts';
import { type Payload, wireFacts } from './payload.ts';
import { draftBeforeSend } from './rules/draft-before-send.ts';
import { partReadable } from './rules/part-readable.ts';
import { textBesideMessage } from './rules/text-beside-message.ts';
import type { Reason } from './verdict.ts';

export interface Leak {
  host: string;
  /** Field path in the payload, as the engine writes it: `url.q`, `properties.text`. */
  path: string;
  /** All that was typed until then, or which part of it. */
  what: 'text' | TypedPart['kind'];
  beforeSend: boolean;
  /** Not the service itself. */
  thirdParty: boolean;
  secure: boolean;
  /** Who can read it, in words. */
  reader: string;
  /** When it was seen, milliseconds since the epoch, the latest first; at most `MOST_MOMENTS`. */
  moments: number[];
}

/** Moments kept of one leak: above that it is "50 times or more". */
export const MOST_MOMENTS = 50;
/** Leaks kept of one conversation, the worst first. */
const KEPT = 16;

/** What one payload leaks beside the message. */
export function leaksOf(payload: Payload): Leak[] {
  const { wire, beforeSend = false, at, parts = [], finding } = payload.observation;
  const { host, reader, secure } = wireFacts(payload);
  const whole = textBesideMessage.find(payload) ?? draftBeforeSend.find(payload);
  const wholeKind = finding.texts[0]?.extent === 'part' ? 'beginning' : 'text';
  const places: Pick<Leak, 'what' | 'path'>[] = [
    ...placeOf(whole, wholeKind),
    ...(partReadable.find(payload) ? parts.map(({ kind, path }) => ({ what: kind, path })) : []),
  ];
  const facts = { host, reader, secure, beforeSend, thirdParty: wire.thirdParty, moments: [at] };
  return places.map((place) => ({ ...facts, ...place }));
}

function placeOf(reason: Reason | undefined, what: Leak['what']): Pick<Leak, 'what' | 'path'>[] {
  return reason === undefined ? [] : [{ what, path: reason.path ?? '' }];
}

/** Both lists joined: a leak is one place, with all its moments. */
export function mergeLeaks(known: readonly Leak[], more: readonly Leak[]): Leak[] {
  if (more.length === 0) return [...known];
  const byPlace = new Map<string, Leak>();
  for (const leak of [...known, ...more]) {
    const place = placeKey(leak);
    const before = byPlace.get(place)?.moments ?? [];
    const moments = [...new Set([...before, ...leak.moments])].sort((a, b) => b - a);
    byPlace.set(place, { ...leak, moments: moments.slice(0, MOST_MOMENTS) });
  }
  return [...byPlace]
    .sort(([a, first], [b, second]) => rank(first) - rank(second) || (a < b ? -1 : 1))
    .slice(0, KEPT)
    .map(([, leak]) => leak);
}

function placeKey({ moments: _, ...place }: Leak): string {
  const { host, path, what, beforeSend, thirdParty, secure, reader } = place;
  return JSON.stringify([host, path, what, beforeSend, thirdParty, secure, reader]);
}

/** Worst first: open to the network, to somebody else, all of the text, before it was sent. */
function rank({ secure, thirdParty, what, beforeSend }: Leak): number {
  return (secure ? 8 : 0) + (thirdParty ? 0 : 4) + (what === 'text' ? 0 : 2) + (beforeSend ? 0 : 1);
}

const WHAT: Readonly<Record<Leak['what'], [beforeSend: string, afterSend: string]>> = {
  text: ['What you typed', 'The text of your message'],
  beginning: ['The beginning of what you typed', 'The beginning of your message'],
  word: ['Words of what you typed', 'Words of your message'],
  link: ['A link from your message', 'A link from your message'],
};

/** A leak in one sentence. Plain text: never put it into a page as markup. */
export function leakSentence({
  what,
  host,
  path,
  beforeSend,
  secure,
}: Omit<Leak, 'moments'>): string {
  const [before, after] = WHAT[what];
  const field = fieldWords(path);
  const where = field === '' ? host : `${host}, in field ${field},`;
  const when = beforeSend ? 'before you pressed Send' : 'beside the message itself';
  const open = secure ? '' : ' Without TLS: anyone on the network path can read it.';
  return `${beforeSend ? before : after} went to ${where} ${when}.${open}`;
}

/** The field's path for people: a parameter of the address by its name. */
export function fieldWords(path: string): string {
  return path.replace(/^url\.query\./, '');
}

/** The leak as our pages tell it. */
export function leakLine(leak: Leak): LeakLine {
  const { host, path, thirdParty, beforeSend, secure, moments } = leak;
  return {
    sentence: leakSentence(leak),
    host,
    field: fieldWords(path),
    thirdParty,
    beforeSend,
    secure,
    count: moments.length,
    lastAt: moments[0] ?? 0,
  };
}
