/**
 * fetch and fetchLater: what goes out. Response bodies: what comes in, where the page reads one to its end.
 * Source: Fetch standard (fetch.spec.whatwg.org), §5.3 Body mixin, §5.6 fetch method.
 */
import { CAPTURE_LIMIT, type CapturedBody, captureBody, unseen } from './body.ts';
import { wrapMethod } from './mask.ts';
import {
  type Anything,
  apply,
  copyBytes,
  createObject,
  getter,
  method,
  NativeTransformStream,
  NativeUint8Array,
  peek,
  type Realm,
  setBytes,
  tagOf,
} from './natives.ts';
import { type Call, report } from './report.ts';

/** Milliseconds after which an upload stream that is still open is reported as far as it went. */
const OPEN_STREAM_AFTER = 3_000;
const setTimeoutNative = setTimeout;

const requestUrl = getter(Request.prototype, 'url');
const requestMethod = getter(Request.prototype, 'method');
const requestHeaders = getter(Request.prototype, 'headers');
const requestBodyUsed = getter(Request.prototype, 'bodyUsed');
const requestClone = method(Request.prototype, 'clone') as () => Request;
const requestBlob = method(Request.prototype, 'blob') as () => Promise<Blob>;
const urlHref = getter(URL.prototype, 'href');
const headersGet = method(Headers.prototype, 'get') as () => string | null;
const pipeThrough = method(globalThis.ReadableStream?.prototype, 'pipeThrough');

/**
 * Firefox takes no stream as a request's body: it sends the object's name as text and leaves the stream alone,
 * and so must we. Telling by what is read of a request that is never sent.
 */
function takesStreams(): boolean {
  let asked = false;
  try {
    const request = new Request('https://probe.invalid/', {
      method: 'POST',
      body: new ReadableStream(),
      get duplex() {
        asked = true;
        return 'half';
      },
    } as RequestInit);
    return asked && !request.headers.has('content-type');
  } catch {
    return false;
  }
}
const streamsTravel = takesStreams();
const enqueue = globalThis.TransformStreamDefaultController?.prototype.enqueue;
const streamLocked = getter(globalThis.ReadableStream?.prototype, 'locked');

function urlOf(input: unknown): string {
  if (typeof input === 'string') return input;
  const tag = tagOf(input);
  if (tag === 'Request') return apply(requestUrl, input, []);
  if (tag === 'URL') return apply(urlHref, input, []);
  return '';
}

/** The content type, from a Headers object or a plain record; a hint only, so no getter is run for it. */
export function contentTypeOf(headers: unknown): string {
  if (headers === undefined || headers === null) return '';
  if (tagOf(headers) === 'Headers') return apply(headersGet, headers, ['content-type']) ?? '';
  const value = peek(headers, 'Content-Type').value ?? peek(headers, 'content-type').value;
  return typeof value === 'string' ? value : '';
}

/** Reads a Request's body from a clone, through a Blob so that a huge one need not be in memory whole. */
async function captureRequest(copy: Request): Promise<CapturedBody> {
  try {
    return await captureBody(await apply(requestBlob, copy, []));
  } catch {
    return unseen('read-failed');
  }
}

/**
 * Lets a stream pass through us on its way to the network: pulled no faster than the network pulls, errors and
 * cancellation handed on.
 */
function passThrough(stream: ReadableStream, call: Call): ReadableStream {
  let buffer = new NativeUint8Array(65_536);
  let kept = 0;
  let total = 0;
  let strange = false;
  let over = false;
  const done = (why?: 'stream') => {
    const { bytes } = copyBytes(buffer, kept);
    const mark = strange || why ? 'stream' : kept < total ? 'too-large' : undefined;
    report(call, { body: bytes, size: total, contentType: '', ...(mark ? { unseen: mark } : {}) });
  };
  const observer = new NativeTransformStream({
    __proto__: null,
    transform(chunk: Anything, controller: TransformStreamDefaultController) {
      try {
        const { bytes, size } = copyBytes(chunk, CAPTURE_LIMIT - kept);
        const fresh = new NativeUint8Array(bytes);
        if (kept + fresh.length > buffer.length) {
          const grown = new NativeUint8Array((kept + fresh.length) * 2);
          apply(setBytes, grown, [buffer]);
          buffer = grown;
        }
        apply(setBytes, buffer, [fresh, kept]);
        kept += fresh.length;
        total += size;
      } catch {
        strange = true;
      }
      apply(enqueue, controller, [chunk]);
    },
    flush: () => {
      over = true;
      done();
    },
  } as Anything);
  // An upload that stays open (or fails) must not stay unmentioned.
  setTimeoutNative(() => {
    if (!over) done('stream');
  }, OPEN_STREAM_AFTER);
  return apply(pipeThrough as () => ReadableStream, stream, [observer]);
}

/** What to call the native with, and how to get at the body. Runs before the call. */
function prepare(parameters: ArrayLike<unknown>, child: boolean) {
  const input = parameters[0];
  const init = parameters[1];
  const isRequest = tagOf(input) === 'Request';
  const body = peek(init, 'body');
  const methodOfInit = peek(init, 'method').value;
  const call: Call = {
    channel: 'fetch',
    direction: 'out',
    method:
      typeof methodOfInit === 'string'
        ? methodOfInit
        : isRequest
          ? apply(requestMethod, input, [])
          : 'GET',
    url: urlOf(input),
    contentType:
      contentTypeOf(peek(init, 'headers').value) ||
      (isRequest ? contentTypeOf(apply(requestHeaders, input, [])) : ''),
    child,
  };
  if (body.accessor) return { call, content: unseen('unreadable-object') };
  if (tagOf(body.value) === 'ReadableStream') {
    const plain = peek(init, 'duplex').value === 'half' && !apply(streamLocked, body.value, []);
    if (!plain || !streamsTravel || pipeThrough === undefined) {
      return { call, content: unseen('stream') };
    }
    const stream = passThrough(body.value, call);
    const attributes = { value: stream, enumerable: true, configurable: true, writable: true };
    return { parameters: [input, createObject(init as object, { body: attributes })] };
  }
  if (body.value === undefined || body.value === null) {
    if (isRequest && call.method !== 'GET' && call.method !== 'HEAD') {
      if (apply(requestBodyUsed, input, [])) return {};
      return { call, content: captureRequest(apply(requestClone, input, [])) };
    }
    return { call, content: captureBody(undefined) };
  }
  return { call, content: captureBody(body.value) };
}

function hookOutgoing(realm: Realm, child: boolean): void {
  const around = (
    native: (...parameters: Anything[]) => Anything,
    self: unknown,
    given: IArguments,
  ) => {
    let plan: ReturnType<typeof prepare> = {};
    try {
      plan = prepare(given, child);
    } catch {
      // Whatever kept us from looking must not keep the page from sending.
    }
    const result = apply(native, self, plan.parameters ?? given);
    if (plan.call) report(plan.call, plan.content);
    return result;
  };
  wrapMethod(realm, 'fetch', (native) => {
    const holder = {
      fetch(_input: unknown) {
        return around(native, this, arguments);
      },
    };
    return holder.fetch;
  });
  wrapMethod(realm, 'fetchLater', (native) => {
    const holder = {
      fetchLater(_input: unknown) {
        return around(native, this, arguments);
      },
    };
    return holder.fetchLater;
  });
}

/** Bodies that can't carry a message, by content type. */
const MEDIA = [
  'image/',
  'video/',
  'audio/',
  'font/',
  'text/css',
  'text/javascript',
  'application/javascript',
];
const READERS = ['text', 'json', 'arrayBuffer', 'blob', 'formData', 'bytes'];
const INBOUND_LIMIT = 1_000_000;

const responseUrl = getter(Response.prototype, 'url');
const responseHeaders = getter(Response.prototype, 'headers');
const responseBodyUsed = getter(Response.prototype, 'bodyUsed');
const responseClone = method(Response.prototype, 'clone') as () => Response;
const responseArrayBuffer = method(Response.prototype, 'arrayBuffer') as () => Promise<ArrayBuffer>;
const startsWith = String.prototype.startsWith;

export function isMedia(contentType: string): boolean {
  for (let index = 0; index < MEDIA.length; index += 1) {
    if (apply(startsWith, contentType, [MEDIA[index]])) return true;
  }
  return false;
}

async function captureResponse(copy: Response): Promise<CapturedBody> {
  try {
    return captureBody(await apply(responseArrayBuffer, copy, []));
  } catch {
    return unseen('read-failed');
  }
}

/** Looks at a response that the page is about to read whole; the page's own promise is not touched. */
function observeResponse(response: Response, child: boolean): void {
  const url: string = apply(responseUrl, response, []);
  if (url === '' || apply(responseBodyUsed, response, [])) return;
  const headers = apply(responseHeaders, response, []);
  const contentType: string = apply(headersGet, headers, ['content-type']) ?? '';
  const length = +(apply(headersGet, headers, ['content-length']) ?? 0);
  if (isMedia(contentType)) return;
  const call: Call = { channel: 'fetch', direction: 'in', method: '', url, contentType, child };
  if (length > INBOUND_LIMIT) report(call, unseen('too-large', length));
  else report(call, captureResponse(apply(responseClone, response, [])));
}

function hookIncoming(realm: Realm, child: boolean): void {
  const prototype = (realm as Anything).Response?.prototype;
  const around = (native: () => Anything, self: unknown, given: IArguments) => {
    try {
      observeResponse(self as Response, child);
    } catch {
      // Not a Response, or already read: the native says so.
    }
    return apply(native, self, given);
  };
  for (let index = 0; index < READERS.length; index += 1) {
    const name = READERS[index] as string;
    wrapMethod(prototype, name, (native) => {
      const holder = {
        [name]() {
          return around(native, this, arguments);
        },
      };
      return holder[name] as () => unknown;
    });
  }
}

export function hookFetch(realm: Realm, child: boolean): void {
  hookOutgoing(realm, child);
  hookIncoming(realm, child);
}
