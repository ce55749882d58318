import * as v from 'valibot';
import type { Observation, SendReport } from '../messages/observation.ts';
import { observationSchema } from '../messages/observation-schema.ts';
import type { Profile } from '../platforms/profile.ts';
import { isThirdParty } from '../platforms/third-party.ts';
import { boundedAnatomy } from '../store/bounded-anatomy.ts';
import type { Database, NewObservationRow } from '../store/database.ts';
import { leakingPayloads, unsearchedElsewhere } from '../store/queries.ts';
import type { ConversationState } from '../verdict/conversation-state.ts';
import {
  type JudgeContext,
  judgeCoverage,
  judgePayload,
  judgeSend,
  leaksTextOf,
} from '../verdict/judge.ts';
import { type ConversationName, Conversations } from './conversations.ts';
import type { Frame } from './frame.ts';
import { gap } from './gaps.ts';
import { logOnce } from './log-once.ts';
import type { KnownService } from './services.ts';
import { type TabSession, withCoverage, withTold } from './tab-sessions.ts';

export interface SessionJudgeParts {
  conversations: Conversations;
  database: Database;
  protocols: readonly Profile[];
  now(): number;
}

/** Draft leaks are looked for this far back, milliseconds: a little longer than a draft is remembered. */
const DRAFT_SIGHT = 40_000;

/** Joins reports with the conversations that they speak of. Takes a tab's session and gives the next one. */
export class SessionJudge {
  readonly #parts: SessionJudgeParts;

  constructor(parts: SessionJudgeParts) {
    this.#parts = parts;
  }

  /** @param candidates unchecked: each is checked by itself, and one that fails is a gap */
  async observations(
    session: TabSession,
    frame: Frame,
    known: KnownService,
    candidates: readonly unknown[],
  ): Promise<TabSession> {
    const accepted = candidates.flatMap((candidate) => {
      const { output, success } = v.safeParse(observationSchema, candidate);
      const context = success ? this.#context(known, output.platform) : undefined;
      return success && context ? [withParty(output, frame, context.profile)] : [];
    });
    let next: TabSession = { ...session, payloads: session.payloads + accepted.length };
    if (accepted.length < candidates.length) {
      next = withCoverage(next, [gap('report-refused', frame.host)]);
    }
    for (const group of byConversation(accepted)) {
      const [first] = group;
      if (first === undefined) continue;
      const name = nameOf(known, first);
      next = await this.#change(next, frame, name, this.#rows(next, frame, known, group), (state) =>
        group.reduce((now, observation) => this.#judged(now, known, observation), state),
      );
      const brought = group.some(({ rendered }) => rendered !== undefined);
      if (group.some(({ role }) => role === 'message') || (brought && next.front === undefined)) {
        next = inFront(next, frame, name);
      }
    }
    return next;
  }

  async sent(
    session: TabSession,
    frame: Frame,
    known: KnownService,
    report: SendReport,
  ): Promise<TabSession> {
    const context = this.#context(known, report.platform);
    if (context === undefined) return withCoverage(session, [gap('report-refused', frame.host)]);
    const name = nameOf(known, report);
    const { leaking, elsewhere, complete } = await this.#around(session, frame, report);
    const counted = { ...session, sends: session.sends + 1 };
    const seen = complete ? counted : withCoverage(counted, [gap('not-kept', frame.host)]);
    const next = await this.#change(seen, frame, name, [], (state) =>
      judgeSend(
        leaking.reduce((now, payload) => this.#judged(now, known, payload), state),
        { ...report, unsearched: report.unsearched + elsewhere },
        context,
      ),
    );
    return inFront(next, frame, name);
  }

  /** Tells the conversations of this page load what they have not heard of its coverage. */
  async tellAll(session: TabSession): Promise<TabSession> {
    let next = session;
    const count = session.coverage.length;
    for (const [id, told] of Object.entries(session.told)) {
      if (told >= count) continue;
      const news = session.coverage.slice(told);
      await this.#parts.conversations.changeKnown(id, (state) => judgeCoverage(state, news));
      next = withTold(next, id, count);
    }
    return next;
  }

  async #change(
    session: TabSession,
    frame: Frame,
    name: ConversationName,
    rows: readonly NewObservationRow[],
    change: (state: ConversationState) => ConversationState,
  ): Promise<TabSession> {
    const id = Conversations.id(name);
    const told = session.told[id];
    const news = session.coverage.slice(told ?? 0);
    const kept = await this.#parts.conversations.change(
      name,
      (state) => change(told === undefined || news.length > 0 ? judgeCoverage(state, news) : state),
      rows,
    );
    const next = withTold(session, id, session.coverage.length);
    return kept ? next : withCoverage(next, [gap('not-kept', frame.host)]);
  }

  #judged(
    state: ConversationState,
    known: KnownService,
    observation: Observation,
  ): ConversationState {
    const context = this.#context(known, observation.platform);
    return context ? judgePayload(state, observation, context) : state;
  }

  /**
   * What else left around a Send: payloads of the same frame with its text, or a draft of it, that named another
   * conversation, and how many payloads of other frames, which do not know the text and could not search for it.
   */
  async #around(
    session: TabSession,
    frame: Frame,
    report: SendReport,
  ): Promise<{ leaking: Observation[]; elsewhere: number; complete: boolean }> {
    const { database } = this.#parts;
    try {
      const since = report.at - DRAFT_SIGHT;
      const [rows, elsewhere] = await Promise.all([
        leakingPayloads(database, session.id, frame.frameId, since),
        unsearchedElsewhere(database, session.id, frame.frameId, report.at),
      ]);
      const leaking = rows.filter(
        (row) => row.conversation !== report.conversation && leaksTextOf(row, report),
      );
      return { leaking, elsewhere, complete: true };
    } catch (error) {
      logOnce('database', error);
      return { leaking: [], elsewhere: 0, complete: false };
    }
  }

  /** Undefined for a profile that can't apply to this site, which only a forged report names. */
  #context(known: KnownService, platform: string): JudgeContext | undefined {
    const addedSite = known.service.origin !== undefined;
    const candidates = [known.profile, ...(addedSite ? this.#parts.protocols : [])];
    const profile = candidates.find(({ id }) => id === platform);
    return profile && { profile, addedSite };
  }

  #rows(
    session: TabSession,
    frame: Frame,
    known: KnownService,
    observations: readonly Observation[],
  ): NewObservationRow[] {
    return observations.map((observation) => ({
      at: this.#parts.now(),
      service: known.service.id,
      platform: observation.platform,
      conversation: observation.conversation,
      session: session.id,
      frame: frame.frameId,
      observation: {
        ...observation,
        finding: {
          ...observation.finding,
          anatomy: boundedAnatomy(observation.finding.anatomy),
        },
      },
    }));
  }
}

/** Whose host it is, we decide: the list of public suffixes is too large for every page, and pages may lie. */
function withParty(observation: Observation, frame: Frame, profile: Profile): Observation {
  const { wire } = observation;
  const thirdParty = isThirdParty(`${frame.origin}/`, `https://${wire.host}/`, profile);
  return { ...observation, wire: { ...wire, thirdParty } };
}

function nameOf(
  known: KnownService,
  { platform, conversation }: { platform: string; conversation: string },
): ConversationName {
  return { service: known.service.id, platform, conversation };
}

function byConversation(observations: readonly Observation[]): Observation[][] {
  const groups = new Map<string, Observation[]>();
  for (const observation of observations) {
    const group = groups.get(observation.conversation);
    if (group) group.push(observation);
    else groups.set(observation.conversation, [observation]);
  }
  return [...groups.values()];
}

/** The conversation in front is the top frame's last one; another frame's only while the top frame has none. */
function inFront(session: TabSession, frame: Frame, name: ConversationName): TabSession {
  const top = frame.frameId === 0;
  if (!top && session.front?.top) return session;
  return { ...session, front: { id: Conversations.id(name), top } };
}
