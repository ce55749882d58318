/**
 * Deep capture: the browser's debugger, attached to one tab because its person asked for it, tells what the page's workers
 * send and receive. What it tells goes to the content script of that tab at once; nothing of it is kept here.
 *
 * A worker is stopped by the debugger before its first statement and let go when we listen. Shared workers belong to no
 * tab: those of the site are attached before the page is reloaded, and Chromium stops a shared worker that comes back under
 * its debugger. Commands to a stopped worker are not awaited: it answers only when it runs.
 */
import type { Debuggee, Debugger, DetachReason, Parameters } from '../../browser/debugger.ts';
import type { KeyValueArea } from '../../browser/key-value-area.ts';
import { webOrigin } from '../../browser/match-pattern.ts';
import type { DeepCaptureEnd, DeepCaptureState } from '../../messages/messages.ts';
import type { CoverageReport } from '../../messages/observation.ts';
import type { BackgroundMessage } from '../../messages/outside-payload.ts';
import { KeyedQueue } from '../keyed-queue.ts';
import { logOnce } from '../log-once.ts';
import type { Sites } from '../sites.ts';
import { BINDING, cipherTap, MOST_TOLD } from './worker-ciphers.ts';
import { INLINE_BODY, WorkerTraffic } from './worker-traffic.ts';
import {
  type AttachedWorker,
  type Sight,
  sightOf,
  type WorkerKind,
  workerKind,
} from './workers.ts';

export interface DeepCaptureParts {
  /** Undefined where this build or browser has none. */
  debugger: Debugger | undefined;
  /** Another build for this browser has one. */
  debuggerInOtherBuild: boolean;
  session: KeyValueArea;
  sites: Pick<Sites, 'enabledAt' | 'permittedAt'>;
  tabUrl(tabId: number): Promise<string | undefined>;
  /** Tabs that show a page of this origin. */
  tabsAt(origin: string): Promise<number[]>;
  reloadTab(tabId: number): Promise<void>;
  tellTopFrame(tabId: number, message: BackgroundMessage): Promise<unknown>;
  /** Called when it was switched on or off for a tab. */
  changed(tabId: number): Promise<void>;
  now(): number;
}

interface Worker extends AttachedWorker {
  /** Its own, never given before. */
  number: number;
  traffic: WorkerTraffic;
  /** Milliseconds since the epoch. */
  since: number;
}

interface Tab {
  origin: string;
  /** By session, or for shared workers by target. */
  workers: Map<string, Worker>;
  /** Shared workers that we are attached to, also those that ended and may come back. */
  targets: Set<string>;
  /** When the document began that we look into; undefined until it does. */
  documentSince?: number;
  /** We were not there for a while: what the page's workers did then is not known. */
  interrupted: boolean;
  others: boolean;
  told: string;
}

const PREFIX = 'deep:';
/** How often the browser is asked for shared workers, which no event announces, milliseconds. */
const LOOK_EVERY = 1_000;
/** A shared worker of the document before goes, or comes back under us, within this time, milliseconds. */
const LATE_AFTER = 2_500;

const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

export class DeepCapture {
  readonly #parts: DeepCaptureParts;
  readonly #tabs = new Map<number, Tab>();
  readonly #queue = new KeyedQueue();
  readonly #revived: Promise<void>;
  readonly #cipherTap = cipherTap();
  #connections: number;
  #workers: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(parts: DeepCaptureParts) {
    this.#parts = parts;
    // Numbers of one page must not come again when the background dies in between.
    this.#connections = (parts.now() % 100_000_000) * 1_000;
    this.#workers = Math.floor(parts.now() / 1_000) % 100_000_000;
    this.#revived = this.#revive().catch((error: unknown) => logOnce('deep capture', error));
  }

  async state(tabId: number): Promise<DeepCaptureState> {
    if (this.#parts.debugger === undefined) {
      return { state: this.#parts.debuggerInOtherBuild ? 'other-build' : 'absent' };
    }
    const kept = (await this.#parts.session.get(PREFIX + tabId)) as DeepCaptureState | undefined;
    return kept ?? { state: 'off' };
  }

  async isOn(tabId: number): Promise<boolean> {
    return (await this.state(tabId)).state === 'on';
  }

  /** Attaches to the tab and reloads it, so that its workers are attached from their start. */
  async switchOn(tabId: number): Promise<void> {
    await this.#revived;
    await this.#queue.run(`${tabId}`, async () => {
      const { debugger: api, sites, tabUrl, reloadTab } = this.#parts;
      if (api === undefined || this.#tabs.has(tabId)) return;
      const address = await tabUrl(tabId);
      const origin = webOrigin(address);
      const known = await sites.enabledAt(address);
      if (address === undefined || origin === undefined || known === undefined) return;
      if (!(await sites.permittedAt(known, address))) return;
      try {
        await api.attach({ tabId });
      } catch (error) {
        await this.#keep(tabId, { state: 'off', ended: refusal(error) });
        return;
      }
      this.#tabs.set(tabId, newTab(origin));
      await api.command({ tabId }, 'Target.setAutoAttach', AUTO_ATTACH);
      await this.#look(tabId);
      await this.#keep(tabId, { state: 'on' });
      this.#watchTargets();
      await reloadTab(tabId);
    });
  }

  async switchOff(tabId: number): Promise<void> {
    await this.#revived;
    await this.#end(tabId, undefined);
  }

  /** The top frame's document is new. */
  async documentStarted(tabId: number): Promise<void> {
    await this.#revived;
    const tab = this.#tabs.get(tabId);
    if (tab === undefined) return;
    tab.documentSince = this.#parts.now();
    tab.interrupted = false;
    tab.told = '';
    await this.#look(tabId);
  }

  /** A tab starts to load. @param address undefined where we may not know it */
  async tabLoading(tabId: number, address: string | undefined): Promise<void> {
    await this.#revived;
    const tab = this.#tabs.get(tabId);
    const origin = webOrigin(address);
    if (tab !== undefined) {
      const known = await this.#parts.sites.enabledAt(address);
      if (known === undefined || origin === undefined) await this.#end(tabId, 'left-site');
      else tab.origin = origin;
    }
    for (const [id, { origin: watched }] of this.#tabs) {
      if (id !== tabId && watched === origin) await this.#look(id);
    }
  }

  async tabClosed(tabId: number): Promise<void> {
    await this.#revived;
    if (this.#tabs.has(tabId)) await this.#end(tabId, undefined);
    await this.#parts.session.remove([PREFIX + tabId]);
  }

  /** Services were switched off, or permissions taken back. */
  async review(): Promise<void> {
    await this.#revived;
    for (const tabId of [...this.#tabs.keys()]) {
      const address = await this.#parts.tabUrl(tabId);
      const known = await this.#parts.sites.enabledAt(address);
      const permitted =
        known && address !== undefined && (await this.#parts.sites.permittedAt(known, address));
      if (!permitted) await this.#end(tabId, 'left-site');
    }
  }

  /** An event of the debugger's. Nothing is awaited before it is dealt with: their order is what they mean. */
  event(from: Debuggee, method: string, parameters: Parameters): void {
    const owner = this.#ownerOf(from);
    if (owner === undefined) return;
    const [tabId, tab] = owner;
    switch (method) {
      case 'Target.attachedToTarget':
        this.#attached(tabId, tab, from, parameters);
        break;
      case 'Target.detachedFromTarget':
        tab.workers.delete(String(parameters.sessionId));
        this.#tellSight(tabId);
        break;
      case 'Inspector.targetCrashed':
        tab.workers.delete(keyOf(from));
        this.#tellSight(tabId);
        break;
      case 'Inspector.targetReloadedAfterCrash':
        // It came back under us, and waits.
        if (from.targetId !== undefined) {
          const back = { kind: 'sharedworker', target: from.targetId, early: true } as const;
          this.#follow(tabId, tab, from, back);
        }
        break;
      case 'Debugger.paused':
        // Before the first statement; from here on the debugger is not needed, and the worker goes on.
        this.#fire(from, 'Runtime.evaluate', { expression: this.#cipherTap });
        this.#fire(from, 'Debugger.disable');
        break;
      case 'Runtime.bindingCalled':
        this.#tellCipher(tabId, tab.workers.get(keyOf(from)), parameters);
        break;
      default:
        tab.workers.get(keyOf(from))?.traffic.take(method, parameters);
    }
  }

  async detached(from: Debuggee, reason: DetachReason): Promise<void> {
    await this.#revived;
    if (from.tabId !== undefined) {
      if (this.#tabs.has(from.tabId)) await this.#end(from.tabId, reason);
      return;
    }
    const owner = this.#ownerOf(from);
    if (owner === undefined) return;
    const [tabId, tab] = owner;
    tab.workers.delete(keyOf(from));
    tab.targets.delete(keyOf(from));
    this.#tellSight(tabId);
  }

  #attached(tabId: number, tab: Tab, from: Debuggee, parameters: Parameters): void {
    const { sessionId, targetInfo, waitingForDebugger } = parameters as {
      sessionId: string;
      targetInfo: { type: string; targetId: string };
      waitingForDebugger: boolean;
    };
    const debuggee = { ...from, sessionId };
    const kind = workerKind(targetInfo.type);
    const known = [...tab.workers.values()].some(({ target }) => target === targetInfo.targetId);
    if (kind !== undefined && !known) {
      const target = targetInfo.targetId;
      this.#follow(tabId, tab, debuggee, { kind, target, early: waitingForDebugger });
    } else {
      // A frame of another site, or a worker that we follow by another way: its own workers are followed.
      this.#fire(debuggee, 'Target.setAutoAttach', AUTO_ATTACH);
      this.#fire(debuggee, 'Runtime.runIfWaitingForDebugger');
    }
  }

  /** Listens to a worker and lets it go. */
  #follow(tabId: number, tab: Tab, debuggee: Debuggee, worker: AttachedWorker): void {
    const { now, tellTopFrame } = this.#parts;
    const tell = (message: BackgroundMessage) => void tellTopFrame(tabId, message);
    const traffic = new WorkerTraffic({
      command: async (method, parameters) => this.#command(debuggee, method, parameters),
      tell,
      nextConnection: () => {
        this.#connections += 1;
        return this.#connections;
      },
      tellUnseen: (channel, url) => {
        const host = hostOf(url);
        const reason = channel === 'websocket' ? 'attached-late' : 'channel-not-watched';
        const report = { channel, state: 'seen-to-exist', host, reason, blocks: true } as const;
        tell(sightMessage({ ...this.#sight(tab), reports: [report] }));
      },
      now,
    });
    this.#workers += 1;
    const number = this.#workers;
    tab.workers.set(keyOf(debuggee), { ...worker, number, traffic, since: now() });
    this.#fire(debuggee, 'Network.enable', { maxPostDataSize: INLINE_BODY });
    this.#fire(debuggee, 'Target.setAutoAttach', AUTO_ATTACH);
    if (worker.early) {
      this.#fire(debuggee, 'Runtime.addBinding', { name: BINDING });
      this.#fire(debuggee, 'Debugger.enable');
      this.#fire(debuggee, 'Debugger.setInstrumentationBreakpoint', {
        instrumentation: 'beforeScriptExecution',
      });
    }
    this.#fire(debuggee, 'Runtime.runIfWaitingForDebugger');
    this.#tellSight(tabId);
  }

  #tellCipher(tabId: number, worker: Worker | undefined, { name, payload }: Parameters): void {
    if (worker === undefined || name !== BINDING) return;
    if (typeof payload !== 'string' || payload.length > MOST_TOLD) return;
    const { number } = worker;
    void this.#parts.tellTopFrame(tabId, { kind: 'outside-cipher', worker: number, text: payload });
  }

  /** Attaches to the site's workers that no event announces, and looks for other tabs of the site. */
  async #look(tabId: number): Promise<void> {
    const { debugger: api, tabsAt } = this.#parts;
    const tab = this.#tabs.get(tabId);
    if (api === undefined || tab === undefined) return;
    const { origin } = tab;
    const [targets, tabs] = await Promise.all([api.workers(), tabsAt(origin)]);
    tab.others = tabs.some((id) => id !== tabId);
    const known = new Set([...tab.workers.values()].map(({ target }) => target));
    for (const { id, url } of targets) {
      if (known.has(id) || !isOf(origin, url) || this.#ownerOf({ targetId: id })) continue;
      const debuggee = { targetId: id };
      tab.targets.add(id);
      try {
        await api.attach(debuggee);
      } catch (error) {
        // It stays in the list as one that we can't look into.
        if (refusal(error) !== 'conflict') logOnce('deep capture', error);
      }
      this.#follow(tabId, tab, debuggee, { kind: 'sharedworker', target: id, early: false });
    }
    this.#tellSight(tabId);
  }

  #sight(tab: Tab): Sight {
    const host = new URL(tab.origin).host;
    if (tab.interrupted) return { whole: false, seen: [], reports: [interruption(host)] };
    const { reports, ...sight } = sightOf([...tab.workers.values()], host, tab.others);
    // Late workers of the document before may still be on their way out.
    const since = this.#parts.now() - LATE_AFTER;
    const isSettled = (tab.documentSince ?? since + 1) <= since;
    const settled = [...tab.workers.values()].filter(
      (worker) => worker.early || (isSettled && worker.since <= since),
    );
    const late = new Set(settled.filter(({ early }) => !early).map(({ kind }) => kind));
    return {
      ...sight,
      reports: reports.filter(({ blocks, channel }) => !blocks || late.has(channel as WorkerKind)),
    };
  }

  /** Tells the page's side how far we see, when that has changed. */
  #tellSight(tabId: number): void {
    const tab = this.#tabs.get(tabId);
    if (tab?.documentSince === undefined && tab?.interrupted !== true) return;
    const sight = this.#sight(tab);
    const told = JSON.stringify(sight);
    if (told === tab.told) return;
    tab.told = told;
    void this.#parts.tellTopFrame(tabId, sightMessage(sight));
  }

  async #end(tabId: number, ended: DeepCaptureEnd | undefined): Promise<void> {
    const tab = this.#tabs.get(tabId);
    this.#tabs.delete(tabId);
    if (this.#tabs.size === 0) this.#stopWatchingTargets();
    await this.#keep(tabId, { state: 'off', ...(ended === undefined ? {} : { ended }) });
    if (tab === undefined) return;
    const nothing = { whole: false, seen: [], reports: [] };
    await this.#parts.tellTopFrame(tabId, { kind: 'outside-sight', on: false, ...nothing });
    const targets = [...tab.targets].map((targetId) => ({ targetId }));
    for (const debuggee of [{ tabId }, ...targets]) {
      // It is gone already when the browser let go.
      await this.#parts.debugger?.detach(debuggee).catch(() => undefined);
    }
  }

  async #keep(tabId: number, state: DeepCaptureState): Promise<void> {
    await this.#parts.session.set({ [PREFIX + tabId]: state });
    await this.#parts.changed(tabId);
  }

  /** The background died and came back: the browser kept us attached, but what happened meanwhile is lost. */
  async #revive(): Promise<void> {
    const { debugger: api, session, tabUrl } = this.#parts;
    if (api === undefined) return;
    for (const key of await session.keys()) {
      if (!key.startsWith(PREFIX)) continue;
      const tabId = Number(key.slice(PREFIX.length));
      const kept = (await session.get(key)) as DeepCaptureState | undefined;
      const origin = webOrigin(await tabUrl(tabId));
      if (kept?.state !== 'on') continue;
      try {
        if (origin === undefined) throw new Error('the tab shows no site');
        await api.command({ tabId }, 'Target.setAutoAttach', AUTO_ATTACH);
        this.#tabs.set(tabId, { ...newTab(origin), interrupted: true });
        this.#watchTargets();
        await this.#look(tabId);
      } catch {
        await this.#keep(tabId, { state: 'off', ended: 'interrupted' });
      }
    }
  }

  #ownerOf({ tabId, targetId }: Debuggee): [number, Tab] | undefined {
    if (tabId !== undefined) {
      const tab = this.#tabs.get(tabId);
      return tab && [tabId, tab];
    }
    return [...this.#tabs].find(([, { targets }]) => targets.has(targetId ?? ''));
  }

  #watchTargets(): void {
    this.#timer ??= setInterval(() => {
      for (const tabId of this.#tabs.keys()) {
        this.#look(tabId).catch((error: unknown) => logOnce('deep capture', error));
      }
    }, LOOK_EVERY);
  }

  #stopWatchingTargets(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #command(from: Debuggee, method: string, parameters: Parameters): Promise<Parameters> {
    const api = this.#parts.debugger;
    if (api === undefined) throw new Error('no debugger');
    return api.command(from, method, parameters);
  }

  /** The debuggee may be gone before it answers, and a stopped one answers later. */
  #fire(debuggee: Debuggee, method: string, parameters: Parameters = {}): void {
    this.#command(debuggee, method, parameters).catch(() => undefined);
  }
}

function newTab(origin: string): Tab {
  const nobody = { workers: new Map(), targets: new Set<string>() };
  return { origin, ...nobody, interrupted: false, others: false, told: '' };
}

function keyOf({ sessionId, targetId }: Debuggee): string {
  return sessionId ?? targetId ?? '';
}

function sightMessage(sight: Sight): BackgroundMessage {
  return { kind: 'outside-sight', on: true, ...sight };
}

function interruption(host: string): CoverageReport {
  const reason = 'deep-capture-interrupted';
  return { channel: 'worker', state: 'unknown', host, reason, blocks: true };
}

/** A shared worker from a `data:` address may be anybody's, so also this page's. */
function isOf(origin: string, url: string): boolean {
  try {
    const { protocol, origin: own } = new URL(url);
    return own === origin || protocol === 'data:';
  } catch {
    return false;
  }
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '';
  }
}

function refusal(error: unknown): DeepCaptureEnd {
  return /already attached/i.test(String((error as Error)?.message)) ? 'conflict' : 'refused';
}
