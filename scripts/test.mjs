// `npm test`: sets up all that is needed, runs every check, and ends with `N passed, N failed`.
// `npm test -- --only unit,build` runs some of the steps.
import { parseArgs } from 'node:util';
import { runNode } from './run-command.mjs';
import { ensureNodePackages } from './setup/node-packages.mjs';
import { ensureProducts } from './setup/products.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';
import { steps } from './test-steps.mjs';

async function build() {
  const { code } = await runNode('scripts/build.mjs');
  if (code !== 0) throw new Error('the build failed; see above');
}

const preparations = {
  chromium: () => ensureSystemPackages(['chromium', 'fonts']),
  firefox: () => ensureSystemPackages(['firefox', 'fonts']),
  products: async () => {
    await ensureSystemPackages(['prosody', 'ngircd']);
    await ensureProducts();
  },
  build,
};

function chosenSteps() {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  if (!values.only) return steps;
  const names = values.only.flatMap((list) => list.split(','));
  for (const name of names) {
    if (steps.some((step) => step.name === name)) continue;
    console.error(`no step ${name}; there are: ${steps.map((step) => step.name).join(', ')}`);
    process.exit(2);
  }
  return steps.filter((step) => names.includes(step.name));
}

const results = [];
const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1);

/** A step that breaks is a failed step: the others still run. */
async function take(name, run) {
  const start = Date.now();
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 60 - name.length))}`);
  let result;
  try {
    result = await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    result = { passed: 0, failed: 1, note: 'broke off' };
  }
  if (result) results.push({ name, ...result, time: seconds(start) });
  return (result?.failed ?? 0) === 0;
}

const chosen = chosenSteps();
const prepared = new Map();
if (await take('npm packages', ensureNodePackages)) {
  for (const { name, needs, run } of chosen) {
    for (const need of needs) {
      if (!prepared.has(need))
        prepared.set(need, await take(`set-up: ${need}`, preparations[need]));
    }
    if (needs.every((need) => prepared.get(need))) await take(name, run);
    else results.push({ name, passed: 0, failed: 1, note: 'its set-up failed', time: '0.0' });
  }
}

console.log('\n── summary '.padEnd(64, '─'));
for (const { name, passed, failed, note, time } of results) {
  const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed`;
  console.log(`${name.padEnd(22)}${counts}  ${time.padStart(6)} s  ${note ?? ''}`);
}
for (const { name, failures = [] } of results) {
  for (const failure of failures) console.log(`${name} failed: ${failure}`);
}
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 && total('passed') > 0 ? 0 : 1;
