/**
 * The page's workers that have a tap of their own: whether it runs, and whether everything that they send is in view.
 *
 * One whose script the page made itself has a port, so it is known which one speaks. All others speak over the channel of
 * the page's origin and give their address: there, the page's workers of one address count as watched when as many have
 * spoken as were started. Method: docs/decisions/0011.
 */
import type {
  FromWorker,
  TapCipher,
  TapKey,
  TapPayload,
  TapWorker,
} from '../messages/tap-message.ts';

/** Connections and keys of one worker are numbered from here, times its own number: apart from the frame's own. */
const EACH = 1_000_000;
/** Workers that speak over the channel are numbered from here: apart from those with a port. */
const FAR = 100_000;
/** Runs of workers that are remembered for one address; pages that start more have no messenger in them. */
const MOST_RUNS = 500;

/** One run of a worker. */
interface Run {
  index: number;
  /** Its tap has spoken. */
  ready: boolean;
  /** Something of the page's ran in it before its tap, or it used a way out that its tap does not watch. */
  lost: boolean;
  /** Another worker started it: it is none of those that the page can hand something to. */
  nested: boolean;
}

/** The workers of one identity: kind and address, of shared workers the name too. */
interface Family {
  /** How often the page started one. */
  started: number;
  runs: Map<string, Run>;
  /** Something was handed to one of them that might have been the text. */
  fed: boolean;
}

/** Who speaks, to the rest of the content script. */
export interface Speaker {
  index: number;
  /** Other tabs may have to do with it as well. */
  shared: boolean;
  ready(): void;
  /** Its tap can't see everything. True when something went in before that may now be anywhere. */
  lost(): boolean;
}

export class WatchedWorkers {
  readonly #timeOrigin: number;
  /** By number: the family of a worker that messages go to. */
  readonly #families = new Map<number, Family>();
  readonly #byIdentity = new Map<string, Family>();
  /** Addresses of workers: one that such a one started is nested. */
  readonly #parents = new Set<string>();
  #runs = 0;

  /** @param timeOrigin of the frame, milliseconds since the epoch */
  constructor(timeOrigin: number = performance.timeOrigin) {
    this.#timeOrigin = timeOrigin;
  }

  /** The page has a worker. @param base address against which the page's is resolved */
  started({ worker, thread, url, name }: TapWorker, base: string, hasPort: boolean): void {
    if (hasPort) {
      this.#families.set(worker, { started: 1, runs: new Map(), fed: false });
      return;
    }
    const family = this.#family(identity(thread, addressOf(url, base), name));
    // A dedicated worker is one more. A shared one may be another run than before: it has to speak again.
    if (thread === 'worker') family.started += 1;
    else {
      family.started = 1;
      family.runs.clear();
    }
    this.#families.set(worker, family);
  }

  /** The speaker behind a port. */
  byPort(worker: number): Speaker {
    const family = this.#families.get(worker) ?? { started: 1, runs: new Map(), fed: false };
    this.#families.set(worker, family);
    return speaker(family, this.#run(family, 'port', worker, true, false), false);
  }

  /**
   * The speaker behind a message over the channel; undefined for a worker that this frame has nothing to do with.
   * @param frame this frame, as `tab:frame`
   */
  byChannel(from: FromWorker, frame: string): Speaker | undefined {
    const { thread, url, name, instance, parent, first } = from;
    const shared = thread !== 'worker';
    this.#parents.add(url);
    if (!shared && from.frame !== frame) return undefined;
    const key = identity(thread, url, shared ? name : '');
    // A shared worker that this frame does not use has nothing to say to it.
    const family = shared ? this.#byIdentity.get(key) : this.#family(key);
    if (family === undefined || family.runs.size > MOST_RUNS) return undefined;
    const nested = !shared && (parent.startsWith('blob:') || this.#parents.has(parent));
    const known = family.runs.get(instance);
    const run = known ?? this.#run(family, instance, FAR + this.#nextRun(), first, nested);
    return speaker(family, run, shared);
  }

  /** Something is handed to it. True when all that it sends is in view. */
  fed(worker: number): boolean {
    const family = this.#families.get(worker);
    if (family === undefined) return false;
    family.fed = true;
    return isWatched(family);
  }

  /** True when all that it sends is in view. */
  watches(worker: number): boolean {
    const family = this.#families.get(worker);
    return family !== undefined && isWatched(family);
  }

  /** A payload of a worker's as one of the frame's. */
  payloadFrom({ index, shared }: Speaker, payload: TapPayload): TapPayload {
    const { connection } = payload;
    return {
      ...payload,
      at: payload.at - this.#timeOrigin,
      ...(connection === undefined ? {} : { connection: index * EACH + connection }),
      ...(shared ? { shared } : {}),
    };
  }

  /** A key, or a call with one, as the frame's. 0 stays what it is: a key that was not seen to be made. */
  keyFrom<Noted extends TapKey | TapCipher>({ index }: Speaker, noted: Noted): Noted {
    const renumbered = (key: number) => (key === 0 ? 0 : index * EACH + key);
    const from = 'from' in noted && noted.from !== undefined ? renumbered(noted.from) : undefined;
    return { ...noted, key: renumbered(noted.key), ...(from === undefined ? {} : { from }) };
  }

  #family(key: string): Family {
    const known = this.#byIdentity.get(key);
    if (known) return known;
    const family = { started: 0, runs: new Map(), fed: false };
    this.#byIdentity.set(key, family);
    return family;
  }

  #run(family: Family, id: string, index: number, first: boolean, nested: boolean): Run {
    const known = family.runs.get(id);
    if (known) return known;
    const run = { index, ready: false, lost: !first, nested };
    family.runs.set(id, run);
    return run;
  }

  #nextRun(): number {
    this.#runs += 1;
    return this.#runs;
  }
}

function identity(thread: TapWorker['thread'], url: string, name: string): string {
  return JSON.stringify([thread, url, thread === 'sharedworker' ? name : '']);
}

function addressOf(url: string, base: string): string {
  return URL.canParse(url, base) ? new URL(url, base).href : url;
}

function isWatched({ started, runs }: Family): boolean {
  const ours = [...runs.values()].filter(({ nested }) => !nested);
  const ready = ours.filter((run) => run.ready);
  return ready.length > 0 && ready.length >= started && ours.every(({ lost }) => !lost);
}

function speaker(family: Family, run: Run, shared: boolean): Speaker {
  return {
    index: run.index,
    shared,
    ready() {
      run.ready = true;
    },
    lost() {
      run.lost = true;
      return family.fed;
    },
  };
}
