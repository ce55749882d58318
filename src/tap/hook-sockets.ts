/**
 * WebSocket both ways, EventSource, RTCDataChannel; WebTransport and WebSocketStream as "exists".
 * Sources: WebSockets, HTML (server-sent events), WebRTC, WebTransport standards.
 */
import type { ChannelKind } from '../messages/observation.ts';
import { captureBody } from './body.ts';
import { wrapConstructor, wrapMethod } from './mask.ts';
import {
  type Anything,
  apply,
  getDescriptor,
  getter,
  PrivateMap,
  type Realm,
  tagOf,
} from './natives.ts';
import { reportChannel } from './outlet.ts';
import { nextConnection, report } from './report.ts';

const addEventListener = EventTarget.prototype.addEventListener;
const messageData = getter(MessageEvent.prototype, 'data');
const urlHref = getter(URL.prototype, 'href');
const streams = new PrivateMap<object, { connection: number; types: Record<string, true> }>();
const connections = new PrivateMap<object, number>();

function connectionOf(target: object): number {
  const known = connections.get(target);
  if (known !== undefined) return known;
  const number = nextConnection();
  connections.set(target, number);
  return number;
}

/** Reports what arrives on `target`; events that the page dispatches itself are not traffic. */
function observeMessages(
  target: object,
  type: string,
  channel: ChannelKind,
  url: string,
  child: boolean,
): void {
  const connection = connectionOf(target);
  const onMessage = (event: MessageEvent) => {
    if (!event.isTrusted) return;
    const call = { channel, direction: 'in', method: '', url, contentType: '' } as const;
    report({ ...call, connection, child }, captureBody(apply(messageData, event, [])));
  };
  apply(addEventListener, target, [type, onMessage]);
}

/** Wraps a `send(data)`; reports only what the native accepted. */
function wrapSend(
  prototype: object | undefined,
  channel: ChannelKind,
  urlOf: (target: object) => string,
  child: boolean,
): void {
  wrapMethod(prototype, 'send', (native) => {
    const holder = {
      send(data: unknown) {
        const result = apply(native, this, arguments);
        try {
          const call = { channel, direction: 'out', method: '', contentType: '' } as const;
          const connection = connectionOf(this);
          report({ ...call, url: urlOf(this), connection, child }, captureBody(data));
        } catch {
          // Sent all the same.
        }
        return result;
      },
    };
    return holder.send;
  });
}

function hookWebSocket(realm: Realm, child: boolean): void {
  const prototype = (realm as Anything).WebSocket?.prototype;
  const url = getter(prototype, 'url');
  wrapConstructor(realm, 'WebSocket', (socket) => {
    const address: string = apply(url, socket, []);
    observeMessages(socket, 'message', 'websocket', address, child);
    // A second witness sees the handshake: of a socket that stays silent nothing else would be told.
    reportChannel({ kind: 'socket', url: address });
  });
  wrapSend(prototype, 'websocket', (socket) => apply(url, socket, []), child);
}

function hookEventSource(realm: Realm, child: boolean): void {
  const url = getter((realm as Anything).EventSource?.prototype, 'url');
  wrapConstructor(realm, 'EventSource', (source) => {
    streams.set(source, { connection: connectionOf(source), types: { message: true } });
    observeMessages(source, 'message', 'eventsource', apply(url, source, []), child);
  });
  // Streams name their events; we listen to those that the page listens to.
  wrapMethod((realm as Anything).EventTarget?.prototype, 'addEventListener', (native) => {
    const holder = {
      addEventListener(type: unknown, _listener: unknown) {
        const stream =
          typeof this === 'object' && this !== null ? streams.get(this as object) : undefined;
        if (stream !== undefined && typeof type === 'string' && isNew(stream.types, type)) {
          stream.types[type] = true;
          observeMessages(this, type, 'eventsource', apply(url, this, []), child);
        }
        return apply(native, this, arguments);
      },
    };
    return holder.addEventListener;
  });
}

function isNew(types: Record<string, true>, type: string): boolean {
  if (type === 'open' || type === 'error') return false;
  return getDescriptor(types, type) === undefined;
}

function hookDataChannel(realm: Realm, child: boolean): void {
  const channel = (realm as Anything).RTCDataChannel?.prototype;
  wrapSend(channel, 'datachannel', () => '', child);
}

/** Constructors whose traffic we can't read: that they are used is part of the coverage. */
function hookBlindChannels(realm: Realm): void {
  const text = (value: unknown) =>
    typeof value === 'string' ? value : tagOf(value) === 'URL' ? apply(urlHref, value, []) : '';
  const note = (name: string, channel: ChannelKind) =>
    wrapConstructor(realm, name, (_instance, parameters) => {
      reportChannel({ kind: 'channel', channel, url: text(parameters[0]) });
    });
  note('WebTransport', 'webtransport');
  note('WebSocketStream', 'websocket');
}

export function hookSockets(realm: Realm, child: boolean): void {
  hookWebSocket(realm, child);
  hookEventSource(realm, child);
  hookDataChannel(realm, child);
  hookBlindChannels(realm);
}
