import type { KeyValueArea } from '../browser/key-value-area.ts';
import type { CoverageReport } from '../messages/observation.ts';
import { gap } from './gaps.ts';

/** What is known of a tab since its page was loaded. Plain JSON, without content. */
export interface TabSession {
  /** Random; names the page load in stored observations. */
  id: string;
  /** Id of the service that the page, or the first of its frames, belongs to. */
  service: string;
  /** Origin of the top frame's document; undefined while only other frames have reported. */
  origin?: string;
  /** The top frame's document, where the browser names it. */
  document?: string;
  /** The conversation of the last message: its row's id, and whether the top frame named it. */
  front?: { id: string; top: boolean };
  coverage: CoverageReport[];
  /** Conversations that were touched, by row id: how many coverage reports each has been told of. */
  told: Record<string, number>;
  payloads: number;
  sends: number;
}

/** Most different coverage reports of one page. */
const MOST_COVERAGE = 200;
/** Most conversations that are told of a late report at once; others hear of it when they are touched again. */
const MOST_TOLD = 200;
const PREFIX = 'tab:';

/** The sessions of all tabs, kept where they outlive the background. */
export class TabSessions {
  readonly #area: KeyValueArea;

  constructor(area: KeyValueArea) {
    this.#area = area;
  }

  async read(tabId: number): Promise<TabSession | undefined> {
    return (await this.#area.get(PREFIX + tabId)) as TabSession | undefined;
  }

  async write(tabId: number, session: TabSession): Promise<void> {
    await this.#area.set({ [PREFIX + tabId]: session });
  }

  async drop(tabId: number): Promise<void> {
    await this.#area.remove([PREFIX + tabId]);
  }

  async tabs(): Promise<number[]> {
    const keys = await this.#area.keys();
    return keys
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => Number(key.slice(PREFIX.length)));
  }
}

/** @param top the top frame, if it is the one that reports */
export function newSession(
  service: string,
  top?: { origin: string; document?: string },
): TabSession {
  return {
    id: crypto.randomUUID(),
    service,
    ...(top ? { origin: top.origin } : {}),
    ...(top?.document === undefined ? {} : { document: top.document }),
    coverage: [],
    told: {},
    payloads: 0,
    sends: 0,
  };
}

/**
 * The session with the reports that it did not have yet, in the order of arrival. The last place is kept for
 * saying that there were more: what is left out must not look like full coverage.
 */
export function withCoverage(session: TabSession, reports: readonly CoverageReport[]): TabSession {
  const coverage = [...session.coverage];
  const places = new Map(coverage.map((report, at) => [fingerprint(report), at]));
  let changed = false;
  for (const report of reports) {
    const key = fingerprint(report);
    const at = places.get(key);
    if (at === undefined) {
      places.set(key, coverage.push(report) - 1);
    } else if ((report.count ?? 0) > (coverage[at]?.count ?? 0)) {
      // The same again, of more requests: nothing that a verdict depends on.
      coverage[at] = report;
    } else continue;
    changed = true;
  }
  if (!changed) return session;
  if (coverage.length < MOST_COVERAGE) return { ...session, coverage };
  return {
    ...session,
    coverage: [...coverage.slice(0, MOST_COVERAGE - 1), gap('reports-shed', '')],
  };
}

/** The session that remembers how many reports a conversation was told of. */
export function withTold(session: TabSession, conversation: string, count: number): TabSession {
  const { [conversation]: _, ...others } = session.told;
  const entries = [...Object.entries(others), [conversation, count] as const];
  return { ...session, told: Object.fromEntries(entries.slice(-MOST_TOLD)) };
}

function fingerprint({ channel, state, host, reason, blocks }: CoverageReport): string {
  return JSON.stringify([channel, state, host, reason, blocks]);
}
