import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { classifyFiles, type Outcome } from './classify-command.ts';

const payload = (id: unknown, text: string, more: object = {}) => ({
  id,
  transport: 'fetch',
  url: 'https://discord.com/api/v9/channels/123456789012345678/messages',
  direction: 'out',
  contentType: 'application/json',
  bytes_b64: Buffer.from(JSON.stringify({ content: text })).toString('base64'),
  ...more,
});
const ndjson = (...lines: (object | string)[]) =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');

interface Run extends Outcome {
  lines: Record<string, unknown>[];
  messages: string;
}

async function run(input: string, { terminal = false } = {}): Promise<Run> {
  const output = new PassThrough();
  const messages = Object.assign(new PassThrough(), { isTTY: terminal });
  const outcome = await classifyFiles([], {
    input: Readable.from([Buffer.from(input)]),
    output,
    messages,
  });
  output.end();
  messages.end();
  const text = Buffer.concat(await output.toArray()).toString();
  const lines = text.split('\n').filter((line) => line !== '');
  return {
    ...outcome,
    lines: lines.map((line) => JSON.parse(line)),
    messages: Buffer.concat(await messages.toArray()).toString(),
  };
}

describe('sealcheck classify', () => {
  it('answers each line in its place, and a wrong one with its number and what to do', async () => {
    const input = ndjson(payload('a', 'see you at eight'), '{', '', payload(2, 'hello'), { id: 3 });
    const { lines, read, wrong } = await run(input);
    expect(lines.map(({ id, line, verdict }) => [id, line, verdict])).toEqual([
      ['a', undefined, 'tls-only'],
      [undefined, 2, undefined],
      [2, undefined, 'tls-only'],
      [3, 5, undefined],
    ]);
    expect([read, wrong]).toEqual([4, 2]);
    expect(lines[1]?.error).toContain('not JSON');
  });

  it('finds a draft, and says where in words and as a path', async () => {
    const text = 'the blue folder is in the drawer';
    const { lines } = await run(ndjson(payload(1, text, { drafts: [text] })));
    expect(lines[0]).toMatchObject({
      platform: 'discord',
      role: 'message',
      verdict: 'tls-only',
      strength: 'proven',
      reasons: [{ rule: 'text-in-message', path: 'content' }],
      coverage: { complete: true },
    });
    expect(JSON.stringify(lines)).toContain('Discord can read it.');
    expect(JSON.stringify(lines)).not.toContain('folder');
  });

  it('calls the same payload plaintext where no TLS is around it', async () => {
    const { lines } = await run(ndjson(payload(1, 'see you at eight', { secure: false })));
    expect(lines[0]).toMatchObject({ verdict: 'plaintext' });
  });

  it.each(['Discord', 'DISCORD', 'discord'])('knows the platform as %s', async (platform) => {
    const { lines } = await run(ndjson(payload(1, 'see you at eight', { platform })));
    expect(lines[0]).toMatchObject({ platform: 'discord', strength: 'strong' });
  });

  it('judges a platform that it does not know by what stands in the payload', async () => {
    const url = 'https://chat.example.org/api';
    const { lines } = await run(
      ndjson(payload(1, 'see you at eight', { url, platform: 'Somebody’s Chat' })),
    );
    expect(lines[0]).toMatchObject({
      platform: 'site',
      verdict: 'tls-only',
      strength: 'indicative',
      reasons: [{ rule: 'words-readable', path: 'content' }],
    });
  });

  it('shows its progress on a terminal only', async () => {
    const input = ndjson(payload(1, 'a'), payload(2, 'b'));
    expect((await run(input, { terminal: true })).messages).toContain('payloads judged');
    expect((await run(input)).messages).toBe('');
  });

  it('reads no further than its reader has taken', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield Buffer.from(`${JSON.stringify(payload(given, 'x'.repeat(2000)))}\n`);
      }
    }
    const taken: number[] = [];
    const output = new Writable({
      highWaterMark: 1,
      write(chunk, _encoding, done) {
        taken.push(JSON.parse(String(chunk)).id);
        if (taken.length < 50) setImmediate(done);
        else done(new Error('the reader went away'));
      },
    });
    const input = Readable.from(endless(), { objectMode: false, highWaterMark: 1 });
    const ended = classifyFiles([], { input, output, messages: new PassThrough() });
    await expect(ended).rejects.toThrow('the reader went away');
    expect(taken).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
    expect(given).toBeLessThan(60);
  });
});
