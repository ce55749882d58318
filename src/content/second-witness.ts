/**
 * The frame's side of the second witness: what the browser saw leave and the tap did not is searched like everything
 * else, and told as coverage with its count. So is that both agree.
 */
import type { ChannelKind, CoverageReport } from '../messages/observation.ts';
import type { OutsidePayload } from '../messages/outside-payload.ts';
import type { TapPayload } from '../messages/tap-message.ts';
import type {
  RequestSender,
  WitnessedRequest,
  WitnessedSocket,
} from '../messages/witnessed-request.ts';
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
/** Different addresses of sockets that are remembered. */
const MOST_SOCKETS = 1_000;
/** Timers may be early by as much, milliseconds. */
const SLACK = 20;

export class SecondWitness {
  readonly #parts: SecondWitnessParts;
  readonly #signal: AbortSignal;
  readonly #ledger: RequestLedger;
  readonly #counts = new Map<string, number>();
  readonly #workers = new Set<ChannelKind>();
  readonly #unwatched = new Set<ChannelKind>();
  /** Addresses of sockets that the tap told of, without their scheme. */
  readonly #sockets = new Set<string>();
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
    if (payload.channel === 'websocket') this.socketReported(payload.url);
    this.#ledger.reported(payload, document.baseURI, performance.now());
  }

  /** The page has a worker of this kind. @param watched a tap looks into it */
  workerExists(channel: ChannelKind, watched: boolean): void {
    this.#workers.add(channel);
    if (!watched) this.#unwatched.add(channel);
  }

  witnessed({ sender, payload }: WitnessedRequest): void {
    if (this.#isOfOtherPages(sender, payload.at)) return;
    this.#ledger.witnessed(sender, payload, performance.now());
    for (const span of [OUTSIDE_AFTER, MISSING_AFTER]) {
      this.#later(span, () => this.#ledger.settle(performance.now()));
    }
  }

  socketReported(url: string): void {
    const address = addressOf(url);
    if (address !== undefined && this.#sockets.size < MOST_SOCKETS) this.#sockets.add(address);
  }

  /** The handshake is all that is seen of a socket: whose it is decides what its existence means. */
  socketWitnessed({ sender, url, at }: WitnessedSocket): void {
    if (this.#isOfOtherPages(sender, at)) return;
    this.#later(MISSING_AFTER, () => {
      const address = addressOf(url);
      if (address === undefined || this.#sockets.has(address) || sender === 'other-frame') return;
      // Also a watched worker's: of a socket that stays silent its tap says nothing.
      const isWorker =
        sender === 'shared-worker' || sender === 'worker' || this.#workers.has('worker');
      const mine = sender === 'document' || !isWorker;
      this.#count('websocket', new URL(url).host, mine ? 'witness-only' : 'worker-socket', mine);
    });
  }

  #later(span: number, action: () => void): void {
    setTimeout(() => {
      if (!this.#signal.aborted) action();
    }, span + SLACK);
  }

  #outside(sender: RequestSender, request: OutsidePayload): void {
    const payload = fromOutside(request);
    // That frame's own content script reports it; here only its text matters.
    const mine = sender === 'other-frame' ? { ...payload, child: true } : payload;
    this.#parts.outside(mine, this.#from(sender, request));
  }

  #missing(sender: RequestSender, request: OutsidePayload): void {
    const { host } = new URL(request.url);
    if (sender === 'other-frame') return;
    const from = this.#from(sender, request);
    const isWorker = from !== request.channel;
    this.#count(from, host, isWorker ? 'worker-requests' : 'witness-only', !isWorker);
  }

  /** A worker that several pages share sends for this one only when something was typed here. */
  #isOfOtherPages(sender: RequestSender, at: number): boolean {
    return sender === 'shared-worker' && !this.#parts.expectsText(at - performance.timeOrigin);
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

function addressOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, pathname, search } = new URL(url);
  return host + pathname + search;
}
