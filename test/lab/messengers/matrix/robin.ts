import { initAsync } from '@matrix-org/matrix-sdk-crypto-wasm';
import { makeDevice, type SyncAnswer, type Transport } from './device.ts';
import type { Homeserver } from './homeserver.ts';

export interface Robin {
  /** Writes into a room, encrypted where the room is. */
  say(text: string, room: string, encrypted: boolean): Promise<void>;
  stop(): void;
}

const login = { user: '@robin:matrix.org', device: 'ROBINPHONE' };

/**
 * The person on the other side: a real device in the lab's server, with its own keys. It answers each
 * message that it could read with the number of its characters, so that a page can tell it was readable.
 */
export async function startRobin(
  server: Homeserver,
  isEncrypted: (room: string) => boolean,
): Promise<Robin> {
  await initAsync();
  const transport: Transport = async (method, path, body = '{}') =>
    JSON.stringify((await server.answer(login, method, path, body)) ?? {});
  const device = await makeDevice(login.user, login.device, transport);
  let stopped = false;
  let transactions = 0;

  async function say(text: string, room: string, encrypted: boolean): Promise<void> {
    if (encrypted) {
      await device.sendEncrypted(room, text);
      return;
    }
    transactions += 1;
    const body = JSON.stringify({ msgtype: 'm.text', body: text });
    const path = `/rooms/${encodeURIComponent(room)}/send/m.room.message/r${transactions}`;
    await transport('PUT', path, body);
  }

  async function listen(since: string): Promise<void> {
    if (stopped) return;
    const query = since === '' ? '' : `?since=${since}`;
    const answer = JSON.parse(await transport('GET', `/sync${query}`)) as SyncAnswer;
    for (const { room, text } of await device.take(answer)) {
      if (!stopped) await say(`Robin read ${text.length} characters`, room, isEncrypted(room));
    }
    setImmediate(() => void listen(answer.next_batch));
  }

  void listen('');
  return {
    say,
    stop() {
      stopped = true;
    },
  };
}
