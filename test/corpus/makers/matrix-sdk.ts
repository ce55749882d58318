/** What Element sends: room events and room keys, made by Matrix's Rust library (vodozemac) in WebAssembly. */
import {
  DeviceId,
  EncryptionSettings,
  initAsync,
  type KeysClaimRequest,
  type KeysQueryRequest,
  type KeysUploadRequest,
  OlmMachine,
  RoomId,
  UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';

const ROOM = '!room:example.org';
const ALICE = '@alice:example.org';
const BOB = '@bob:example.org';

export interface MatrixSdkEvents {
  /** Body of `PUT …/send/m.room.encrypted/…` for a text. */
  event(text: string): Promise<string>;
  /** Bodies of `PUT …/sendToDevice/m.room.encrypted/…`: the room's key for Bob's device. */
  toDevice: string[];
}

interface Keys {
  device_keys?: object;
  one_time_keys?: Record<string, object>;
}

/** Alice's machine, in a room with Bob. Keys are the library's own. */
export async function matrixSdkEvents(): Promise<MatrixSdkEvents> {
  await initAsync();
  const alice = await OlmMachine.initialize(new UserId(ALICE), new DeviceId('ALICEPHONE'));
  const bob = await OlmMachine.initialize(new UserId(BOB), new DeviceId('BOBLAPTOP'));
  const uploaded = await uploadKeys(bob);
  await uploadKeys(alice);
  await alice.updateTrackedUsers([new UserId(BOB)]);
  for (const request of await alice.outgoingRequests()) {
    const query = request as KeysQueryRequest;
    const device_keys = { [BOB]: { BOBLAPTOP: uploaded.device_keys } };
    await alice.markRequestAsSent(query.id, query.type, JSON.stringify({ device_keys }));
  }
  const claim = (await alice.getMissingSessions([new UserId(BOB)])) as KeysClaimRequest;
  const [[name, key] = ['', {}]] = Object.entries(uploaded.one_time_keys ?? {});
  const one_time_keys = { [BOB]: { BOBLAPTOP: { [name]: key } } };
  await alice.markRequestAsSent(claim.id, claim.type, JSON.stringify({ one_time_keys }));
  const room = () => new RoomId(ROOM);
  const shared = await alice.shareRoomKey(room(), [new UserId(BOB)], new EncryptionSettings());
  for (const request of shared) await alice.markRequestAsSent(request.id, request.type, '{}');
  return {
    event: (text) =>
      alice.encryptRoomEvent(
        room(),
        'm.room.message',
        JSON.stringify({ msgtype: 'm.text', body: text }),
      ),
    toDevice: shared.map(({ body }) => body),
  };
}

/** The keys that a machine uploads when it starts. */
async function uploadKeys(machine: OlmMachine): Promise<Keys> {
  let uploaded: Keys = {};
  for (const request of await machine.outgoingRequests()) {
    const upload = request as KeysUploadRequest;
    const body: Keys = JSON.parse(upload.body);
    if (!('one_time_keys' in body)) continue;
    uploaded = body;
    const one_time_key_counts = { signed_curve25519: 50 };
    await machine.markRequestAsSent(
      upload.id,
      upload.type,
      JSON.stringify({ one_time_key_counts }),
    );
  }
  return uploaded;
}
