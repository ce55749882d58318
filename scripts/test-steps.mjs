import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root, runNode } from './run-command.mjs';

/** @typedef {{ passed: number, failed: number, failures?: string[], note?: string }} StepResult */

/** A tool that passes or fails as a whole. */
async function oneCheck(script, parameters) {
  const { code } = await runNode(script, parameters);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A vitest project. A skipped test shows nothing, so it counts as failed; so does a file that did not load. */
async function vitest(project) {
  const folder = await mkdtemp(join(tmpdir(), 'sealcheck-report-'));
  const report = join(folder, 'report.json');
  try {
    const { code } = await runNode('node_modules/vitest/vitest.mjs', [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    if (!existsSync(report)) return { passed: 0, failed: 1, note: 'no report' };
    const { numPassedTests, numTotalTests, testResults } = JSON.parse(
      await readFile(report, 'utf8'),
    );
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    const failed = numTotalTests - numPassedTests + broken.length;
    const failures = [
      ...broken.map(({ name }) => `${relative(root, name)}: did not load`),
      ...testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter(({ status }) => status !== 'passed')
          .map(({ status, fullName }) => `${relative(root, name)}: ${fullName} (${status})`),
      ),
    ];
    return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, failures };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Mozilla's linter on the Firefox build: nothing at all may be reported. */
async function webExtLint() {
  const { stdout } = await runNode(
    'node_modules/web-ext/bin/web-ext.js',
    [
      'lint',
      '--no-config-discovery',
      '--source-dir',
      'dist/firefox',
      '--output',
      'json',
      '--self-hosted=false',
    ],
    { capture: true },
  );
  const { summary, errors, warnings, notices } = JSON.parse(stdout);
  for (const { _type, code, message, file } of [...errors, ...warnings, ...notices]) {
    console.log(`${_type} ${code} ${file ?? ''}: ${message}`);
  }
  const note = `${summary.errors} errors, ${summary.warnings} warnings, ${summary.notices} notices`;
  console.log(`web-ext lint: ${note}`);
  const clean = summary.errors + summary.warnings + summary.notices === 0;
  return { passed: clean ? 1 : 0, failed: clean ? 0 : 1, note };
}

/**
 * All steps of `npm test`, in order. `needs`: what has to be set up first.
 *
 * @type {{ name: string, needs: ('build' | 'chromium' | 'firefox' | 'products')[], run: () => Promise<StepResult> }[]}
 */
export const steps = [
  {
    name: 'types',
    needs: [],
    run: () => oneCheck('node_modules/typescript/bin/tsc', ['--noEmit']),
  },
  {
    name: 'lint',
    needs: [],
    run: () =>
      oneCheck('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  },
  { name: 'unit', needs: [], run: () => vitest('unit') },
  ...(existsSync(join(root, 'test/corpus'))
    ? [{ name: 'corpus', needs: [], run: () => vitest('corpus') }]
    : []),
  { name: 'build', needs: ['build'], run: () => vitest('build') },
  { name: 'web-ext', needs: ['build'], run: webExtLint },
  {
    name: 'e2e-chromium',
    needs: ['build', 'chromium', 'products'],
    run: () => vitest('e2e-chromium'),
  },
  {
    name: 'e2e-firefox',
    needs: ['build', 'firefox', 'products'],
    run: () => vitest('e2e-firefox'),
  },
];
