/** From a captured body to a report, now or when the body has been read. */
import type { ChannelKind, Direction } from '../messages/observation.ts';
import type { CapturedBody } from './body.ts';
import { apply, getPrototype, now, tagOf } from './natives.ts';
import { reportPayload } from './outlet.ts';

export interface Call {
  channel: ChannelKind;
  direction: Direction;
  method: string;
  url: string;
  contentType: string;
  connection?: number;
  /** Number of the watched worker that the payload goes to. */
  worker?: number;
  child: boolean;
}

const promiseThen = Promise.prototype.then;

function send(call: Call, at: number, content: CapturedBody): void {
  const { child, connection, worker, contentType, ...wire } = call;
  reportPayload({
    kind: 'payload',
    at,
    ...wire,
    contentType: contentType || content.contentType,
    body: content.body,
    size: content.size,
    ...(content.unseen ? { unseen: content.unseen } : {}),
    ...(connection === undefined ? {} : { connection }),
    ...(worker === undefined ? {} : { worker }),
    ...(child ? { child } : {}),
  });
}

export function report(call: Call, content: CapturedBody | Promise<CapturedBody>): void {
  const at = now();
  if (getPrototype(content) === Promise.prototype || tagOf(content) === 'Promise') {
    apply(promiseThen, content, [(read: CapturedBody) => send(call, at, read)]);
  } else {
    send(call, at, content as CapturedBody);
  }
}

let connections = 0;

/** A number of its own for each socket or stream of this frame. */
export function nextConnection(): number {
  connections += 1;
  return connections;
}
