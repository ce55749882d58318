/**
 * The second witness: what the browser says of requests that leave. Bodies are handed to the content script of the page
 * that they belong to, which compares them with what the tap reported; nothing of them is kept here.
 */
import type { FrameTarget } from '../../browser/tabs.ts';
import type { SeenRequest } from '../../browser/web-request.ts';
import type { ChannelKind } from '../../messages/observation.ts';
import type { BackgroundMessage, OutsidePayload } from '../../messages/outside-payload.ts';
import type { RequestSender } from '../../messages/witnessed-request.ts';
import type { TabSession, TabSessions } from '../tab-sessions.ts';
import { base64 } from './base64.ts';
import { type RequestBody, requestBody } from './request-body.ts';
import { originOf, senderOf } from './sender.ts';

export interface RequestWitnessParts {
  sessions: Pick<TabSessions, 'read' | 'tabs'>;
  /** False when nobody listens there. */
  tell(target: FrameTarget, message: BackgroundMessage): Promise<boolean>;
}

/** Requests whose redirects are known for what they are. */
const MOST_REMEMBERED = 1_000;
/** Bytes of bodies that may be on their way at once; what comes on top is told of without its body. */
const MOST_UNDER_WAY = 8_388_608;
/** What a click on a link with `ping` sends (HTML standard, hyperlink auditing). */
const LINK_PING = 'PING';

const channels: Readonly<Record<string, ChannelKind>> = {
  ping: 'beacon',
  beacon: 'beacon',
  sub_frame: 'form',
};

export class RequestWitness {
  readonly #parts: RequestWitnessParts;
  readonly #known = new Set<string>();
  #underWay = 0;

  constructor(parts: RequestWitnessParts) {
    this.#parts = parts;
  }

  async seen(request: SeenRequest): Promise<void> {
    const body = requestBody(request.requestBody);
    const isSocket = request.type === 'websocket';
    if ((body === undefined && !isSocket) || isLinkPing(request, body)) return;
    if (this.#isRedirect(request.requestId)) return;
    const targets = await this.#watchedTabs(request);
    for (const tabId of targets) await this.#tell(tabId, request, body);
  }

  /** The body comes along again with each redirect. */
  #isRedirect(id: string): boolean {
    if (this.#known.has(id)) return true;
    this.#known.add(id);
    if (this.#known.size > MOST_REMEMBERED) {
      const [oldest] = this.#known;
      this.#known.delete(oldest as string);
    }
    return false;
  }

  /** A shared worker's request may be that of any page of its origin. */
  async #watchedTabs(request: SeenRequest): Promise<number[]> {
    const { sessions } = this.#parts;
    if (request.tabId >= 0) {
      return (await sessions.read(request.tabId)) === undefined ? [] : [request.tabId];
    }
    const origin = originOf(request);
    if (origin === undefined) return [];
    const tabs = await sessions.tabs();
    const known = await Promise.all(
      tabs.map(
        async (tabId): Promise<[number, TabSession | undefined]> => [
          tabId,
          await sessions.read(tabId),
        ],
      ),
    );
    return known.flatMap(([tabId, session]) => (session?.origin === origin ? [tabId] : []));
  }

  async #tell(tabId: number, request: SeenRequest, body: RequestBody | undefined): Promise<void> {
    const { tell } = this.#parts;
    const length = body?.bytes?.length ?? 0;
    const carried = this.#underWay + length > MOST_UNDER_WAY ? withoutBytes(body) : body;
    this.#underWay += length;
    try {
      const message = (sender: RequestSender) => messageOf(request, carried, sender);
      if (request.tabId < 0) {
        await tell({ tabId, frameId: 0 }, message('shared-worker'));
      } else if (request.type === 'sub_frame') {
        // A form's target, or a form in that very frame: which of the two can't be told.
        await tell({ tabId, frameId: 0 }, message('other-frame'));
      } else {
        await tell(frameOf(request), message(senderOf(request)));
        // The frame compares; the text that was typed in the top frame only that one knows.
        if (request.frameId > 0) await tell({ tabId, frameId: 0 }, message('other-frame'));
      }
    } finally {
      this.#underWay -= length;
    }
  }
}

/** Chromium's documents outlive their frame's number; Firefox's names are for reading only. */
function frameOf({ tabId, frameId, documentId, originUrl }: SeenRequest): FrameTarget {
  const frame = { tabId, frameId: Math.max(frameId, 0) };
  if (documentId === undefined || originUrl !== undefined) return frame;
  return { ...frame, documentId };
}

function isLinkPing({ type, method }: SeenRequest, body: RequestBody | undefined): boolean {
  if (type !== 'ping' || method !== 'POST' || body?.size !== LINK_PING.length) return false;
  return new TextDecoder().decode(body.bytes) === LINK_PING;
}

function withoutBytes(body: RequestBody | undefined): RequestBody | undefined {
  if (body === undefined) return undefined;
  const { bytes: _, ...rest } = body;
  return { ...rest, unseen: 'shed' };
}

function messageOf(
  request: SeenRequest,
  body: RequestBody | undefined,
  sender: RequestSender,
): BackgroundMessage {
  const at = request.timeStamp;
  if (body === undefined) return { kind: 'witnessed-socket', sender, at, url: request.url };
  return { kind: 'witnessed-request', sender, payload: payloadOf(request, body) };
}

function payloadOf(
  { timeStamp, method, url, type }: SeenRequest,
  { bytes, size, contentType, unseen }: RequestBody,
): OutsidePayload {
  return {
    kind: 'outside-payload',
    witness: 'request',
    at: timeStamp,
    channel: channels[type] ?? 'fetch',
    direction: 'out',
    method,
    url,
    contentType,
    size,
    ...(bytes === undefined ? {} : { bodyBase64: base64(bytes) }),
    ...(unseen === undefined ? {} : { unseen }),
  };
}
