import type { Case } from './case.ts';
import { fetchCases } from './fetch-cases.ts';
import { otherCases } from './other-cases.ts';
import { socketCases } from './socket-cases.ts';
import { xhrCases } from './xhr-cases.ts';

/**
 * A page that does what pages may do, in every odd way. `runCase(name)` resolves with everything the page
 * could observe, as JSON that is the same in every run, so two runs (with and without a watcher) compare.
 */
const cases: Record<string, Case> = { ...fetchCases, ...xhrCases, ...socketCases, ...otherCases };

interface CaseResult {
  name: string;
  value?: unknown;
  error?: { name: string; message: string; kind: string };
  events: string[];
  unhandled: string[];
}

let unhandled: string[] = [];
addEventListener('error', (event) => unhandled.push(`error: ${event.message}`));
addEventListener('unhandledrejection', (event) => unhandled.push(`rejection: ${event.reason}`));

let runs = 0;

async function runCase(name: string): Promise<CaseResult> {
  const run = cases[name];
  if (run === undefined) throw new Error(`no case ${name}`);
  runs += 1;
  unhandled = [];
  const tag = `${name}-${performance.timeOrigin}-${runs}`;
  const events: string[] = [];
  const echo = new URL(`/echo?tag=${encodeURIComponent(tag)}`, location.href).href;
  const result: CaseResult = { name, events, unhandled };
  try {
    const value: unknown = await run({ tag, echo, note: (event) => events.push(event) });
    // What can't be written as JSON (a socket, a response) is named by its class.
    result.value =
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.getPrototypeOf(value) !== Object.prototype
        ? Object.prototype.toString.call(value)
        : (value ?? null);
  } catch (error) {
    const { name: errorName, message } = error as Error;
    const kind = error instanceof Error ? 'Error' : Object.prototype.toString.call(error);
    // The tag is the only thing in a message that differs between runs.
    result.error = {
      name: errorName,
      message: message.replaceAll(encodeURIComponent(tag), 'TAG'),
      kind,
    };
  }
  // Rejections are reported a task later.
  await new Promise((resolve) => setTimeout(resolve, 20));
  result.unhandled = unhandled;
  return result;
}

function addButtons(): void {
  const list = document.querySelector('[data-lab=cases]');
  const output = document.querySelector('output');
  for (const name of Object.keys(cases)) {
    const button = document.createElement('button');
    button.textContent = name;
    button.addEventListener('click', async () => {
      const result = await runCase(name);
      if (output !== null) output.textContent = JSON.stringify(result, null, 2);
    });
    list?.append(button);
  }
}

/**
 * `?run=a,b` runs cases without being asked and posts the results to `/results`. Debugging protocols carry
 * bodies beside the page and break on 100 MB of them; this way nothing needs to be attached.
 */
async function runFromAddress(): Promise<void> {
  const names = new URLSearchParams(location.search).get('run')?.split(',') ?? [];
  const results: CaseResult[] = [];
  for (const name of names) results.push(await runCase(name));
  if (results.length > 0)
    await fetch('/results', { method: 'POST', body: JSON.stringify(results) });
}

Object.assign(window, { runCase, caseNames: Object.keys(cases) });
addButtons();
void runFromAddress();
document.documentElement.dataset.ready = '1';
