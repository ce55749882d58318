import { PassThrough, Readable, Writable } from 'node:stream';
import { constants, createDeflate } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { seededBytes } from '../../test/corpus/seeded-bytes.ts';
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

/** Each text as the part of one zlib stream that a sync flush ends. */
async function zlibStream(texts: readonly string[]): Promise<Buffer[]> {
  const deflate = createDeflate();
  const parts: Buffer[] = [];
  for (const text of texts) {
    deflate.write(text);
    await new Promise<void>((resolve) => deflate.flush(constants.Z_SYNC_FLUSH, resolve));
    parts.push(deflate.read() as Buffer);
  }
  return parts;
}

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

  it('judges frames in the order of their numbers, and answers in that of the lines', async () => {
    const gateway = 'wss://gateway.discord.gg/?encoding=json&v=9&compress=zlib-stream';
    const texts = ['see you at eight', 'or at nine', 'nine it is'];
    const parts = await zlibStream(
      texts.map((content) => JSON.stringify({ op: 0, t: 'MESSAGE_CREATE', d: { content } })),
    );
    const lines = parts.map((part, seq) => ({
      ...payload(`frame ${seq}`, ''),
      transport: 'websocket',
      url: gateway,
      direction: 'in',
      conn: 'a',
      seq,
      bytes_b64: part.toString('base64'),
    }));
    const answers = await run(ndjson(...lines.toReversed(), payload('other', 'hello there')));
    expect(answers.lines.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['frame 2', 'tls-only'],
      ['frame 1', 'tls-only'],
      ['frame 0', 'tls-only'],
      ['other', 'tls-only'],
    ]);
    const missed = await run(ndjson(...lines.slice(1)));
    expect(missed.lines.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive']);
  });

  it('joins the parts of a split binary message, also where one part is text by itself', async () => {
    const url = 'wss://gateway.facebook.com/ws/lightspeed?x-dgw-appid=1';
    const task = { label: '46', payload: JSON.stringify({ thread_id: 7, text: 'see you' }) };
    const inner = JSON.stringify({ tasks: [task], version_id: '1' });
    const body = Buffer.from(JSON.stringify({ app_id: '1', payload: inner, type: 3 }));
    const header = Buffer.from('0d7d000000000180', 'hex');
    header.writeUIntLE(body.length + 2, 3, 3);
    const frame = Buffer.concat([header, body]);
    const parts = [
      Buffer.from('0f7d000200007b7d', 'hex'),
      frame.subarray(0, 50),
      frame.subarray(50),
    ];
    const { lines } = await run(
      ndjson(
        ...parts.map((part, seq) => ({
          ...payload(seq, ''),
          transport: 'websocket',
          url,
          conn: 'a',
          seq,
          bytes_b64: part.toString('base64'),
        })),
      ),
    );
    expect(lines.map(({ verdict }) => verdict).slice(1)).toEqual(['inconclusive', 'tls-only']);
  });

  it('knows a relay by its subprotocol', async () => {
    const bytes = Buffer.from(
      Array.from({ length: 200 }, (_, at) => (at * 73 + (at >> 3) * 151) % 256),
    );
    const line = {
      ...payload(1, ''),
      transport: 'websocket',
      url: 'wss://relay.example.org/abc',
      conn: 1,
      bytes_b64: bytes.toString('base64'),
    };
    const { lines } = await run(
      ndjson({ ...line, protocol: 'v1.saltyrtc.org' }, { ...line, conn: 2 }),
    );
    expect(lines.map(({ envelopes }) => envelopes)).toEqual([['saltyrtc'], []]);
  });

  it('turns from the payload on that gives a false ciphertext away, in the order of the lines', async () => {
    const random = seededBytes(31);
    const box = (id: number, ciphertext: Uint8Array) => {
      const fields = Buffer.from([0x33, 0x0a, 33, 5, ...random(32), 0x10, id, 0x18, 0, 0x22]);
      const whole = [fields, Buffer.from([ciphertext.length]), ciphertext, random(8)];
      const message = JSON.stringify({ id, content: Buffer.concat(whole).toString('base64') });
      return payload(id, '', {
        url: 'https://chat.example.org/send',
        bytes_b64: Buffer.from(message).toString('base64'),
      });
    };
    const same = random(96);
    const lines = [1, 2, 3, 4, 5, 6].map((id) => box(id, id === 2 || id > 5 ? random(96) : same));
    const answers = (await run(ndjson(...lines))).lines;
    expect(answers.map(({ id, verdict }) => [id, verdict])).toEqual([
      [1, 'e2ee'],
      [2, 'e2ee'],
      [3, 'inconclusive'],
      [4, 'inconclusive'],
      [5, 'inconclusive'],
      [6, 'inconclusive'],
    ]);
    expect(answers[2]?.reasons).toMatchObject([{ rule: 'ciphertexts-alike' }, {}]);
    expect(answers[5]?.slots).toMatchObject([{ path: 'content', payloads: 6, repeated: 3 }]);
    // The same line again is the same message.
    const again = box(2, random(96));
    const { lines: twice } = await run(ndjson(box(1, same), again, again, again));
    expect(twice.map(({ verdict }) => verdict)).toEqual(['e2ee', 'e2ee', 'e2ee', 'e2ee']);
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
