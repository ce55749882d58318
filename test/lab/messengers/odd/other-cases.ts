import { type Case, type CaseTools, pattern, pause } from './case.ts';

const text = 'a short text, with ünïcödé and 🙂';

/** What the server filed under this run, once `count` requests came (or none more for a while). */
async function filed(tag: string, count = 1): Promise<unknown> {
  for (let turn = 0; turn < 40; turn += 1) {
    const answer = await fetch(`/filed?tag=${encodeURIComponent(tag)}`);
    const list = (await answer.json()) as unknown[];
    if (list.length >= count) return list;
    await pause(50);
  }
  return [];
}

async function beacon(tools: CaseTools, body: BodyInit | null): Promise<unknown> {
  const accepted = navigator.sendBeacon(tools.echo, body);
  return { accepted, filed: accepted ? await filed(tools.tag) : [] };
}

function form(): FormData {
  const data = new FormData();
  data.append('message', text);
  return data;
}

function frame(attributes: Record<string, string>): Promise<HTMLIFrameElement> {
  return new Promise((resolve) => {
    const element = document.createElement('iframe');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.onload = () => resolve(element);
    document.body.append(element);
  });
}

type FrameWindow = Window & typeof globalThis;

/** Sends from inside a frame and takes the frame away before the answer can come. */
async function removed(tools: CaseTools, attributes: Record<string, string>): Promise<unknown> {
  const element = await frame(attributes);
  const inner = element.contentWindow as FrameWindow;
  const outcome = inner
    .fetch(`${tools.echo}&wait=200`, { method: 'POST', body: pattern(500_000) })
    .then(
      () => tools.note('answered'),
      (error: Error) => tools.note(`failed ${error.name}`),
    );
  await pause(100);
  element.remove();
  await Promise.race([outcome, pause(800)]);
  return { stillThere: element.contentWindow !== null, filed: await filed(tools.tag, 1) };
}

export const otherCases: Record<string, Case> = {
  'beacon-string': (tools) => beacon(tools, text),
  'beacon-blob': (tools) => beacon(tools, new Blob([text], { type: 'text/plain' })),
  'beacon-buffer': (tools) => beacon(tools, pattern(300).buffer),
  'beacon-bytes': (tools) => beacon(tools, pattern(300)),
  'beacon-form': (tools) => beacon(tools, form()),
  'beacon-search': (tools) => beacon(tools, new URLSearchParams({ message: text })),
  'beacon-null': (tools) => beacon(tools, null),
  'beacon-too-large': (tools) => beacon(tools, pattern(100_000)),
  'beacon-stream': (tools) => beacon(tools, new ReadableStream()),
  'beacon-wrong-this': async ({ echo }) => navigator.sendBeacon.call({} as never, echo, text),
  'events-read': ({ note }) =>
    new Promise((resolve) => {
      const source = new EventSource('/events?count=3');
      const data: string[] = [];
      source.onopen = () => note('open');
      source.onmessage = (event) => data.push(event.data);
      source.addEventListener('last', (event) => {
        source.close();
        resolve({
          data,
          last: (event as MessageEvent).data,
          id: (event as MessageEvent).lastEventId,
        });
      });
    }),
  'events-refused': ({ note }) =>
    new Promise((resolve) => {
      const source = new EventSource('/nowhere');
      source.onerror = () => {
        note(`error ${source.readyState}`);
        source.close();
        resolve('closed');
      };
    }),
  'frame-blank-fetch': async (tools) => {
    const element = await frame({});
    const inner = element.contentWindow as FrameWindow;
    const answer = await inner.fetch(tools.echo, { method: 'POST', body: text });
    const result = { status: answer.status, foreign: !(answer instanceof Response) };
    element.remove();
    return { result, filed: await filed(tools.tag) };
  },
  'frame-page-fetch': async (tools) => {
    const element = await frame({ src: '/frame' });
    const inner = element.contentWindow as FrameWindow;
    await inner.fetch(tools.echo, { method: 'POST', body: text });
    element.remove();
    return filed(tools.tag);
  },
  'frame-blank-removed': (tools) => removed(tools, {}),
  'frame-page-removed': (tools) => removed(tools, { src: '/frame' }),
  'frame-socket-removed': async () => {
    const element = await frame({ src: '/frame' });
    const inner = element.contentWindow as FrameWindow;
    const socket = new inner.WebSocket(`wss://${location.host}/socket?echo`);
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    socket.send(text);
    element.remove();
    await pause(200);
    return { state: socket.readyState };
  },
  'form-submitted': async (tools) => {
    const target = await frame({ name: 'answer' });
    const element = document.createElement('form');
    element.method = 'post';
    element.action = tools.echo;
    element.target = 'answer';
    const field = document.createElement('input');
    field.name = 'message';
    field.value = text;
    element.append(field);
    document.body.append(element);
    element.submit();
    const list = await filed(tools.tag);
    element.remove();
    target.remove();
    return list;
  },
  'unhandled-rejection': async ({ echo }) => {
    void fetch(`${echo}&break=1`, { method: 'POST', body: text });
    await pause(300);
  },
};
