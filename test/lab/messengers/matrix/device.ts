/**
 * A Matrix device with the Rust crypto library that Element uses: Olm for key sharing, Megolm for rooms.
 * The same code runs in the page (over fetch) and in the lab's server (the person on the other side).
 */
import {
  DecryptionSettings,
  DeviceId,
  DeviceLists,
  EncryptionSettings,
  OlmMachine,
  RequestType,
  RoomId,
  ToDeviceRequest,
  TrustRequirement,
  UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';

/** One call of the client-server API; `path` starts after `/_matrix/client/v3`. Bodies are JSON text. */
export type Transport = (method: string, path: string, body?: string) => Promise<string>;

export interface RoomEvent {
  event_id: string;
  room_id: string;
  sender: string;
  type: string;
  origin_server_ts: number;
  content: Record<string, unknown>;
}

/** What a sync answer holds of the things that a device needs. */
export interface SyncAnswer {
  next_batch: string;
  to_device: { events: object[] };
  device_lists: { changed: string[] };
  device_one_time_keys_count: Record<string, number>;
  device_unused_fallback_key_types: string[];
  /** Members of all rooms; a shortcut of the lab for the rooms' state. */
  members: string[];
  events: RoomEvent[];
}

export interface Device {
  /** Sends a text as `m.room.encrypted`, after sharing the room's key with everybody. */
  sendEncrypted(room: string, text: string): Promise<void>;
  /** Takes a sync answer; yields its texts, decrypted where they were encrypted. */
  take(answer: SyncAnswer): Promise<{ room: string; sender: string; text: string }[]>;
}

type Outgoing = Awaited<ReturnType<OlmMachine['outgoingRequests']>>[number];

const keyPaths: Partial<Record<RequestType, string>> = {
  [RequestType.KeysUpload]: '/keys/upload',
  [RequestType.KeysQuery]: '/keys/query',
  [RequestType.KeysClaim]: '/keys/claim',
};

/** Sets up the device and publishes its keys. The library must be initialised. */
export async function makeDevice(
  user: string,
  deviceId: string,
  transport: Transport,
): Promise<Device> {
  const machine = await OlmMachine.initialize(new UserId(user), new DeviceId(deviceId));
  let members: string[] = [user];
  let transactions = 0;

  async function perform(request: Outgoing): Promise<void> {
    const { id, type } = request;
    if (id === undefined) throw new Error('a request without id');
    const answer =
      request instanceof ToDeviceRequest
        ? await transport(
            'PUT',
            `/sendToDevice/${request.event_type}/${request.txn_id}`,
            request.body,
          )
        : await transport('POST', pathOf(type), (request as { body: string }).body);
    await machine.markRequestAsSent(id, type, answer);
  }

  function pathOf(type: RequestType): string {
    const path = keyPaths[type];
    if (path === undefined) throw new Error(`request type ${type} isn't used in the lab`);
    return path;
  }

  /** Performs what the library wants to be sent, and what it wants after that. */
  async function flush(): Promise<void> {
    for (;;) {
      const requests = await machine.outgoingRequests();
      if (requests.length === 0) return;
      for (const request of requests) await perform(request);
    }
  }

  /** One thing at a time: the library expects each of its requests to be performed once. */
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  }

  // The library takes its arguments over: every call needs objects of its own.
  const decryption = (): DecryptionSettings => new DecryptionSettings(TrustRequirement.Untrusted);
  const users = (): UserId[] => members.map((member) => new UserId(member));

  async function textOf(event: RoomEvent): Promise<string | undefined> {
    if (event.type === 'm.room.message') return String(event.content.body);
    if (event.type !== 'm.room.encrypted') return undefined;
    const room = new RoomId(event.room_id);
    const opened = await machine.decryptRoomEvent(JSON.stringify(event), room, decryption());
    return String((JSON.parse(opened.event) as RoomEvent).content.body);
  }

  await flush();

  async function sendEncrypted(room: string, text: string): Promise<void> {
    await machine.updateTrackedUsers(users());
    await flush();
    const claim = await machine.getMissingSessions(users());
    if (claim) await perform(claim);
    const settings = new EncryptionSettings();
    for (const share of await machine.shareRoomKey(new RoomId(room), users(), settings)) {
      await perform(share);
    }
    const content = JSON.stringify({ msgtype: 'm.text', body: text });
    const sealed = await machine.encryptRoomEvent(new RoomId(room), 'm.room.message', content);
    transactions += 1;
    const path = `/rooms/${encodeURIComponent(room)}/send/m.room.encrypted/m${Date.now()}.${transactions}`;
    await transport('PUT', path, sealed);
  }

  async function take(answer: SyncAnswer): Promise<Awaited<ReturnType<Device['take']>>> {
    members = answer.members;
    await machine.receiveSyncChanges(
      JSON.stringify(answer.to_device.events),
      new DeviceLists(answer.device_lists.changed.map((changed) => new UserId(changed))),
      new Map(Object.entries(answer.device_one_time_keys_count)),
      new Set(answer.device_unused_fallback_key_types),
      decryption(),
    );
    await machine.updateTrackedUsers(users());
    await flush();
    const messages: { room: string; sender: string; text: string }[] = [];
    for (const event of answer.events) {
      if (event.sender === user) continue;
      // A message from before this device existed can't be opened, as in any client.
      const text = await textOf(event).catch(() => undefined);
      if (text !== undefined) messages.push({ room: event.room_id, sender: event.sender, text });
    }
    return messages;
  }

  return {
    sendEncrypted: (room, text) => inTurn(() => sendEncrypted(room, text)),
    take: (answer) => inTurn(() => take(answer)),
  };
}
