import { type ChildProcess, spawn } from 'node:child_process';

export interface BrowserProcess {
  /** The address that the browser printed. */
  address: string;
  /** What the browser and its pages wrote to stdout and stderr. */
  output: string[];
  ended: Promise<void>;
  /** Ends the whole process group. */
  kill(): void;
}

const startTimeout = 60_000;

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}

/**
 * Starts a browser in a process group of its own, so that its helper processes end with it.
 * @param announces its group is the debugging address in what the browser prints.
 */
export async function startBrowserProcess(
  program: string,
  parameters: string[],
  announces: RegExp,
  environment: Record<string, string> = {},
): Promise<BrowserProcess> {
  const child = spawn(program, parameters, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const killOnExit = () => killGroup(child);
  process.on('exit', killOnExit);
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => {
      process.off('exit', killOnExit);
      resolve();
    });
  });
  const output: string[] = [];
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      killGroup(child);
      reject(new Error(`${program} did not start: ${output.join('')}`));
    }, startTimeout);
    let announced = false;
    const read = (chunk: Buffer) => {
      output.push(String(chunk));
      const said = announced ? null : announces.exec(output.join(''));
      if (!said?.[1]) return;
      announced = true;
      clearTimeout(timer);
      resolve(said[1]);
    };
    child.stderr.on('data', read);
    child.stdout.on('data', read);
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`${program} ended at start: ${output.join('')}`)));
  });
  return { address, output, ended, kill: () => killGroup(child) };
}
