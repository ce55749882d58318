import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createConnection, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface RunningProgram {
  stop(): Promise<void>;
}

/** A port of the loopback address that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), 2000);
  await gone;
  clearTimeout(forced);
}

/**
 * Starts a program in the foreground and waits until it takes connections on `port`.
 * @throws Error with the program's last output when it ends first, or isn't up within `seconds`.
 */
export async function startProgram(options: {
  command: string;
  parameters: string[];
  port: number;
  environment?: Record<string, string>;
  seconds?: number;
}): Promise<RunningProgram> {
  const { command, parameters, port } = options;
  const child = spawn(command, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.environment },
  });
  let output = '';
  const keep = (text: Buffer): void => {
    output = (output + String(text)).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  // Not even a crash of ours may leave it running.
  const last = (): boolean => child.kill('SIGKILL');
  process.once('exit', last);
  child.once('exit', () => process.off('exit', last));

  const until = Date.now() + (options.seconds ?? 20) * 1000;
  while (!(await answers(port))) {
    const over = failure !== undefined || child.exitCode !== null || child.signalCode !== null;
    if (over || Date.now() > until) {
      if (failure === undefined) await end(child);
      throw new Error(`${command} did not start: ${failure?.message ?? ''}\n${output}`);
    }
    await pause(50);
  }
  return { stop: () => end(child) };
}
