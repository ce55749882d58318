/**
 * Two witnesses compared, request by request: what the tap reported against what the browser saw leave. The browser's
 * word may come before the tap's or after it, and a body that the tap has to read (a Blob) takes its time.
 */
import type { OutsidePayload } from '../messages/outside-payload.ts';
import type { TapPayload } from '../messages/tap-message.ts';
import type { RequestSender } from '../messages/witnessed-request.ts';

export interface LedgerEvents {
  /** The tap has not reported it (yet): what it carries is searched now, while the Send is open. */
  outside(sender: RequestSender, payload: OutsidePayload): void;
  /** The tap did not report it at all. */
  missing(sender: RequestSender, payload: OutsidePayload): void;
  /** Both saw it, alike in address and size. */
  agreed(): void;
}

/** Milliseconds after which the tap's silence counts for the search: well within a Send. */
export const OUTSIDE_AFTER = 500;
/** Milliseconds after which it counts for the comparison. */
export const MISSING_AFTER = 5_000;
/** A request may be held up this long between the page's call and its leaving, milliseconds. */
const REMEMBERED = 60_000;
const MOST_REMEMBERED = 1_000;

interface Entry {
  /** Method and address without scheme: a browser may upgrade `http:`. */
  key: string;
  /** Bytes; -1: not known. */
  size: number;
  at: number;
}

interface Reported extends Entry {
  matched: boolean;
}

interface Pending extends Entry {
  sender: RequestSender;
  payload: OutsidePayload;
  taken: boolean;
}

const HTTP_CHANNELS: ReadonlySet<string> = new Set(['fetch', 'xhr', 'beacon', 'form']);
const BODILESS: ReadonlySet<string> = new Set(['', 'GET', 'HEAD']);
/** The same request may leave twice: by the page, then by its service worker. */
const ECHOES: ReadonlySet<RequestSender> = new Set(['shared-worker', 'other-frame']);

export class RequestLedger {
  readonly #events: LedgerEvents;
  #reported: Reported[] = [];
  #pending: Pending[] = [];

  constructor(events: LedgerEvents) {
    this.#events = events;
  }

  /** @param base that the page's addresses are relative to @param now milliseconds, monotonic */
  reported(payload: TapPayload, base: string, now: number): void {
    if (payload.direction !== 'out' || !HTTP_CHANNELS.has(payload.channel)) return;
    // An empty body counts too: Chromium speaks of one that it can't read where a beacon has none.
    if (payload.size === 0 && BODILESS.has(payload.method.toUpperCase())) return;
    const key = keyOf(payload.method, payload.url, base);
    if (key === undefined) return;
    const entry = { key, size: sizeOf(payload), at: now, matched: false };
    const oldest = now - REMEMBERED;
    const kept = this.#reported.filter(({ at }) => at >= oldest);
    this.#reported = [...kept.slice(1 - MOST_REMEMBERED), entry];
    this.#match();
  }

  witnessed(sender: RequestSender, payload: OutsidePayload, now: number): void {
    const key = keyOf(payload.method, payload.url);
    if (key === undefined) return;
    const { size } = payload;
    this.#pending.push({ key, size, at: now, sender, payload, taken: false });
    this.#match();
  }

  /** Takes what the tap did not report in time. Call it a little after each of the two spans. */
  settle(now: number): void {
    for (const request of this.#pending) {
      if (request.taken || now - request.at < OUTSIDE_AFTER) continue;
      request.taken = true;
      this.#events.outside(request.sender, request.payload);
    }
    const over = this.#pending.filter(({ at }) => now - at >= MISSING_AFTER);
    this.#pending = this.#pending.filter((request) => !over.includes(request));
    for (const { sender, payload } of over) this.#events.missing(sender, payload);
  }

  /** Equal sizes first, so that a request of unknown size does not take another's place. */
  #match(): void {
    for (const alike of [sameSize, sizeUnknown]) {
      this.#pending = this.#pending.filter((request) => !this.#isMatched(request, alike));
    }
  }

  #isMatched(request: Pending, alike: (a: Entry, b: Entry) => boolean): boolean {
    const isEcho = ECHOES.has(request.sender);
    const twin = this.#reported.find(
      (entry) => (isEcho || !entry.matched) && entry.key === request.key && alike(entry, request),
    );
    if (twin === undefined) return false;
    if (!isEcho) {
      twin.matched = true;
      this.#events.agreed();
    }
    return true;
  }
}

function sameSize(a: Entry, b: Entry): boolean {
  return a.size >= 0 && a.size === b.size;
}

function sizeUnknown(a: Entry, b: Entry): boolean {
  return a.size < 0 || b.size < 0;
}

function keyOf(method: string, address: string, base?: string): string | undefined {
  if (address === '' || !URL.canParse(address, base)) return undefined;
  const { host, pathname, search } = new URL(address, base);
  return `${method.toUpperCase()} ${host}${pathname}${search}`;
}

const encoder = new TextEncoder();

/** Bytes as they leave; -1 where the tap can't know: forms get their boundary from the browser, streams may go on. */
function sizeOf({ body, size, unseen }: TapPayload): number {
  if (Array.isArray(body) || unseen === 'stream') return -1;
  if (typeof body !== 'string') return size;
  return unseen === 'too-large' ? -1 : encoder.encode(body).length;
}
