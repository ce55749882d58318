import type { Database, ObservationRow } from '../store/database.ts';
import { EXPORT_CHUNK } from '../store/limits.ts';
import type { ExportHeader, ExportLeak, ExportObservation } from './export-schema.ts';

/** What the first line says of the file. */
export interface ExportOrigin {
  /** Version of the extension. */
  version: string;
  browser: string;
  at: Date;
}

export interface ExportOptions {
  signal?: AbortSignal;
  /** Called after each chunk with the findings written, and those there are. */
  progress?(done: number, total: number): void;
}

/**
 * All observations as NDJSON (one JSON text a line, RFC 8259, UTF-8): a header, then a line each, oldest first; then the
 * side leaks, as they were when the export began. Reads a chunk when the reader asks for it, so memory does not grow with the number of findings. What is added
 * after the start is left out.
 *
 * An abort of the signal fails the stream with the signal's reason.
 */
export function exportNdjson(
  database: Database,
  origin: ExportOrigin,
  { signal, progress }: ExportOptions = {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const write = (lines: readonly object[]) =>
    encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  let after = 0;
  let last = 0;
  let done = 0;
  let total = 0;
  let leaks: ExportLeak[] = [];
  return new ReadableStream(
    {
      async start(controller) {
        signal?.throwIfAborted();
        last = (await database.observations.orderBy(':id').last())?.id ?? 0;
        total = await rowsBetween(database, 0, last).count();
        leaks = await leakLines(database);
        controller.enqueue(write([header(origin, total, leaks.length)]));
      },
      async pull(controller) {
        signal?.throwIfAborted();
        const rows = await rowsBetween(database, after, last).limit(EXPORT_CHUNK).toArray();
        after = rows.at(-1)?.id ?? last;
        done += rows.length;
        if (rows.length > 0) controller.enqueue(write(rows.map(exportLine)));
        progress?.(done, total);
        if (rows.length === EXPORT_CHUNK) return;
        if (leaks.length > 0) controller.enqueue(write(leaks));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The same as one file, which the browser keeps outside the page's memory where it is large. */
export async function exportFile(
  database: Database,
  origin: ExportOrigin,
  options: ExportOptions = {},
): Promise<Blob> {
  const stream = exportNdjson(database, origin, options);
  return new Response(stream, { headers: { 'content-type': 'application/x-ndjson' } }).blob();
}

/** Name for the file: `sealcheck-2026-11-20.ndjson`. */
export function exportFileName({ at }: Pick<ExportOrigin, 'at'>): string {
  return `sealcheck-${at.toISOString().slice(0, 10)}.ndjson`;
}

function rowsBetween(database: Database, after: number, last: number) {
  return database.observations.where(':id').between(after, last, false, true);
}

function header(
  { version, browser, at }: ExportOrigin,
  count: number,
  leaks: number,
): ExportHeader {
  const exportedAt = at.toISOString();
  return { schema: 'sealcheck/export@1', version, exportedAt, browser, count, leaks };
}

/** A line each, conversation by conversation: bounded, since both are. */
async function leakLines(database: Database): Promise<ExportLeak[]> {
  const lines: ExportLeak[] = [];
  await database.conversations.orderBy('lastAt').each(({ service, platform, state }) => {
    for (const leak of state.evidence.leaks) {
      const { host, path, what, beforeSend, thirdParty, secure, moments } = leak;
      lines.push({
        schema: 'sealcheck/leak@1',
        service,
        platform,
        conversation: state.conversation,
        host,
        path,
        what,
        beforeSend,
        thirdParty,
        secure,
        count: moments.length,
        firstAt: moments.at(-1) ?? 0,
        lastAt: moments[0] ?? 0,
      });
    }
  });
  return lines;
}

/** Columns by name: one that is added to the database must not find its way into exports by itself. */
function exportLine({
  at,
  service,
  session,
  frame,
  observation,
}: ObservationRow): ExportObservation {
  return {
    schema: 'sealcheck/observation@1',
    receivedAt: at,
    service,
    session,
    frame,
    ...observation,
  };
}
