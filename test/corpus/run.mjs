/**
 * Makes the whole corpus, judges it as `sealcheck classify` does, prints the confusion tables, and fails on any false
 * `e2ee`: `npm run corpus`. Options: `--write` also writes docs/accuracy.md; `--every N` takes every Nth payload of each
 * form; `--misses FILE` writes what was answered wrong, most frequent first.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    every: { type: 'string', default: '1' },
    misses: { type: 'string' },
  },
});
const every = Number(values.every);
if (!Number.isInteger(every) || every < 1) throw new Error('--every takes a whole number from 1');
if (values.write && every !== 1) throw new Error('--write is for the whole corpus');

const root = new URL('../..', import.meta.url).pathname;
const vite = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  const corpus = await vite.ssrLoadModule('/test/corpus/payloads/payload-corpus.ts');
  const confusion = await vite.ssrLoadModule('/test/corpus/payloads/confusion.ts');
  const { accuracyPage } = await vite.ssrLoadModule('/test/corpus/payloads/accuracy-page.ts');
  const forms = await corpus.payloadForms();
  const total = corpus.countPayloads(forms);
  const judged = await confusion.judgeAll(
    withProgress(corpus.payloadCorpus(forms, every), total / every),
  );
  console.log(confusion.accuracyTables(judged));
  console.log(confusion.barsOf(judged));
  if (values.misses) await writeFile(values.misses, `${confusion.misses(judged)}\n`);
  if (values.write) await writeFile(`${root}docs/accuracy.md`, accuracyPage(judged));
  const wrong = confusion.falseSeals(judged);
  for (const { id, answer, expected } of wrong) console.error(`${id}: ${answer}, is ${expected}`);
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  await vite.close();
}
// The cryptographic libraries keep timers and ports open.
process.exit();

async function* withProgress(cases, total) {
  let done = 0;
  for await (const one of cases) {
    done += 1;
    if (process.stderr.isTTY && done % 500 === 0) {
      process.stderr.write(`\r${done} of ${Math.round(total)} payloads`);
    }
    yield one;
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
}
