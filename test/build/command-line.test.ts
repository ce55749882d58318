import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../bin/sealcheck.mjs', import.meta.url));

interface Ended {
  code: number | null;
  output: string;
  messages: string;
}

/** Runs the command line as a person would. */
function sealcheck(parameters: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...parameters]);
    const output: Buffer[] = [];
    const messages: Buffer[] = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => messages.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({
        code,
        output: Buffer.concat(output).toString(),
        messages: Buffer.concat(messages).toString(),
      });
    });
    child.stdin.end(input);
  });
}

const line = (id: string) =>
  `${JSON.stringify({
    id,
    transport: 'fetch',
    url: 'https://discord.com/api/v9/channels/123456789012345678/messages',
    direction: 'out',
    bytes_b64: Buffer.from('{"content":"see you at eight"}').toString('base64'),
  })}\n`;

describe('the command line', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealcheck-'));
    // Builds itself, where nobody has yet.
    await sealcheck(['--version']);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('tells how it is used, and its version', async () => {
    expect(await sealcheck(['--help'])).toMatchObject({ code: 0, messages: '' });
    expect((await sealcheck(['--help'])).output).toContain('sealcheck classify');
    expect((await sealcheck(['--version'])).output).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('judges its input, and its exit code says that all went well', async () => {
    const { code, output, messages } = await sealcheck(['classify'], line('a') + line('b'));
    expect(code).toBe(0);
    expect(messages).toBe('');
    const answers = output
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(answers.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['a', 'tls-only'],
      ['b', 'tls-only'],
    ]);
  });

  test('reads files, and goes on after a wrong line', async () => {
    const file = join(folder, 'capture.ndjson');
    await writeFile(file, `${line('a')}nonsense\n${line('b')}`);
    const { code, output, messages } = await sealcheck(['classify', file]);
    expect(code).toBe(1);
    expect(output.trimEnd().split('\n')).toHaveLength(3);
    expect(output).toContain('"line":2');
    expect(messages).toContain('1 lines could not be judged');
  });

  test.each([
    [['classify', '/nowhere/capture.ndjson'], 'no such file'],
    [['judge'], 'there is no command judge'],
    [['classify', '--loud'], "Unknown option '--loud'"],
    [[], ''],
  ])('%j is wrong usage', async (parameters, words) => {
    const { code, messages } = await sealcheck(parameters);
    expect(code).toBe(2);
    expect(messages).toContain(words);
  });
});
