/**
 * Firefox alone: changes the script of a worker on its way from the network to the worker (webRequest.filterResponseData).
 * What Firefox 153 shows of such requests, measured: they are all of type `script`, and so is what `importScripts` and
 * `import` load; `Sec-Fetch-Dest` names the kind of thread, for a module's imports too; `Sec-Fetch-Mode` is `same-origin` for
 * the worker's own script and `cors` for what a module imports. Pages without TLS send neither.
 */
import type { WebRequest } from 'webextension-polyfill';
import type { Thread } from '../messages/tap-message.ts';
import { extension } from './extension.ts';

/** A request for the own script of a worker. */
export interface WorkerScriptRequest {
  url: string;
  thread: Thread;
  /** -1 for a worker that several tabs may share. */
  tabId: number;
  frameId: number;
  /** Address of the document, or of the other worker, that started it. */
  parent: string;
}

/** Gives the script as it shall run; undefined leaves it as it is. Bytes as they came, decompressed. */
export type Rewrite = (script: Uint8Array) => Uint8Array | undefined;

/** Requests between their headers and those of their answer. */
const MOST_REQUESTS = 200;
/** Longer scripts are let through as they are, bytes. */
const LONGEST_SCRIPT = 64 * 1024 * 1024;
/** MIME Sniffing standard (mimesniff.spec.whatwg.org) §4.6, those in use. */
const JAVASCRIPT = /^\s*(?:text|application)\/(?:x-)?(?:java|ecma)script\s*(?:;|$)/i;

const threads: Readonly<Record<string, Thread>> = {
  worker: 'worker',
  sharedworker: 'sharedworker',
  serviceworker: 'serviceworker',
};

function headerOf(headers: WebRequest.HttpHeaders | undefined, name: string): string {
  return headers?.find((header) => header.name.toLowerCase() === name)?.value ?? '';
}

/**
 * Calls `handle` for the script of each worker on sites that we may look at.
 *
 * @returns what registers the listeners. It does nothing in a browser that has no such filter, or before the person gave the
 * permission: it is to be called again then, and in the background's first tick, so that a request can wake that.
 */
export function filterWorkerScripts(
  handle: (request: WorkerScriptRequest) => Promise<Rewrite | undefined>,
): () => void {
  const requests = new Map<string, WorkerScriptRequest>();

  const onRequest = (details: WebRequest.OnBeforeSendHeadersDetailsType) => {
    const thread = threads[headerOf(details.requestHeaders, 'sec-fetch-dest')];
    const mode = headerOf(details.requestHeaders, 'sec-fetch-mode');
    if (thread === undefined || mode !== 'same-origin') return;
    const { requestId, url, tabId, frameId, originUrl = '' } = details;
    requests.set(requestId, { url, thread, tabId, frameId, parent: originUrl });
    const [oldest] = requests.keys();
    if (requests.size > MOST_REQUESTS && oldest !== undefined) requests.delete(oldest);
  };
  const onAnswer = (details: WebRequest.OnHeadersReceivedDetailsType) => {
    const request = requests.get(details.requestId);
    // A redirect, or a cached script that is still good: the answer proper comes later.
    if (request === undefined || (details.statusCode >= 300 && details.statusCode < 400)) return {};
    requests.delete(details.requestId);
    const isScript = JAVASCRIPT.test(headerOf(details.responseHeaders, 'content-type'));
    if (details.statusCode !== 200 || !isScript) return {};
    return attach(details.requestId, request);
  };
  async function attach(requestId: string, request: WorkerScriptRequest) {
    const rewrite = await handle(request).catch(() => undefined);
    if (rewrite) rewriteResponse(extension.webRequest.filterResponseData(requestId), rewrite);
    return {};
  }

  const scripts = { urls: ['*://*/*'], types: ['script' as const] };
  return () => {
    const { webRequest } = extension;
    if (typeof webRequest?.filterResponseData !== 'function') return;
    if (webRequest.onHeadersReceived.hasListener(onAnswer)) return;
    try {
      webRequest.onHeadersReceived.addListener(onAnswer, scripts, ['blocking', 'responseHeaders']);
      webRequest.onBeforeSendHeaders.addListener(onRequest, scripts, ['requestHeaders']);
    } catch {
      // The permission to wait for an answer was not given: the scripts stay as they are.
    }
  };
}

/** Gathers the whole script, so that it is changed as a whole or not at all. Errors and cut connections stay what they are. */
function rewriteResponse(filter: WebRequest.StreamFilter, rewrite: Rewrite): void {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const writeAll = () => {
    for (const chunk of chunks) filter.write(chunk as Uint8Array<ArrayBuffer>);
  };
  filter.ondata = ({ data }) => {
    const chunk = new Uint8Array(data);
    chunks.push(chunk);
    size += chunk.length;
    if (size <= LONGEST_SCRIPT) return;
    writeAll();
    filter.disconnect();
  };
  filter.onstop = () => {
    let changed: Uint8Array | undefined;
    try {
      changed = rewrite(joined(chunks, size));
    } catch {
      // A worker that we can't watch must still run.
    }
    if (changed) filter.write(changed as Uint8Array<ArrayBuffer>);
    else writeAll();
    filter.close();
  };
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
