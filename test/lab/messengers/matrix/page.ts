import { initAsync } from '@matrix-org/matrix-sdk-crypto-wasm';
import { fromBase64, toBase64 } from '../../client/base64.ts';
import { bindChat } from '../../client/chat.ts';
import { type Device, makeDevice, type RoomEvent, type SyncAnswer } from './device.ts';
import { leaks } from './leaks.ts';

/**
 * Element. `?mode=encrypted` (Olm and Megolm by the real library), `clear`, or `fake` (the envelope of an
 * encrypted event around readable text); `&leak=` picks a side leak, see leaks.ts.
 */
const base = 'https://matrix-client.matrix.org/_matrix/client/v3';
const query = new URLSearchParams(location.search);
const mode = query.get('mode') ?? 'encrypted';
const room = location.hash.split('/room/')[1] ?? `!${mode}:matrix.org`;
const name = query.get('me') ?? `user${crypto.getRandomValues(new Uint32Array(1))[0]}`;
const user = `@${name}:matrix.org`;
const deviceId = `WEB${crypto.getRandomValues(new Uint32Array(1))[0]}`;
let transactions = 0;
let lastTyping = 0;

async function call(method: string, path: string, body?: string): Promise<string> {
  const answer = await fetch(base + path, {
    method,
    headers: {
      authorization: `Bearer ${user}|${deviceId}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.text();
}

async function sendEvent(type: string, content: object): Promise<void> {
  transactions += 1;
  const path = `/rooms/${encodeURIComponent(room)}/send/${type}/m${Date.now()}.${transactions}`;
  await call('PUT', path, JSON.stringify(content));
}

function sendFake(text: string): Promise<void> {
  const content = JSON.stringify({
    type: 'm.room.message',
    room_id: room,
    content: { body: text },
  });
  return sendEvent('m.room.encrypted', {
    algorithm: 'm.megolm.v1.aes-sha2',
    ciphertext: toBase64(new TextEncoder().encode(content)).replace(/=+$/, ''),
    session_id: toBase64(crypto.getRandomValues(new Uint8Array(32))).replace(/=+$/, ''),
    sender_key: toBase64(crypto.getRandomValues(new Uint8Array(32))).replace(/=+$/, ''),
    device_id: deviceId,
  });
}

async function startDevice(): Promise<Device> {
  await initAsync('/bundles/matrix_sdk_crypto_wasm_bg.wasm');
  return makeDevice(user, deviceId, call);
}

const device = mode === 'encrypted' ? startDevice() : undefined;
const leak = leaks[query.get('leak') ?? ''];

const chat = bindChat({
  composer: '.mx_BasicMessageComposer_input',
  button: '.mx_MessageComposer_sendMessage',
  typing(draft) {
    leak?.typing?.(draft, call, `/rooms/${encodeURIComponent(room)}`);
    if (Date.now() - lastTyping < 4000) return;
    lastTyping = Date.now();
    const path = `/rooms/${encodeURIComponent(room)}/typing/${encodeURIComponent(user)}`;
    void call('PUT', path, JSON.stringify({ typing: draft !== '', timeout: 30000 }));
  },
  async send(text) {
    if (device !== undefined) await (await device).sendEncrypted(room, text);
    else if (mode === 'fake') await sendFake(text);
    else await sendEvent('m.room.message', { msgtype: 'm.text', body: text });
    leak?.sent?.(text, call);
  },
});

/** The texts that need no key: clear ones, and fake ones of other `fake` pages. */
function readPlainly(events: RoomEvent[]): { room: string; text: string }[] {
  const others = events.filter(({ sender }) => sender !== user);
  return others.flatMap(({ room_id, type, content }) => {
    if (type === 'm.room.message') return [{ room: room_id, text: String(content.body) }];
    if (mode !== 'fake') return [];
    const inner = JSON.parse(new TextDecoder().decode(fromBase64(String(content.ciphertext))));
    return [{ room: room_id, text: String(inner.content.body) }];
  });
}

async function sync(since: string): Promise<void> {
  const path = since === '' ? '/sync?timeout=0' : `/sync?timeout=30000&since=${since}`;
  const answer = JSON.parse(await call('GET', path)) as SyncAnswer;
  const messages =
    device === undefined ? readPlainly(answer.events) : await (await device).take(answer);
  for (const message of messages) if (message.room === room) chat.show(message.text, 'in');
  if (since === '') chat.ready();
  void sync(answer.next_batch).catch((error) => chat.fail(error));
}

Promise.resolve(device)
  .then(() => sync(''))
  .catch((error) => chat.fail(error));
