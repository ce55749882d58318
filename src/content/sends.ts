/**
 * Sends. From the key press or click on, every outgoing payload is searched for the text; when things have
 * settled, one report says whether it was found readable anywhere. Only that report can support `e2ee`.
 */
import type { KnownText } from '../engine/finding.ts';
import type { SendReport } from '../messages/observation.ts';
import { DRAFT_LIFETIME } from './drafts.ts';

/** Quiet time after the last payload that names the conversation (or the first with the text), milliseconds. */
const SETTLE = 1_500;
/** A Send that nothing answers is closed after this time. */
const LONGEST = 12_000;
/** A trigger that empties no composer and finds its text nowhere was no Send. */
const UNCONFIRMED = 3_500;

interface Send {
  id: number;
  text: string;
  /** The same object for every payload: the engine prepares its search once for each. */
  needle: KnownText;
  at: number;
  /** Wall clock, milliseconds since the epoch. */
  time: number;
  confirmed: boolean;
  /** When a message left, or the text stood readable: the rest follows soon. */
  messageAt?: number;
  conversation?: string;
  platform?: string;
  searched: number;
  unsearched: number;
  foundAt: Set<string>;
}

/** What a Send learns of one outgoing payload. */
export interface SentPayload {
  at: number;
  /** Every byte was searched. */
  complete: boolean;
  /** Needles that were found, with where. */
  found: readonly { needle: string; where: string }[];
  /** Set when the payload carries a message of a conversation. */
  conversation?: string;
  platform?: string;
}

export interface SendEvents {
  onReport(report: SendReport): void;
  /** Conversation and platform where no payload named them. */
  fallback(): { conversation: string; platform: string };
  /** When the oldest outgoing payload that still waits to be looked at was captured, milliseconds since the time origin. */
  waitingSince(): number | undefined;
}

/** Absence of a text means something only when it could not stand there by chance, or hide: 20 bytes of UTF-8. */
export function isSearchable(text: string): boolean {
  return new TextEncoder().encode(text.trim()).length >= 20;
}

export class SendTracker {
  readonly #events: SendEvents;
  #open: Send[] = [];
  /** Reported Sends: a usage report may bring their text out a good while later. */
  #closed: Send[] = [];
  /** Milliseconds since the time origin. */
  #missedAt = -DRAFT_LIFETIME;
  /** Ids are unique over frames and tabs: conversations are joined in the background. */
  #nextId = crypto.getRandomValues(new Uint32Array(1))[0] as number;

  constructor(events: SendEvents, signal: AbortSignal) {
    this.#events = events;
    // A busy machine looks at payloads late. For a Send, time stands still until what left meanwhile was looked at.
    const clock = () =>
      Math.min(performance.now(), events.waitingSince() ?? Number.POSITIVE_INFINITY);
    const timer = setInterval(() => this.settle(clock()), 250);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  /** Something left or went to a thread while a draft was there, and could not be searched for it. */
  missed(at: number): void {
    this.#missedAt = at;
  }

  /** Opens a Send; a second trigger with the same text (pointer down, then click) is the same Send. */
  trigger(text: string, at: number): number {
    const again = this.#open.find((send) => send.text === text && !send.confirmed);
    if (again) return again.id;
    this.#nextId += 1;
    this.#open.push({
      id: this.#nextId,
      text,
      needle: { id: `send:${this.#nextId}`, text },
      at,
      time: Date.now(),
      confirmed: false,
      searched: 0,
      unsearched: at - this.#missedAt < DRAFT_LIFETIME ? 1 : 0,
      foundAt: new Set(),
    });
    return this.#nextId;
  }

  confirm(id: number): void {
    const send = this.#open.find((candidate) => candidate.id === id);
    if (send) send.confirmed = true;
  }

  /** The texts of the Sends that a payload captured at `at` may belong to. */
  needles(at: number): KnownText[] {
    return this.#open.filter((send) => at >= send.at - 50).map((send) => send.needle);
  }

  /** The texts of Sends that were reported not long before. */
  closedNeedles(at: number): KnownText[] {
    return this.#closed.filter((send) => at - send.at < DRAFT_LIFETIME).map(({ needle }) => needle);
  }

  /** The conversation of a reported Send, by its needle. */
  conversationOf(needle: string): { conversation: string; platform: string } | undefined {
    const send = this.#closed.find((one) => one.needle.id === needle);
    return send && this.#placeOf(send);
  }

  /** Books a payload; answers the id of the Send that it falls under, if any. */
  note(payload: SentPayload): number | undefined {
    const sends = this.#open.filter((send) => payload.at >= send.at - 50);
    for (const send of sends) {
      if (payload.complete) send.searched += 1;
      else send.unsearched += 1;
      for (const { needle, where } of payload.found) {
        if (needle !== send.needle.id) continue;
        send.foundAt.add(where);
        send.confirmed = true;
        send.messageAt ??= payload.at;
      }
      if (payload.conversation !== undefined && send === sends.at(-1)) {
        send.messageAt = payload.at;
        send.conversation = payload.conversation;
        if (payload.platform !== undefined) send.platform = payload.platform;
      }
    }
    return sends.at(-1)?.id;
  }

  /** Reports and forgets the Sends whose time is over. */
  settle(now: number): void {
    const over = this.#open.filter((send) => {
      const age = now - send.at;
      if (!send.confirmed) return age > UNCONFIRMED;
      return age > LONGEST || (send.messageAt !== undefined && now - send.messageAt > SETTLE);
    });
    this.#open = this.#open.filter((send) => !over.includes(send));
    const confirmed = over.filter((send) => send.confirmed);
    for (const send of confirmed) this.#events.onReport(this.#report(send));
    this.#closed = [...this.#closed, ...confirmed].filter(({ at }) => now - at < DRAFT_LIFETIME);
  }

  #placeOf(send: Send): { conversation: string; platform: string } {
    const fallback = this.#events.fallback();
    return {
      conversation: send.conversation ?? fallback.conversation,
      platform: send.platform ?? fallback.platform,
    };
  }

  #report(send: Send): SendReport {
    return {
      send: send.id,
      at: send.time,
      ...this.#placeOf(send),
      length: send.text.length,
      searchable: isSearchable(send.text),
      searched: send.searched,
      unsearched: send.unsearched,
      foundAt: [...send.foundAt],
    };
  }
}
