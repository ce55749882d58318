import { versions } from '../../browser/lifecycle.ts';
import { type ExportOptions, exportFile, exportFileName } from '../../export/ndjson.ts';
import type { Database } from '../../store/database.ts';
import { saveFile } from './save-file.ts';

/** Has the browser save all findings as NDJSON. Rejects when the signal is aborted before the file is complete. */
export async function saveFindings(database: Database, options: ExportOptions): Promise<void> {
  const { extension: version, browser } = versions();
  const origin = { version, browser, at: new Date() };
  const file = await exportFile(database, origin, options);
  options.signal?.throwIfAborted();
  saveFile(file, exportFileName(origin));
}
