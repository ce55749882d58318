import type { TabBadge } from '../browser/action.ts';
import type { Debuggee, DetachReason, Parameters } from '../browser/debugger.ts';
import type { KeyValueArea } from '../browser/key-value-area.ts';
import { webOrigin } from '../browser/match-pattern.ts';
import type { Rewrite, WorkerScriptRequest } from '../browser/response-filter.ts';
import type { Sender } from '../browser/runtime-messages.ts';
import type { SeenRequest } from '../browser/web-request.ts';
import { forgetEverything } from '../store/changes.ts';
import type { Database } from '../store/database.ts';
import { TRIM_EVERY } from '../store/limits.ts';
import { trim } from '../store/retention.ts';
import { badgeState, drawn } from './badge.ts';
import { Conversations } from './conversations.ts';
import { DeepCapture, type DeepCaptureParts } from './deep-capture/deep-capture.ts';
import { dispatch } from './dispatch.ts';
import { InstallationKey } from './installation-key.ts';
import { Intake } from './intake.ts';
import { logOnce } from './log-once.ts';
import { answerPage } from './page-answers.ts';
import { Sites, type SitesParts } from './sites.ts';
import { newSession, TabSessions } from './tab-sessions.ts';
import { RequestWitness, type RequestWitnessParts } from './witness/request-witness.ts';
import { WorkerScripts, type WorkerScriptsParts } from './worker-scripts.ts';

export interface CoreParts
  extends SitesParts,
    Pick<DeepCaptureParts, 'debugger' | 'debuggerInOtherBuild' | 'tabsAt' | 'reloadTab'> {
  session: KeyValueArea;
  database: Database;
  own: { id: string; pages: string };
  tabUrl(tabId: number): Promise<string | undefined>;
  showBadge(tabId: number, badge: TabBadge): Promise<void>;
  now(): number;
  looksIntoWorkers: WorkerScriptsParts['looksIntoWorkers'];
  tell: RequestWitnessParts['tell'];
}

/** What the background does, by event. */
export interface Core {
  message(message: unknown, sender: Sender): Promise<unknown>;
  /** A tab starts to load; no address where we may not know it. */
  tabLoading(tabId: number, address: string | undefined): Promise<void>;
  tabClosed(tabId: number): Promise<void>;
  /** The script of a worker comes in: how it is changed, if it is. */
  workerScript(request: WorkerScriptRequest): Promise<Rewrite | undefined>;
  /** A request leaves, says the browser. */
  requestSeen(request: SeenRequest): Promise<void>;
  /** The background woke up, or permissions changed: page scripts and tabs follow. */
  review(): Promise<void>;
  /** The debugger says what happened in a tab or worker that it is attached to. */
  debuggerEvent(from: Debuggee, method: string, parameters: Parameters): void;
  debuggerDetached(from: Debuggee, reason: DetachReason): Promise<void>;
}

/** Puts the components together. What they know lies in the storage areas: the background may die at any moment. */
export function createCore(parts: CoreParts): Core {
  const { database, now } = parts;
  const sites = new Sites(parts);
  const sessions = new TabSessions(parts.session);
  const conversations = new Conversations(parts);
  const key = new InstallationKey(parts.local);
  const { looksIntoWorkers } = parts;
  const workerScripts = new WorkerScripts({ sites, key, looksIntoWorkers });
  const witness = new RequestWitness({ sessions, tell: parts.tell });
  const deepCapture = new DeepCapture({
    ...parts,
    sites,
    tellTopFrame: async (tabId, message) => parts.tell({ tabId, frameId: 0 }, message),
    changed: drawBadge,
  });
  let untilTrim = 1;

  const intake: Intake = new Intake({
    sites,
    sessions,
    conversations,
    database,
    key,
    workerChannel: async (frame) => workerScripts.channelOf(frame),
    protocols: parts.profiles.filter(({ selfHosted }) => selfHosted),
    deepCapture,
    now,
    async changed(tabId) {
      await drawBadge(tabId);
      untilTrim -= 1;
      if (untilTrim > 0) return;
      untilTrim = TRIM_EVERY;
      trim(database, now()).catch((error: unknown) => logOnce('trim', error));
    },
  });

  async function drawBadge(tabId: number): Promise<void> {
    const session = await sessions.read(tabId);
    const service = (await sites.all()).find(({ service: { id } }) => id === session?.service);
    const row = session?.front && (await conversations.read(session.front.id));
    const isDeep = await deepCapture.isOn(tabId);
    await parts.showBadge(tabId, drawn(badgeState(service?.service.name, row?.state, isDeep)));
  }

  /** Ends the watch over tabs whose site was switched off or whose permission was taken back. */
  async function endSessions(): Promise<undefined> {
    for (const tabId of await sessions.tabs()) {
      const session = await sessions.read(tabId);
      const { service, origin } = session ?? {};
      const known = (await sites.all()).find((one) => one.enabled && one.service.id === service);
      const permitted =
        known && (origin === undefined || (await sites.permittedAt(known, `${origin}/`)));
      if (permitted) continue;
      await sessions.drop(tabId);
      await drawBadge(tabId);
    }
  }

  async function forget(): Promise<undefined> {
    return intake.pause(async (): Promise<undefined> => {
      await forgetEverything(database);
      await conversations.forget();
      for (const tabId of await sessions.tabs()) {
        const session = await sessions.read(tabId);
        if (session === undefined) continue;
        const { id, payloads, sends } = newSession(session.service);
        const { front: _, ...kept } = session;
        await sessions.write(tabId, { ...kept, id, payloads, sends, told: {} });
        await drawBadge(tabId);
      }
    });
  }

  const answering = {
    sites,
    sessions,
    conversations,
    database,
    profiles: parts.profiles,
    tabUrl: parts.tabUrl,
    deepCapture,
    async choicesChanged(): Promise<undefined> {
      await intake.pause(endSessions);
      await deepCapture.review();
    },
    forget,
  };

  return {
    message: async (message, sender) =>
      dispatch(
        { own: parts.own, intake, answer: (asked) => answerPage(answering, asked) },
        message,
        sender,
      ),
    workerScript: async (request) => workerScripts.rewriteOf(request),
    async tabLoading(tabId, address) {
      await intake.loading(tabId, webOrigin(address));
      await deepCapture.tabLoading(tabId, address);
    },
    async tabClosed(tabId) {
      await intake.closed(tabId);
      await deepCapture.tabClosed(tabId);
    },
    requestSeen: async (request) => witness.seen(request),
    async review() {
      await sites.sync();
      await intake.pause(endSessions);
      await deepCapture.review();
    },
    debuggerEvent: (from, method, parameters) => deepCapture.event(from, method, parameters),
    debuggerDetached: async (from, reason) => deepCapture.detached(from, reason),
  };
}
