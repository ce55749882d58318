import { beforeEach, describe, expect, it } from 'vitest';
import type { Parameters } from '../../browser/debugger.ts';
import type { OutsidePayload } from '../../messages/outside-payload.ts';
import { WorkerTraffic } from './worker-traffic.ts';

const url = 'https://chat.example.org/send';
let told: OutsidePayload[];
let unseen: string[];
let answers: Record<string, Parameters | undefined>;
let traffic: WorkerTraffic;

beforeEach(() => {
  told = [];
  unseen = [];
  answers = {};
  let connections = 0;
  traffic = new WorkerTraffic({
    async command(method) {
      const answer = answers[method];
      if (answer === undefined) throw new Error('no post data available');
      return answer;
    },
    tell: (payload) => told.push(payload),
    nextConnection: () => {
      connections += 1;
      return connections;
    },
    tellUnseen: (channel, address) => unseen.push(`${channel} ${address}`),
    now: () => 1_700_000_000_000,
  });
});

const request = (more: object, type = 'Fetch', requestId = '1') =>
  traffic.take('Network.requestWillBeSent', {
    requestId,
    type,
    request: { url, method: 'POST', headers: { 'Content-Type': 'text/plain' }, ...more },
  });
const settled = () => new Promise((resolve) => setTimeout(resolve));
const textOf = ({ bodyBase64 = '' }: OutsidePayload) =>
  Buffer.from(bodyBase64, 'base64').toString();

describe('a request', () => {
  it('brings a body of one piece along', () => {
    request({ hasPostData: true, postDataEntries: [{ bytes: 'AP8Q' }] });
    expect(told).toEqual([
      {
        kind: 'outside-payload',
        witness: 'debugger',
        at: 1_700_000_000_000,
        channel: 'fetch',
        direction: 'out',
        method: 'POST',
        url,
        contentType: 'text/plain',
        bodyBase64: 'AP8Q',
        size: 3,
      },
    ]);
  });

  it.each([
    [{ postData: 'text ä😀', base64Encoded: false }, 'text ä😀'],
    [{ postData: Buffer.from('bytes').toString('base64'), base64Encoded: true }, 'bytes'],
  ])('is asked for any other body', async (answer, text) => {
    answers['Network.getRequestPostData'] = answer;
    request({ hasPostData: true, postDataEntries: [{ bytes: 'AA==' }, {}] }, 'XHR');
    await settled();
    expect(told.map(textOf)).toEqual([text]);
    expect(told[0]?.channel).toBe('xhr');
  });

  it('says so when its body can’t be had, is too large, or is a stream', async () => {
    request({ hasPostData: true });
    await settled();
    answers['Network.getRequestPostData'] = { postData: 'x'.repeat(4_000_001) };
    request({ hasPostData: true });
    await settled();
    request({});
    expect(told.map((one) => [one.unseen, one.size, one.bodyBase64])).toEqual([
      ['read-failed', -1, undefined],
      ['too-large', 4_000_001, undefined],
      ['stream', -1, undefined],
    ]);
  });

  it('without a body is whole: its address may carry the text', () => {
    request({ method: 'GET' }, 'Script');
    expect(told[0]).toMatchObject({ size: 0, bodyBase64: '', url });
    expect(told[0]).not.toHaveProperty('unseen');
  });
});

describe('an answer', () => {
  const answer = (type: string, size = 10) => {
    request({ method: 'GET' }, type);
    traffic.take('Network.responseReceived', { requestId: '1', response: { mimeType: 'a/b' } });
    traffic.take('Network.loadingFinished', { requestId: '1', encodedDataLength: size });
    return settled();
  };

  it('is told, of small fetches and XMLHttpRequests', async () => {
    answers['Network.getResponseBody'] = { body: 'hello', base64Encoded: false };
    await answer('Fetch');
    expect(told[1]).toMatchObject({ direction: 'in', method: '', contentType: 'a/b', url });
    expect(told[1] && textOf(told[1])).toBe('hello');
  });

  it('is not asked for of scripts, and told by size when it is large', async () => {
    answers['Network.getResponseBody'] = { body: 'hello' };
    await answer('Script');
    await answer('Fetch', 2_000_000);
    const inbound = told.filter(({ direction }) => direction === 'in');
    expect(inbound.map((one) => one.unseen)).toEqual(['too-large']);
  });
});

describe('a socket', () => {
  const frame = (name: 'Sent' | 'Received', opcode: number, payloadData: string, id = '7') =>
    traffic.take(`Network.webSocketFrame${name}`, {
      requestId: id,
      response: { opcode, payloadData },
    });
  beforeEach(() =>
    traffic.take('Network.webSocketCreated', { requestId: '7', url: 'wss://chat.example.org/s' }),
  );

  it('tells its frames both ways, texts as texts', () => {
    frame('Sent', 1, 'hello');
    frame('Received', 2, 'AP8Q');
    frame('Sent', 9, 'ping');
    expect(
      told.map((one) => [one.direction, one.bodyText, one.bodyBase64, one.connection]),
    ).toEqual([
      ['out', 'hello', undefined, 1],
      ['in', undefined, 'AP8Q', 1],
    ]);
  });

  it('does not show what was in a Blob: told as not seen', () => {
    frame('Sent', 2, '');
    expect(told[0]).toMatchObject({ unseen: 'read-failed', size: -1, connection: 1 });
  });

  it('that was open before is told as existing, never with a made-up address', () => {
    frame('Sent', 1, 'hello', '8');
    expect(told).toEqual([]);
    expect(unseen).toEqual(['websocket ']);
  });
});

it('an event stream’s messages, and a WebTransport that can’t be looked into', () => {
  request({ method: 'GET' }, 'EventSource');
  traffic.take('Network.eventSourceMessageReceived', { requestId: '1', data: 'ä' });
  traffic.take('Network.webTransportCreated', { url: 'https://wt.example/' });
  expect(told[1]).toMatchObject({ channel: 'eventsource', direction: 'in', url });
  expect(told[1] && textOf(told[1])).toBe('ä');
  expect(unseen).toEqual(['webtransport https://wt.example/']);
});
