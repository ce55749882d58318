/** Room events sealed by the Rust crypto library that Element uses (WebAssembly). */
import {
  DeviceId,
  EncryptionSettings,
  initAsync,
  OlmMachine,
  RequestType,
  RoomId,
  UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';

export interface MatrixRustMessages {
  /** The content of an `m.room.encrypted` event, JSON text. */
  roomEvent(text: string): Promise<string>;
  /** The body of the device's `keys/upload`, JSON text. */
  keysUpload: string;
}

const ROOM = '!corpus:example.org';
const USER = '@alice:example.org';

/** One device in a room of its own; a homeserver's answers are made up. Keys are the library's own. */
export async function matrixRustMessages(): Promise<MatrixRustMessages> {
  await initAsync();
  const machine = await OlmMachine.initialize(new UserId(USER), new DeviceId('RJYKSTBOIE'));
  let keysUpload = '';
  async function flush(): Promise<void> {
    for (const request of await machine.outgoingRequests()) {
      const { id, type } = request;
      if (id === undefined) continue;
      if (type === RequestType.KeysUpload) keysUpload = (request as { body: string }).body;
      const answer =
        type === RequestType.KeysUpload
          ? { one_time_key_counts: { signed_curve25519: 50 } }
          : { device_keys: { [USER]: {} } };
      await machine.markRequestAsSent(id, type, JSON.stringify(answer));
    }
  }
  await flush();
  await machine.updateTrackedUsers([new UserId(USER)]);
  await flush();
  await machine.shareRoomKey(new RoomId(ROOM), [new UserId(USER)], new EncryptionSettings());
  return {
    roomEvent: (text) =>
      machine.encryptRoomEvent(
        new RoomId(ROOM),
        'm.room.message',
        JSON.stringify({ msgtype: 'm.text', body: text }),
      ),
    keysUpload,
  };
}
