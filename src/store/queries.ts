/** What our pages and the background read. Wrap a call in Dexie's `liveQuery` to be told of changes. */
import type { Observation } from '../messages/observation.ts';
import type { Claim } from '../platforms/profile.ts';
import { type PlatformSummary, rollUp } from '../verdict/roll-up.ts';
import type { ConversationRow, Database, ObservationRow } from './database.ts';

/** A part of a long list. */
export interface Page<Row> {
  rows: Row[];
  /** Length of the whole list. */
  total: number;
}

export interface PageRequest {
  offset: number;
  limit: number;
}

/** What was observed of one service in all its conversations. */
export interface ServiceSummary {
  service: string;
  /** Worst judgement, mix and disagreement with the vendor's claims. */
  summary: PlatformSummary;
  /** Conversations in which a message went through. */
  conversations: number;
  payloads: number;
  sends: number;
  firstAt: number;
  lastAt: number;
}

/**
 * One line a service that a message of was observed, most recent first. Reads conversations, not observations.
 *
 * @param claims what the vendors document, by service
 */
export async function serviceSummaries(
  database: Database,
  claims: ReadonlyMap<string, readonly Claim[]>,
): Promise<ServiceSummary[]> {
  const byService = new Map<string, ConversationRow[]>();
  await judged(database).each((row) => {
    const rows = byService.get(row.service);
    if (rows) rows.push(row);
    else byService.set(row.service, [row]);
  });
  return [...byService]
    .flatMap(([service, rows]) => summarise(service, rows, claims.get(service) ?? []))
    .sort((a, b) => b.lastAt - a.lastAt);
}

/** The conversations of a service in which a message went through, most recent first. */
export async function conversationsOf(
  database: Database,
  service: string,
  { offset, limit }: PageRequest,
): Promise<Page<ConversationRow>> {
  const [rows, total] = await Promise.all([
    judged(database, service).reverse().offset(offset).limit(limit).toArray(),
    judged(database, service).count(),
  ]);
  return { rows, total };
}

/** Observations of all services, newest first. */
export async function recentObservations(
  database: Database,
  { offset, limit }: PageRequest,
): Promise<Page<ObservationRow>> {
  const [rows, total] = await Promise.all([
    database.observations.orderBy(':id').reverse().offset(offset).limit(limit).toArray(),
    database.observations.count(),
  ]);
  return { rows, total };
}

/** The last observations of one page load, newest first. */
export async function observationsOfSession(
  database: Database,
  session: string,
  limit: number,
): Promise<Observation[]> {
  const rows = await ofSession(database, session).limit(limit).toArray();
  return rows.map((row) => row.observation);
}

/**
 * What left a frame with what was typed in it, or a part of that, newest first.
 *
 * @param since milliseconds since the epoch, by our clock
 */
export async function leakingPayloads(
  database: Database,
  session: string,
  frame: number,
  since: number,
): Promise<Observation[]> {
  const rows = await ofSession(database, session)
    .until((row) => row.at < since)
    .filter(({ frame: from, observation: { wire, finding, parts = [] } }) => {
      const leaks = finding.texts.length + parts.length > 0;
      return from === frame && wire.direction === 'out' && leaks;
    })
    .toArray();
  return rows.map((row) => row.observation);
}

/**
 * Payloads that left other frames of the page and that nobody searched for the text: the frame that the person
 * typed into is the only one that knows it.
 *
 * @param since milliseconds since the epoch, by our clock
 */
export async function unsearchedElsewhere(
  database: Database,
  session: string,
  frame: number,
  since: number,
): Promise<number> {
  return ofSession(database, session)
    .until((row) => row.at < since)
    .filter(({ frame: from, observation: { wire, finding } }) => {
      const left = wire.direction === 'out' && finding.size > 0;
      return from !== frame && left && finding.searched.length === 0;
    })
    .count();
}

/** How much is kept. */
export async function countRows(
  database: Database,
): Promise<{ conversations: number; observations: number }> {
  const [conversations, observations] = await Promise.all([
    database.conversations.count(),
    database.observations.count(),
  ]);
  return { conversations, observations };
}

/** Newest first: rows of one index value come in the order of their keys. */
function ofSession(database: Database, session: string) {
  return database.observations.where('session').equals(session).reverse();
}

function judged(database: Database, service?: string) {
  const [first, last] = service === undefined ? ['', '\uffff'] : [service, service];
  return database.conversations
    .where('[judged+service+lastAt]')
    .between([1, first, -Infinity], [1, last, Infinity], true, true);
}

function summarise(
  service: string,
  rows: readonly ConversationRow[],
  claims: readonly Claim[],
): ServiceSummary[] {
  const summary = rollUp(
    rows.map((row) => row.state),
    claims,
  );
  if (summary.judgement === undefined) return [];
  const counts = rows.map((row) => row.state.counts);
  return [
    {
      service,
      summary,
      conversations: rows.length,
      payloads: counts.reduce((sum, count) => sum + count.payloadsOut + count.payloadsIn, 0),
      sends: counts.reduce((sum, count) => sum + count.sends, 0),
      firstAt: Math.min(...rows.map((row) => row.firstAt)),
      lastAt: Math.max(...rows.map((row) => row.lastAt)),
    },
  ];
}
