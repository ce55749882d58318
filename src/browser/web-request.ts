import { extension } from './extension.ts';

/** A piece of a body as the browser gives it: bytes, or a file that it does not read for us. */
export interface BodyPiece {
  bytes?: ArrayBuffer;
  file?: string;
}

/** Undefined, null: the request has none. */
export interface SeenBody {
  /** Chromium: of a Blob or a stream nothing is given. */
  error?: string;
  /** Forms that the browser took apart. A file's content is missing; Firefox has its name in the place. */
  formData?: Record<string, readonly (string | ArrayBuffer)[]>;
  raw?: readonly BodyPiece[];
}

/** A request that is about to leave, as the browser says. */
export interface SeenRequest {
  /** The same again after each redirect. */
  requestId: string;
  url: string;
  method: string;
  /** `xmlhttprequest` (fetch too), `ping`, `beacon`, `sub_frame`, `websocket`. */
  type: string;
  /** -1: of no tab, from a shared worker or a service worker. */
  tabId: number;
  frameId: number;
  /** Milliseconds since the epoch. */
  timeStamp: number;
  /** Firefox: only where a document itself asks, not its workers. Chromium: for its workers too. */
  documentId?: string;
  /** Chromium only: the origin that asks. */
  initiator?: string;
  /** Firefox only: the address of the document or worker that asks. */
  originUrl?: string;
  requestBody?: SeenBody | null;
}

type Listener = (request: SeenRequest) => void;

/** Requests of other kinds (images, scripts, navigations) are the browser's own and carry no message's body. */
const KINDS = ['xmlhttprequest', 'ping', 'beacon', 'sub_frame', 'websocket'];

/**
 * Listens to requests whose hosts are both in the filter and granted.
 *
 * A sleeping background is only woken for a listener that is there in its first tick, when what the person switched on
 * is not known yet. So listening starts at once, for whatever is granted, and `narrow` follows as soon as the choices
 * are read. Measured in Chromium 156 and Firefox 153: a listener that is added later misses the request that woke the
 * background; in Firefox one beside the first does too, the same one taken away and added again does not.
 *
 * @returns narrows the listener to match patterns; to none: nothing is listened to any more
 */
export function onRequest(listener: Listener): (patterns: readonly string[]) => void {
  const { onBeforeRequest } = extension.webRequest;
  // Not in the polyfill's types. A kind that the browser does not know makes it refuse the listener.
  const { ResourceType } = extension.webRequest as { ResourceType?: Record<string, string> };
  const known = Object.values(ResourceType ?? {});
  const types = KINDS.filter((kind) => known.length === 0 || known.includes(kind));
  const take = (request: unknown) => listener(request as SeenRequest);
  const listen = (urls: readonly string[]) =>
    onBeforeRequest.addListener(take, { urls: [...urls], types } as never, ['requestBody']);
  let current = JSON.stringify(ANYTHING);
  listen(ANYTHING);
  return (patterns) => {
    const wanted = patterns.length > 0 && keepsFilter() ? ANYTHING : patterns;
    const next = JSON.stringify(wanted);
    if (next === current) return;
    current = next;
    onBeforeRequest.removeListener(take);
    if (wanted.length > 0) listen(wanted);
  };
}

/**
 * Firefox wakes the background for the filter that it knew, and gives the request to a listener with that very filter only:
 * a narrower one that comes later than the request is too late. There the filter stays what is granted.
 */
function keepsFilter(): boolean {
  return 'getBrowserInfo' in extension.runtime;
}

const ANYTHING = ['*://*/*', 'ws://*/*', 'wss://*/*'];
