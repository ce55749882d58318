import { type Case, type CaseTools, pattern } from './case.ts';

const text = 'a short text, with ünïcödé and 🙂';

/** Sends and tells everything the page's listeners saw. */
function send(
  { echo, note }: CaseTools,
  body: XMLHttpRequestBodyInit | Document | null,
  options: { responseType?: XMLHttpRequestResponseType; query?: string; header?: string } = {},
): Promise<unknown> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.responseType = options.responseType ?? '';
    for (const target of [request, request.upload]) {
      for (const type of ['loadstart', 'load', 'error', 'abort', 'timeout', 'loadend'] as const) {
        target.addEventListener(type, (event) => {
          note(`${target === request ? 'xhr' : 'upload'} ${event.type}`);
        });
      }
    }
    request.onreadystatechange = () => note(`state ${request.readyState}`);
    request.onloadend = () => {
      const { response } = request;
      resolve({
        status: request.status,
        response: response instanceof ArrayBuffer ? response.byteLength : response,
        kind: Object.prototype.toString.call(response),
      });
    };
    request.open('POST', `${echo}${options.query ?? ''}`);
    if (options.header !== undefined) request.setRequestHeader('content-type', options.header);
    request.send(body);
  });
}

function form(): FormData {
  const data = new FormData();
  data.append('message', text);
  data.append('file', new Blob([pattern(3000)]), 'note.bin');
  return data;
}

export const xhrCases: Record<string, Case> = {
  'xhr-string': (tools) => send(tools, text),
  'xhr-string-header': (tools) => send(tools, '{"a":1}', { header: 'application/json' }),
  'xhr-bytes': (tools) => send(tools, pattern(4096)),
  'xhr-buffer': (tools) => send(tools, pattern(4096).buffer),
  'xhr-blob': (tools) => send(tools, new Blob([text], { type: 'text/x-note' })),
  'xhr-form': (tools) => send(tools, form()),
  'xhr-search': (tools) => send(tools, new URLSearchParams({ message: text })),
  'xhr-null': (tools) => send(tools, null),
  'xhr-document': (tools) =>
    send(tools, new DOMParser().parseFromString('<a>one</a>', 'application/xml')),
  'xhr-object': (tools) => send(tools, { toString: () => text } as never),
  'xhr-json-response': (tools) => send(tools, text, { responseType: 'json' }),
  'xhr-buffer-response': (tools) => send(tools, text, { responseType: 'arraybuffer' }),
  'xhr-status-500': (tools) => send(tools, text, { query: '&status=500' }),
  'xhr-broken-connection': (tools) => send(tools, text, { query: '&break=1' }),
  'xhr-send-unopened': async () => new XMLHttpRequest().send(text),
  'xhr-wrong-this': async () => XMLHttpRequest.prototype.send.call({} as never, text),
  'xhr-throwing-object': async ({ echo }) => {
    const request = new XMLHttpRequest();
    request.open('POST', echo);
    request.send({
      toString() {
        throw new RangeError('not to be read');
      },
    } as never);
  },
  'xhr-synchronous': async ({ echo }) => {
    const request = new XMLHttpRequest();
    request.open('POST', echo, false);
    request.send(text);
    return { status: request.status, response: request.responseText };
  },
  'xhr-aborted': ({ echo, note }) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.onabort = () => note('abort');
      request.onloadend = () => resolve({ status: request.status, state: request.readyState });
      request.open('POST', `${echo}&wait=3000`);
      request.send(text);
      setTimeout(() => request.abort(), 50);
    }),
  'xhr-timeout': ({ echo, note }) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.ontimeout = () => note('timeout');
      request.onloadend = () => resolve({ status: request.status });
      request.open('POST', `${echo}&wait=3000`);
      request.timeout = 80;
      request.send(text);
    }),
  'xhr-reused': async ({ echo }) => {
    const request = new XMLHttpRequest();
    const answers: unknown[] = [];
    for (const body of ['first', 'second']) {
      request.open('POST', echo);
      const done = new Promise((resolve) =>
        request.addEventListener('load', resolve, { once: true }),
      );
      request.send(body);
      await done;
      answers.push(request.responseText);
    }
    return answers;
  },
  'xhr-subclass': ({ echo }) =>
    new Promise((resolve) => {
      class Counted extends XMLHttpRequest {
        override send(body?: XMLHttpRequestBodyInit): void {
          super.send(body);
        }
      }
      const request = new Counted();
      request.onload = () =>
        resolve({
          response: request.responseText,
          counted: request instanceof Counted,
          base: request instanceof XMLHttpRequest,
          name: request.constructor.name,
        });
      request.open('POST', echo);
      request.send(text);
    }),
};
