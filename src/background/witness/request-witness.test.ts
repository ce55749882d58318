import { describe, expect, it } from 'vitest';
import { MemoryArea } from '../../browser/key-value-area.ts';
import type { FrameTarget } from '../../browser/tabs.ts';
import type { SeenRequest } from '../../browser/web-request.ts';
import type { BackgroundMessage } from '../../messages/outside-payload.ts';
import { newSession, TabSessions } from '../tab-sessions.ts';
import { RequestWitness } from './request-witness.ts';

let requests = 0;

/** As Chromium tells of a page's request. */
function request(more: Partial<SeenRequest> = {}): SeenRequest {
  requests += 1;
  return {
    ...{ requestId: `${requests}`, url: 'https://chat.example/send', method: 'POST', frameId: 0 },
    ...{ type: 'xmlhttprequest', tabId: 7, timeStamp: 1_000, documentId: 'D' },
    initiator: 'https://chat.example',
    requestBody: { raw: [{ bytes: new TextEncoder().encode('hello').buffer as ArrayBuffer }] },
    ...more,
  };
}

async function witness(listens: (target: FrameTarget) => boolean = () => true) {
  const sessions = new TabSessions(new MemoryArea());
  await sessions.write(7, newSession('chat', { origin: 'https://chat.example' }));
  await sessions.write(8, newSession('other', { origin: 'https://other.example' }));
  const told: { target: FrameTarget; message: BackgroundMessage }[] = [];
  const tell = async (target: FrameTarget, message: BackgroundMessage) => {
    if (listens(target)) told.push({ target, message });
    return listens(target);
  };
  return { told, watching: new RequestWitness({ sessions, tell }) };
}

describe('a request with a body', () => {
  it('is told to the document that sent it, with its body', async () => {
    const { told, watching } = await witness();
    await watching.seen(request());
    expect(told).toEqual([
      {
        target: { tabId: 7, frameId: 0, documentId: 'D' },
        message: {
          kind: 'witnessed-request',
          sender: 'document-or-worker',
          payload: expect.objectContaining({
            size: 5,
            bodyBase64: btoa('hello'),
            channel: 'fetch',
          }),
        },
      },
    ]);
  });

  it.each([
    ['a tab that is not watched', { tabId: 9 }],
    ['a request without a body', { requestBody: null }],
    ['a shared worker of another origin', { tabId: -1, initiator: 'https://evil.example' }],
    ['the browser itself', { tabId: -1, initiator: 'null' }],
    [
      'a link that tells of a click',
      {
        type: 'ping',
        requestBody: { raw: [{ bytes: new TextEncoder().encode('PING').buffer as ArrayBuffer }] },
      },
    ],
  ])('of %s is told to nobody', async (_, more) => {
    const { told, watching } = await witness();
    await watching.seen(request(more as Partial<SeenRequest>));
    expect(told).toEqual([]);
  });

  it('is told once, whatever it is redirected to', async () => {
    const { told, watching } = await witness();
    await watching.seen(request({ requestId: 'same' }));
    await watching.seen(request({ requestId: 'same', url: 'https://chat.example/elsewhere' }));
    expect(told).toHaveLength(1);
  });

  it('of a shared worker goes to the pages of its origin', async () => {
    const { told, watching } = await witness();
    await watching.seen(request({ tabId: -1, frameId: -1 }));
    expect(told.map(({ target }) => target)).toEqual([{ tabId: 7, frameId: 0 }]);
    expect(told[0]?.message).toMatchObject({ sender: 'shared-worker' });
  });

  it('in Firefox says whether it is a worker’s', async () => {
    const { told, watching } = await witness();
    const { initiator: _, documentId, ...bare } = request();
    const originUrl = 'https://chat.example/';
    await watching.seen({ ...bare, originUrl, requestId: 'a', documentId: documentId as string });
    await watching.seen({ ...bare, originUrl, requestId: 'b' });
    expect(told.map(({ message }) => 'sender' in message && message.sender)).toEqual([
      'document',
      'worker',
    ]);
    expect(told[0]?.target).toEqual({ tabId: 7, frameId: 0 });
  });

  it('of a frame is compared there, and searched by the top frame too', async () => {
    const { told, watching } = await witness();
    await watching.seen(request({ frameId: 5, documentId: 'E' }));
    expect(told).toMatchObject([
      { target: { frameId: 5, documentId: 'E' }, message: { sender: 'document-or-worker' } },
      { target: { tabId: 7, frameId: 0 }, message: { sender: 'other-frame' } },
    ]);
  });

  it('of a frame in which nobody listens is searched all the same', async () => {
    const { told, watching } = await witness(({ frameId }) => frameId === 0);
    await watching.seen(request({ frameId: 5, documentId: 'E' }));
    expect(told).toMatchObject([{ target: { frameId: 0 }, message: { sender: 'other-frame' } }]);
  });
});

it('a socket’s handshake is told without a body', async () => {
  const { told, watching } = await witness();
  const url = 'wss://chat.example/live';
  await watching.seen(request({ type: 'websocket', url, requestBody: null }));
  expect(told[0]?.message).toEqual({
    kind: 'witnessed-socket',
    sender: 'document-or-worker',
    at: 1_000,
    url,
  });
});
