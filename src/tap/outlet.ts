/** The one way out of the tap: a port whose other end only the content script holds. */
import {
  PORT_EVENT,
  type TapChannel,
  type TapCipher,
  type TapKey,
  type TapMessage,
  type TapPayload,
  type TapSocket,
  type TapWorker,
} from '../messages/tap-message.ts';
import { CAPTURE_LIMIT } from './body.ts';
import { apply, now, sequence } from './natives.ts';

/** A page that floods us keeps its speed; past this many bytes a second we report sizes only. */
const REFILL_PER_MILLISECOND = 16_000;
const BURST = 64_000_000;
/** More than most calls carry: an input and an output. */
const CIPHER_COST = 4_000;

const { port1, port2 } = new MessageChannel();
const postMessage = port1.postMessage;
document.dispatchEvent(new MessageEvent(PORT_EVENT, { ports: [port2] }));

let credit = BURST;
let refilledAt = now();

/** What was copied, not what the page sent: a huge upload is cut long before it gets here. */
function bytesOf({ body, size }: TapPayload): number {
  if (body === null || size < 0) return 0;
  return size < CAPTURE_LIMIT ? size : CAPTURE_LIMIT;
}

function post(message: TapMessage): void {
  try {
    apply(postMessage, port1, [message]);
  } catch {
    // The frame is being torn down: nobody is left to tell.
  }
}

function refill(): void {
  const time = now();
  credit += (time - refilledAt) * REFILL_PER_MILLISECOND;
  refilledAt = time;
  if (credit > BURST) credit = BURST;
}

export function reportPayload(payload: TapPayload): void {
  refill();
  const cost = bytesOf(payload);
  if (cost > credit) {
    post({ ...payload, body: null, unseen: 'shed' });
    return;
  }
  credit -= cost + 200;
  post(payload);
}

/** Tells of a worker, with the port of its own tap where it has one. */
export function reportWorker(worker: TapWorker, port?: MessagePort): void {
  if (port === undefined) post(worker);
  else apply(postMessage, port1, [worker, sequence([port])]);
}

/** Encryption is reported while there is room: what is missing only keeps us from following it. */
export function reportCipher(cipher: TapCipher | TapKey): void {
  refill();
  if (credit < BURST / 2) return;
  credit -= CIPHER_COST;
  post(cipher);
}

export function reportChannel(channel: TapChannel | TapSocket): void {
  post(channel);
}
