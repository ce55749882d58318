/**
 * What the person types, held in memory for seconds so that payloads can be searched for it. Nothing here is
 * stored or sent anywhere; it is dropped when the time is over.
 */
import type { KnownText } from '../engine/finding.ts';
import { composerOf, readComposer } from './composer.ts';

/** How long a draft is remembered after it was last changed, milliseconds. */
export const DRAFT_LIFETIME = 30_000;
/** Snapshots kept; typing previews are compared with the draft as it was when they left. */
const MAX_SNAPSHOTS = 40;
/** A Send empties the composer within this time. */
const CLEARED_WITHIN = 3_000;

/** The same object for every payload: the engine prepares its search once for each. */
interface Snapshot extends KnownText {
  at: number;
  /** When it was sent; from then on the Send knows the text. */
  sentAt?: number;
}

export interface DraftEvents {
  /** The person did what usually sends: pressed Enter, clicked, submitted, with this text in the composer. */
  onTrigger(text: string, at: number): number | undefined;
  /** The composer let go of the text: it was sent. */
  onCleared(send: number): void;
}

export class DraftTracker {
  readonly #events: DraftEvents;
  #snapshots: Snapshot[] = [];
  #composer: HTMLElement | undefined;
  #count = 0;

  constructor(events: DraftEvents, signal: AbortSignal) {
    this.#events = events;
    const options = { capture: true, passive: true, signal };
    for (const type of ['input', 'compositionend', 'keyup', 'paste', 'focusin']) {
      window.addEventListener(type, (event) => this.#onEdit(event), options);
    }
    window.addEventListener('keydown', (event) => this.#onKey(event), options);
    for (const type of ['pointerdown', 'click', 'submit']) {
      window.addEventListener(type, (event) => this.#onPossibleSend(event), options);
    }
  }

  /** The drafts that a payload captured at `at` (milliseconds since the time origin) may carry. */
  needles(at: number): KnownText[] {
    this.#forgetOld(at);
    const before = this.#snapshots.filter(
      ({ at: typed, sentAt = Number.POSITIVE_INFINITY }) => typed <= at + 5 && at < sentAt,
    );
    const current = before.at(-1);
    const longest = before.reduce<Snapshot | undefined>(
      (best, snapshot) => (best && best.text.length >= snapshot.text.length ? best : snapshot),
      undefined,
    );
    const distinct = new Map<string, Snapshot>();
    for (const snapshot of [current, longest]) {
      if (snapshot && snapshot.text !== '') distinct.set(snapshot.text, snapshot);
    }
    return [...distinct.values()];
  }

  /** All that was typed of late, sent or not. */
  recent(now: number): readonly KnownText[] {
    this.#forgetOld(now);
    return this.#snapshots;
  }

  #onEdit(event: Event): void {
    if (!event.isTrusted) return;
    const composer = composerOf(event);
    if (composer === undefined) return;
    this.#composer = composer;
    // A pasted text is in the field only after the event.
    if (event.type === 'paste') setTimeout(() => this.#remember(readComposer(composer)));
    else if (event.type !== 'focusin') this.#remember(readComposer(composer));
  }

  #onKey(event: KeyboardEvent): void {
    if (!event.isTrusted || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    const composer = composerOf(event);
    if (composer !== undefined) {
      this.#composer = composer;
      this.#trigger(composer);
    }
  }

  #onPossibleSend(event: Event): void {
    const composer = this.#composer;
    if (!event.isTrusted || composer === undefined || !composer.isConnected) return;
    // A click into the field is editing.
    const target = event.composedPath()[0];
    if (event.type !== 'submit' && target instanceof Node && composer.contains(target)) return;
    this.#trigger(composer);
  }

  #trigger(composer: HTMLElement): void {
    const text = readComposer(composer);
    if (text === '') return;
    this.#remember(text);
    const send = this.#events.onTrigger(text, performance.now());
    if (send !== undefined) this.#watchCleared(composer, text, send);
  }

  #watchCleared(composer: HTMLElement, text: string, send: number): void {
    const started = performance.now();
    const look = () => {
      const now = composer.isConnected ? readComposer(composer) : '';
      if (now === '' || (now !== text && !now.startsWith(text))) {
        this.#markSent(text, started);
        this.#events.onCleared(send);
      } else if (performance.now() - started < CLEARED_WITHIN) setTimeout(look, 100);
    };
    setTimeout(look, 30);
  }

  /** The text and what led to it: what is found from now on did not leave before Send. */
  #markSent(text: string, at: number): void {
    for (const snapshot of this.#snapshots) {
      if (text.startsWith(snapshot.text)) snapshot.sentAt ??= at;
    }
  }

  #remember(text: string): void {
    const at = performance.now();
    const last = this.#snapshots.at(-1);
    if (last?.text === text && last.sentAt === undefined) return;
    this.#count += 1;
    this.#snapshots.push({ id: `draft:${this.#count}`, text, at });
    this.#forgetOld(at);
    setTimeout(() => this.#forgetOld(performance.now()), DRAFT_LIFETIME + 100);
  }

  #forgetOld(now: number): void {
    this.#snapshots = this.#snapshots
      .filter((snapshot) => now - snapshot.at < DRAFT_LIFETIME)
      .slice(-MAX_SNAPSHOTS);
  }
}
