import { type Case, echoOf, pattern } from './case.ts';

const text = 'a short text, with ünïcödé and 🙂';
const large = 100 * 1024 * 1024;

function post(url: string, body: BodyInit, more: RequestInit = {}): Promise<Response> {
  return fetch(url, { method: 'POST', body, ...more });
}

function form(): FormData {
  const data = new FormData();
  data.append('message', text);
  data.append('file', new File([pattern(5000)], 'photo.png', { type: 'image/png' }));
  return data;
}

/** Chunks with a pause between, so that the upload really streams. */
function chunks(failAfter?: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (sent === failAfter) throw new RangeError('the source ran dry');
      if (sent === 5) return controller.close();
      sent += 1;
      controller.enqueue(pattern(1000));
    },
  });
}

// `duplex` is required for streams by Chromium and missing from TypeScript's RequestInit.
const half = { duplex: 'half' } as RequestInit;

export const fetchCases: Record<string, Case> = {
  'fetch-string': async ({ echo }) => echoOf(await post(echo, text)),
  'fetch-bytes': async ({ echo }) => echoOf(await post(echo, pattern(4096))),
  'fetch-buffer': async ({ echo }) => echoOf(await post(echo, pattern(4096).buffer)),
  'fetch-view': async ({ echo }) =>
    echoOf(await post(echo, new DataView(pattern(64).buffer, 8, 32))),
  'fetch-blob': async ({ echo }) =>
    echoOf(await post(echo, new Blob([text], { type: 'text/x-note' }))),
  'fetch-file': async ({ echo }) => echoOf(await post(echo, new File([pattern(70_000)], 'a.bin'))),
  'fetch-form': async ({ echo }) => echoOf(await post(echo, form())),
  'fetch-search': async ({ echo }) =>
    echoOf(await post(echo, new URLSearchParams({ message: text }))),
  'fetch-empty': async ({ echo }) => echoOf(await fetch(echo, { method: 'POST' })),
  'fetch-object': async ({ echo }) => echoOf(await post(echo, { toString: () => text } as never)),
  'fetch-throwing-object': async ({ echo }) =>
    echoOf(
      await post(echo, {
        toString() {
          throw new RangeError('not to be read');
        },
      } as never),
    ),
  'fetch-throwing-init': async ({ echo }) =>
    echoOf(
      await fetch(echo, {
        method: 'POST',
        get body(): string {
          throw new RangeError('not to be read');
        },
      }),
    ),
  /** Options are read in a fixed order, each once; a page can count it. */
  'fetch-counting-init': async ({ echo, note }) => {
    const init = { method: 'POST', body: text, headers: { 'content-type': 'text/plain' } };
    const watched = new Proxy(init, {
      get(target, key, receiver) {
        if (key in target) note(`read ${String(key)}`);
        return Reflect.get(target, key, receiver);
      },
    });
    return echoOf(await fetch(echo, watched));
  },
  'fetch-request': async ({ echo }) => {
    const request = new Request(echo, { method: 'POST', body: text });
    const answer = await echoOf(await fetch(request));
    return { answer, used: request.bodyUsed };
  },
  'fetch-request-twice': async ({ echo, note }) => {
    const request = new Request(echo, { method: 'POST', body: text });
    const first = fetch(request);
    note(`used ${request.bodyUsed}`);
    const second = fetch(request).then(
      () => 'second went through',
      (error: Error) => `${error.name}`,
    );
    return [await echoOf(await first), await second];
  },
  'fetch-request-with-init': async ({ echo }) =>
    echoOf(await fetch(new Request(echo, { method: 'PUT', body: 'first' }), { body: text })),
  'fetch-stream': async ({ echo }) => {
    const body = chunks();
    const answer = post(echo, body, half);
    const locked = body.locked;
    return { answer: await echoOf(await answer), locked };
  },
  'fetch-stream-error': async ({ echo }) => echoOf(await post(echo, chunks(2), half)),
  'fetch-stream-locked': async ({ echo }) => {
    const body = chunks();
    body.getReader();
    return echoOf(await post(echo, body, half));
  },
  'fetch-keepalive': async ({ echo }) => echoOf(await post(echo, text, { keepalive: true })),
  'fetch-keepalive-too-large': async ({ echo }) =>
    echoOf(await post(echo, pattern(70_000), { keepalive: true })),
  'fetch-100mb-buffer': async ({ echo }) => echoOf(await post(echo, pattern(large).buffer)),
  'fetch-100mb-blob': async ({ echo }) => {
    const part = pattern(large / 10);
    return echoOf(await post(echo, new Blob(Array.from({ length: 10 }, () => part))));
  },
  'fetch-aborted-before': async ({ echo }) =>
    echoOf(await post(echo, text, { signal: AbortSignal.abort() })),
  'fetch-aborted-while': async ({ echo }) => {
    const stop = new AbortController();
    const answer = post(`${echo}&wait=3000`, text, { signal: stop.signal });
    setTimeout(() => stop.abort(new TypeError('changed my mind')), 50);
    return echoOf(await answer);
  },
  'fetch-buffer-changed-after': async ({ echo }) => {
    const bytes = pattern(4096);
    const answer = post(echo, bytes);
    bytes.fill(0);
    return echoOf(await answer);
  },
  'fetch-buffer-transferred-after': async ({ echo }) => {
    const bytes = pattern(4096);
    const answer = post(echo, bytes);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    return echoOf(await answer);
  },
  'fetch-get-with-body': async ({ echo }) => echoOf(await fetch(echo, { body: text })),
  'fetch-no-arguments': async () => (fetch as () => Promise<Response>)(),
  'fetch-wrong-this': async ({ echo }) => echoOf(await fetch.call({} as never, echo)),
  'fetch-bad-url': async () => echoOf(await fetch('https://:bad:/')),
  'fetch-redirect-307': async ({ echo }) => echoOf(await post(`${echo}&redirect=307`, text)),
  'fetch-redirect-303': async ({ echo }) => echoOf(await post(`${echo}&redirect=303`, text)),
  'fetch-status-500': async ({ echo }) => echoOf(await post(`${echo}&status=500`, text)),
  'fetch-broken-connection': async ({ echo }) => echoOf(await post(`${echo}&break=1`, text)),
  'fetch-refused-by-cors': async ({ echo }) => {
    const other = new URL(echo);
    other.hostname = 'no-cors.lab.test';
    return echoOf(await post(other.href, text));
  },
  'fetch-no-cors': async ({ echo }) => {
    const other = new URL(echo);
    other.hostname = 'no-cors.lab.test';
    const answer = await post(other.href, text, { mode: 'no-cors' });
    return { status: answer.status, type: answer.type };
  },
  'fetch-response-streamed': async ({ echo, note }) => {
    const answer = await post(`${echo}&slowly=4`, text);
    const reader = answer.body?.getReader();
    let bytes = 0;
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      bytes += part.value.length;
    }
    note(`read ${bytes}`);
    return { used: answer.bodyUsed };
  },
};
