/**
 * What one worker sends and receives, out of the debugger's Network events, as payloads for the content script. Nothing
 * is kept but which request and which socket an event belongs to. Source: Chrome DevTools Protocol, domain Network;
 * measured in Chromium 156: a body of one piece comes with its request, others (Blob, form, more than 64 KiB) are asked for;
 * a body that is a stream, and a Blob on a socket, are not given at all.
 */
import type { Parameters } from '../../browser/debugger.ts';
import type { ChannelKind, Direction, Unseen } from '../../messages/observation.ts';
import type { OutsidePayload } from '../../messages/outside-payload.ts';
import { base64Size, textToBase64 } from './base64.ts';

/** Larger bodies are told by their size alone, bytes: the tap's limit. */
const MOST_BODY = 4_000_000;
/** Larger responses are media, bytes. */
const MOST_RESPONSE = 1_000_000;
/** Requests and sockets of one worker that are remembered. */
const MOST_KNOWN = 500;
/** With this, bodies up to that size come with their request, bytes. */
export const INLINE_BODY = 65_536;

const CHANNELS: Readonly<Record<string, ChannelKind>> = { XHR: 'xhr', EventSource: 'eventsource' };
const ANSWERED: readonly string[] = ['Fetch', 'XHR'];
const WITHOUT_BODY: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'DELETE'];

export interface TrafficParts {
  command(method: string, parameters: Parameters): Promise<Parameters>;
  tell(payload: OutsidePayload): void;
  /** A number for a socket, never given before. */
  nextConnection(): number;
  /** A channel that exists and can't be looked into. */
  tellUnseen(channel: ChannelKind, url: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

interface Asked {
  url: string;
  channel: ChannelKind;
  contentType: string;
  readsAnswer: boolean;
}

interface Socket {
  url: string;
  connection: number;
}

interface NetworkRequest {
  url: string;
  method: string;
  headers?: Record<string, string>;
  hasPostData?: boolean;
  postData?: string;
  postDataEntries?: { bytes?: string }[];
}

interface Frame {
  opcode: number;
  payloadData: string;
}

type Call = Pick<OutsidePayload, 'at' | 'channel' | 'direction' | 'method' | 'url' | 'contentType'>;

const TEXT_FRAME = 1;
const BINARY_FRAME = 2;

export class WorkerTraffic {
  readonly #parts: TrafficParts;
  readonly #asked = new Map<string, Asked>();
  readonly #sockets = new Map<string, Socket>();

  constructor(parts: TrafficParts) {
    this.#parts = parts;
  }

  take(method: string, parameters: Parameters): void {
    const id = String(parameters.requestId ?? '');
    switch (method) {
      case 'Network.requestWillBeSent':
        this.#request(id, String(parameters.type), parameters.request as NetworkRequest);
        break;
      case 'Network.responseReceived':
        this.#response(id, parameters.response as { mimeType?: string });
        break;
      case 'Network.loadingFinished':
        this.#finished(id, Number(parameters.encodedDataLength));
        break;
      case 'Network.loadingFailed':
        this.#asked.delete(id);
        break;
      case 'Network.eventSourceMessageReceived':
        this.#event(id, String(parameters.data));
        break;
      case 'Network.webSocketCreated':
        remember(this.#sockets, id, {
          url: String(parameters.url),
          connection: this.#parts.nextConnection(),
        });
        break;
      case 'Network.webSocketFrameSent':
        this.#frame(id, 'out', parameters.response as Frame);
        break;
      case 'Network.webSocketFrameReceived':
        this.#frame(id, 'in', parameters.response as Frame);
        break;
      case 'Network.webSocketClosed':
        this.#sockets.delete(id);
        break;
      case 'Network.webTransportCreated':
        this.#parts.tellUnseen('webtransport', String(parameters.url));
        break;
    }
  }

  #request(id: string, type: string, request: NetworkRequest): void {
    const { url, method } = request;
    const channel = CHANNELS[type] ?? 'fetch';
    remember(this.#asked, id, {
      url,
      channel,
      contentType: '',
      readsAnswer: ANSWERED.includes(type),
    });
    const call = {
      at: this.#parts.now(),
      channel,
      direction: 'out',
      method,
      url,
      contentType: headerOf(request.headers, 'content-type'),
    } as const;
    const [entry, more] = request.postDataEntries ?? [];
    if (entry?.bytes !== undefined && more === undefined) this.#send(call, entry.bytes);
    else if (request.hasPostData) void this.#sendAsked(call, id);
    else if (WITHOUT_BODY.includes(method.toUpperCase())) this.#send(call, '');
    // No body and a body that is a stream look the same.
    else this.#unseen(call, 'stream');
  }

  async #sendAsked(call: Call, requestId: string): Promise<void> {
    try {
      const { postData, base64Encoded } = await this.#parts.command('Network.getRequestPostData', {
        requestId,
      });
      const data = String(postData);
      this.#send(call, base64Encoded === true ? data : textToBase64(data));
    } catch {
      this.#unseen(call, 'read-failed');
    }
  }

  #response(id: string, { mimeType }: { mimeType?: string }): void {
    const asked = this.#asked.get(id);
    if (asked) asked.contentType = mimeType ?? '';
  }

  #finished(id: string, size: number): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (asked?.readsAnswer) void this.#sendAnswer(asked, id, size);
  }

  async #sendAnswer(
    { url, channel, contentType }: Asked,
    requestId: string,
    size: number,
  ): Promise<void> {
    const { now, command } = this.#parts;
    const call = { at: now(), channel, direction: 'in', method: '', url, contentType } as const;
    if (size > MOST_RESPONSE) {
      this.#unseen(call, 'too-large', size);
      return;
    }
    try {
      const { body, base64Encoded } = await command('Network.getResponseBody', { requestId });
      const data = String(body);
      this.#send(call, base64Encoded === true ? data : textToBase64(data));
    } catch {
      this.#unseen(call, 'read-failed');
    }
  }

  #event(id: string, data: string): void {
    const asked = this.#asked.get(id);
    if (asked === undefined) return;
    const { url } = asked;
    const call = { at: this.#parts.now(), direction: 'in', method: '', url } as const;
    this.#send({ ...call, channel: 'eventsource', contentType: '' }, textToBase64(data));
  }

  #frame(id: string, direction: Direction, { opcode, payloadData }: Frame): void {
    if (opcode !== TEXT_FRAME && opcode !== BINARY_FRAME) return;
    const socket = this.#sockets.get(id);
    // Opened before we looked: what explains its frames is missing, and where it leads.
    if (socket === undefined) {
      this.#parts.tellUnseen('websocket', '');
      return;
    }
    const { url, connection } = socket;
    const at = this.#parts.now();
    const call = { at, channel: 'websocket', direction, method: '', url, contentType: '' } as const;
    if (opcode === TEXT_FRAME) this.#send(call, { text: payloadData }, connection);
    else if (payloadData === '') this.#unseen(call, 'read-failed', -1, connection);
    else this.#send(call, payloadData, connection);
  }

  #send(call: Call, body: string | { text: string }, connection?: number): void {
    const isText = typeof body !== 'string';
    const size = isText ? body.text.length : base64Size(body);
    if (size > MOST_BODY) {
      this.#unseen(call, 'too-large', size, connection);
      return;
    }
    this.#parts.tell({
      kind: 'outside-payload',
      witness: 'debugger',
      ...call,
      ...(isText ? { bodyText: body.text } : { bodyBase64: body }),
      size,
      ...(connection === undefined ? {} : { connection }),
    });
  }

  #unseen(call: Call, unseen: Unseen, size = -1, connection?: number): void {
    this.#parts.tell({
      kind: 'outside-payload',
      witness: 'debugger',
      ...call,
      size,
      unseen,
      ...(connection === undefined ? {} : { connection }),
    });
  }
}

function remember<Value>(map: Map<string, Value>, id: string, value: Value): void {
  map.set(id, value);
  const [oldest] = map.keys();
  if (map.size > MOST_KNOWN && oldest !== undefined) map.delete(oldest);
}

function headerOf(headers: Record<string, string> | undefined, name: string): string {
  const found = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return found?.[1] ?? '';
}
