/** Messenger's readable chats: JSON within JSON within JSON, in gateway frames (fact sheet 3.3). */
import { decodeData, encodeData } from '../instagram/gateway-frame.ts';

export const STREAM = 125;

export interface PlainMessage {
  thread: string;
  text: string;
}

const SEND = '46';

/** Task 46, send a message: the text stands at `payload.tasks[].payload.text`. */
export function encodeSend({ thread, text }: PlainMessage): Uint8Array<ArrayBuffer> {
  const send = {
    thread_id: Number(thread),
    otid: String(BigInt(Date.now()) << 22n),
    source: 65537,
    send_type: 1,
    sync_group: 1,
    text,
    initiating_source: 1,
  };
  const task = {
    failure_count: null,
    label: SEND,
    payload: JSON.stringify(send),
    queue_name: thread,
    task_id: 1,
  };
  const payload = { epoch_id: Date.now() * 4096, tasks: [task], version_id: '9912345678901234' };
  const request = {
    app_id: '2220391788200892',
    payload: JSON.stringify(payload),
    request_id: 7,
    type: 3,
  };
  return encodeData(request, STREAM);
}

/** Reads a send back; undefined for other frames. */
export function decodeSend(frame: Uint8Array): PlainMessage | undefined {
  const data = decodeData(frame);
  if (data === undefined) return undefined;
  const [task] = JSON.parse(data.payload).tasks;
  const { thread_id, text } = JSON.parse(task.payload);
  return { thread: String(thread_id), text };
}

/** A call that the page is to make: `insertMessage` with the text as its first argument. */
export function encodeInsert({ thread, text }: PlainMessage): Uint8Array<ArrayBuffer> {
  const step = [1, [1, [5, 'insertMessage', text, null, [19, thread]]]];
  const payload = JSON.stringify({ name: null, step });
  return encodeData({ request_id: null, payload, sp: ['insertMessage'], type: 'delta' }, STREAM);
}

export function decodeInsert(frame: Uint8Array): PlainMessage | undefined {
  const data = decodeData(frame);
  if (data === undefined) return undefined;
  const call = JSON.parse(data.payload).step[1][1];
  return { thread: call[4][1], text: call[2] };
}
