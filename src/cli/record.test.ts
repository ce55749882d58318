import { describe, expect, it } from 'vitest';
import { LineError, parseLine } from './record.ts';

const record = {
  id: 7,
  transport: 'fetch',
  url: 'https://chat.example.org/send',
  direction: 'out',
  bytes_b64: 'aGk=',
};
const parse = (changes: object) => parseLine(JSON.stringify({ ...record, ...changes }));
const errorOf = (line: () => unknown): LineError => {
  try {
    line();
  } catch (error) {
    if (error instanceof LineError) return error;
  }
  throw new Error('the line was taken');
};

describe('a line', () => {
  it('is taken with the least that it needs', () => {
    expect(parse({})).toMatchObject({ kind: 'payload', record: { id: 7, transport: 'fetch' } });
  });

  it.each([
    ['WebSocket', 'websocket'],
    ['wss', 'websocket'],
    ['http', 'fetch'],
    ['sse', 'eventsource'],
    ['webrtc', 'datachannel'],
  ])('may call the channel %s', (transport, channel) => {
    expect(parse({ transport })).toMatchObject({ record: { transport: channel } });
  });

  it.each([
    { direction: 'incoming' },
    { platform: null, secure: null, drafts: null, conn: null, seq: null, contentType: null },
    { bytes_b64: '' },
    { bytes_b64: '_-8' },
    { conn: 4, seq: 2 },
    { extra: 'kept by whoever wrote the capture' },
  ])('may hold %j', (changes) => {
    expect(parse(changes).kind).toBe('payload');
  });

  it.each([
    [{ transport: undefined }, 'needs a "transport"'],
    [{ transport: 'pigeon' }, '"transport" must be one of'],
    [{ direction: 'up' }, '"direction" must be'],
    [{ url: '/send' }, 'whole address'],
    [{ bytes_b64: 'a b' }, 'not base64'],
    [{ bytes_b64: undefined }, 'needs "bytes_b64"'],
    [{ drafts: 'text' }, '"drafts" must be a list'],
    [{ secure: 'yes' }, '"secure" must be'],
  ])('with %j is refused with what to do', (changes, words) => {
    const error = errorOf(() => parse(changes));
    expect(error.message).toContain(words);
    expect(error.id).toBe(7);
  });

  it.each([
    ['{', 'not JSON'],
    ['[]', 'one JSON object'],
    ['"text"', 'one JSON object'],
    ['{"schema":"other/thing@1"}', 'is another'],
    ['{"id":1,"schema":"sealcheck/observation@1"}', 'has a wrong field'],
  ])('%s is refused', (line, words) => {
    expect(errorOf(() => parseLine(line)).message).toContain(words);
  });

  it('is not quoted in its error', () => {
    const secret = 'meet me at the north gate';
    for (const line of [`{"text":"${secret}"`, JSON.stringify({ ...record, direction: secret })]) {
      expect(errorOf(() => parseLine(line)).message).not.toContain('north');
    }
  });
});
