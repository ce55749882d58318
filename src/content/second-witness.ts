/**
 * The frame's side of the second witness: what the browser saw leave and the tap did not is searched like everything
 * else, and told as coverage with its count. So is that both agree.
 */
import type { ChannelKind, CoverageReport } from '../messages/observation.ts';
import type { OutsidePayload } from '../messages/outside-payload.ts';
import type { TapPayload } from '../messages/tap-message.ts';
import type { RequestSender, WitnessedRequest } from '../messages/witnessed-request.ts';
import { fromOutside } from './outside-payload.ts';
import { MISSING_AFTER, OUTSIDE_AFTER, RequestLedger } from './request-ledger.ts';

export interface SecondWitnessParts {
  /** A payload that the tap did not report. @param from who seems to have sent it */
  outside(payload: TapPayload, from: ChannelKind): void;
  report(report: CoverageReport): void;
  /** True when something was typed or sent shortly before, milliseconds since the frame's time origin. */
  expectsText(at: number): boolean;
}

/** Agreement is told at most this often, milliseconds. */
const AGREED_EVERY = 2_000;
/** Timers may be early by as much, milliseconds. */
const SLACK = 20;

export class SecondWitness {
  readonly #parts: SecondWitnessParts;
  readonly #signal: AbortSignal;
  readonly #ledger: RequestLedger;
  readonly #counts = new Map<string, number>();
  readonly #unwatched = new Set<ChannelKind>();
  #agreed = 0;
  #agreedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: SecondWitnessParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
    this.#ledger = new RequestLedger({
      outside: (sender, payload) => this.#outside(sender, payload),
      missing: (sender, payload) => this.#missing(sender, payload),
      agreed: () => this.#agree(),
    });
  }

  /** The tap, or another witness, reports a payload. */
  reported(payload: TapPayload): void {
    this.#ledger.reported(payload, document.baseURI, performance.now());
  }

  /** The page has a worker of this kind that no tap looks into. */
  unwatched(channel: ChannelKind): void {
    this.#unwatched.add(channel);
  }

  witnessed({ sender, payload }: WitnessedRequest): void {
    this.#ledger.witnessed(sender, payload, performance.now());
    for (const span of [OUTSIDE_AFTER, MISSING_AFTER]) {
      setTimeout(() => {
        if (!this.#signal.aborted) this.#ledger.settle(performance.now());
      }, span + SLACK);
    }
  }

  #outside(sender: RequestSender, request: OutsidePayload): void {
    const payload = fromOutside(request);
    // A worker that several pages share: it is this page's request only when something was typed here.
    if (sender === 'shared-worker' && !this.#parts.expectsText(payload.at)) return;
    this.#parts.outside(payload, this.#from(sender, request));
  }

  #missing(sender: RequestSender, request: OutsidePayload): void {
    const { host } = new URL(request.url);
    const at = request.at - performance.timeOrigin;
    if (sender === 'lost-frame') return;
    if (sender === 'shared-worker' && !this.#parts.expectsText(at)) return;
    const from = this.#from(sender, request);
    const isWorker = from !== request.channel;
    this.#count(from, host, isWorker ? 'worker-requests' : 'witness-only', !isWorker);
  }

  /** The kind of worker that sends, or the request's own channel where the document itself does. */
  #from(sender: RequestSender, { channel }: OutsidePayload): ChannelKind {
    if (sender === 'shared-worker') {
      return this.#unwatched.has('sharedworker') ? 'sharedworker' : 'serviceworker';
    }
    if (sender === 'worker') return 'worker';
    return sender === 'document-or-worker' && this.#unwatched.has('worker') ? 'worker' : channel;
  }

  #count(channel: ChannelKind, host: string, reason: string, blocks: boolean): void {
    const key = `${channel} ${host} ${reason}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    this.#parts.report({ channel, state: 'seen-to-exist', host, reason, blocks, count });
  }

  #agree(): void {
    this.#agreed += 1;
    this.#agreedTimer ??= setTimeout(() => {
      this.#agreedTimer = undefined;
      if (this.#signal.aborted) return;
      const { host } = location;
      const report = { channel: 'fetch', state: 'seen', host, reason: 'witness-agrees' } as const;
      this.#parts.report({ ...report, blocks: false, count: this.#agreed });
    }, AGREED_EVERY);
  }
}
