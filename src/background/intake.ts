import type { OpenContentMessage } from '../messages/message-schema.ts';
import type { Briefing } from '../messages/messages.ts';
import type { Profile } from '../platforms/profile.ts';
import type { Database } from '../store/database.ts';
import type { Conversations } from './conversations.ts';
import type { DeepCapture } from './deep-capture/deep-capture.ts';
import type { Frame } from './frame.ts';
import { gap, type OwnGap } from './gaps.ts';
import type { InstallationKey } from './installation-key.ts';
import { KeyedQueue } from './keyed-queue.ts';
import type { KnownService } from './services.ts';
import { SessionJudge } from './session-judge.ts';
import type { Sites } from './sites.ts';
import { newSession, type TabSession, type TabSessions, withCoverage } from './tab-sessions.ts';

export interface IntakeParts {
  sites: Pick<Sites, 'enabledAt'>;
  sessions: TabSessions;
  conversations: Conversations;
  database: Database;
  key: Pick<InstallationKey, 'forOrigin'>;
  deepCapture: Pick<DeepCapture, 'isOn' | 'documentStarted'>;
  /** Profiles that are tried on every added site. */
  protocols: readonly Profile[];
  /** Where the frame's content script hears the taps of workers. */
  workerChannel(frame: Frame): Promise<Briefing['workerChannel']>;
  now(): number;
  /** Called after each change of what is known of a tab. */
  changed(tabId: number): Promise<void>;
}

/** Messages of one tab that may wait: more than that is a page that floods us. */
const MOST_WAITING = 500;

/** Takes what content scripts report. Everything of one tab runs one after another, in the order of arrival. */
export class Intake {
  readonly #parts: IntakeParts;
  readonly #judge: SessionJudge;
  readonly #queue = new KeyedQueue();
  readonly #waiting = new Map<number, number>();
  readonly #shed = new Set<number>();

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    this.#judge = new SessionJudge(parts);
  }

  /** A page was loaded, or a frame in it. Answers undefined where its site is not switched on. */
  async hello(frame: Frame): Promise<Briefing | undefined> {
    const { sites, sessions, key, protocols, deepCapture, changed } = this.#parts;
    return this.#queue.run(`${frame.tabId}`, async () => {
      const known = await sites.enabledAt(frame.address);
      if (known === undefined) return undefined;
      const id = known.service.id;
      const isTop = frame.frameId === 0;
      const session = isTop ? undefined : await sessions.read(frame.tabId);
      if (session === undefined) {
        await sessions.write(frame.tabId, newSession(id, isTop ? frame : undefined));
        await changed(frame.tabId);
      }
      const workerChannel = await this.#parts.workerChannel(frame);
      const isDeep = isTop && (await deepCapture.isOn(frame.tabId));
      if (isDeep) void deepCapture.documentStarted(frame.tabId);
      return {
        profile: known.profile,
        protocols: known.service.origin === undefined ? [] : [...protocols],
        conversationKey: await key.forOrigin(frame.origin),
        ...(workerChannel ? { workerChannel } : {}),
        // What the workers send is told to the top frame: only its texts are searched for in there.
        deepCapture: isDeep,
      };
    });
  }

  /** A report from a page that said hello; from any other it is dropped: we missed its beginning. */
  async take(frame: Frame, message: Exclude<OpenContentMessage, { kind: 'hello' }>): Promise<void> {
    await this.#withSession(frame, async (session, known) => {
      switch (message.kind) {
        case 'observations':
          return this.#judge.observations(session, frame, known, message.observations);
        case 'sent':
          return this.#judge.sent(session, frame, known, message.report);
        case 'coverage':
          return withCoverage(session, message.reports);
        default:
          return message satisfies never;
      }
    });
  }

  /** A message from a page's side that no schema accepts: whatever it was to say is missing. */
  async refuse(frame: Frame): Promise<void> {
    await this.#withSession(frame, async (session) => withGap(session, 'report-refused', frame));
  }

  /** A tab starts to load. @param origin of its page; undefined where we may not know */
  async loading(tabId: number, origin: string | undefined): Promise<void> {
    const { sessions } = this.#parts;
    await this.#queue.run(`${tabId}`, async () => {
      // A page of the same origin says hello itself; with `loading` that hello may already be there.
      const session = await sessions.read(tabId);
      if (session?.origin !== undefined && session.origin !== origin) await sessions.drop(tabId);
    });
  }

  async closed(tabId: number): Promise<void> {
    await this.#queue.run(`${tabId}`, () => this.#parts.sessions.drop(tabId));
  }

  /** Runs with nothing else under way. */
  async pause<Result>(task: () => Promise<Result>): Promise<Result> {
    return this.#queue.runAlone(task);
  }

  async #withSession(
    frame: Frame,
    task: (session: TabSession, known: KnownService) => Promise<TabSession>,
  ): Promise<void> {
    const { tabId } = frame;
    const waiting = this.#waiting.get(tabId) ?? 0;
    if (waiting >= MOST_WAITING) {
      this.#shed.add(tabId);
      return;
    }
    this.#waiting.set(tabId, waiting + 1);
    try {
      await this.#queue.run(`${tabId}`, () => this.#change(frame, task));
    } finally {
      const left = (this.#waiting.get(tabId) ?? 1) - 1;
      if (left > 0) this.#waiting.set(tabId, left);
      else this.#waiting.delete(tabId);
    }
  }

  async #change(
    frame: Frame,
    task: (session: TabSession, known: KnownService) => Promise<TabSession>,
  ): Promise<void> {
    const { sites, sessions, changed } = this.#parts;
    const [known, session] = await Promise.all([
      sites.enabledAt(frame.address),
      sessions.read(frame.tabId),
    ]);
    if (known === undefined || session === undefined) return;
    if (isOfAnotherLoad(frame, session)) {
      await sessions.drop(frame.tabId);
      await changed(frame.tabId);
      return;
    }
    const shed = this.#shed.delete(frame.tabId);
    const before = shed ? withGap(session, 'reports-shed', frame) : session;
    const after = await this.#judge.tellAll(await task(before, known));
    await sessions.write(frame.tabId, after);
    await changed(frame.tabId);
  }
}

/**
 * A page that came back from the back-forward cache goes on without a hello. What it reported of its channels went
 * with its session, so what it says now can't be judged: it needs a reload.
 */
function isOfAnotherLoad(frame: Frame, session: TabSession): boolean {
  return (
    frame.frameId === 0 &&
    session.document !== undefined &&
    frame.document !== undefined &&
    session.document !== frame.document
  );
}

function withGap(session: TabSession, reason: OwnGap, frame: Frame): TabSession {
  return withCoverage(session, [gap(reason, frame.host)]);
}
