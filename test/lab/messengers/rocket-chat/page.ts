import { fromBase64 } from '../../client/base64.ts';
import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';
import { callJson, me, query } from '../../client/visitor.ts';
import { openDdp, type RoomMessage } from './ddp.ts';
import { leakKey, leakText } from './leaks.ts';
import {
  importRoomKey,
  makeMemberKeys,
  makeRoomKey,
  openRoomKey,
  publicKeyOf,
  type RoomKey,
  type SealedContent,
  seal,
  unseal,
  wrapRoomKey,
} from './room-keys.ts';

/**
 * Rocket.Chat: messages by the DDP socket, or by REST with `?transport=rest`. `?e2e=1` encrypts the room;
 * `?e2e=server-key` encrypts it under a key that the server hands out to everybody.
 */
const rid = location.pathname.split('/')[2] ?? 'labroom0001';
const encryption = query.get('e2e');
const memberKeys = encryption === '1' ? makeMemberKeys() : undefined;
let roomKey: Promise<RoomKey> | undefined;

async function messageOf(text: string): Promise<object> {
  const message = { _id: crypto.randomUUID().slice(0, 17), rid };
  if (roomKey === undefined) return { ...message, msg: dress(text) };
  return { ...message, msg: '', t: 'e2e', content: await seal(await roomKey, text) };
}

const chat = bindChat({
  composer: 'textarea[name=msg]',
  button: '[data-qa-id=send]',
  async send(text) {
    const message = await messageOf(text);
    await leakText(rid, text);
    if (query.get('transport') !== 'rest') {
      ddp.method('sendMessage', message);
      return;
    }
    const call = { msg: 'method', id: '1', method: 'sendMessage', params: [message] };
    const body = { message: JSON.stringify(call) };
    await callJson('/api/v1/method.call/sendMessage', body, { 'x-user-id': me });
  },
});

async function take(key: Promise<RoomKey>): Promise<void> {
  roomKey = key;
  await leakKey(rid, await key);
  chat.ready();
}

/** What the server tells about keys; it sees wrapped ones only. */
async function takeNotice(name: string, value: unknown): Promise<void> {
  if (memberKeys === undefined) return;
  const keys = await memberKeys;
  if (name === 'e2e.make-key') {
    await take(makeRoomKey());
  } else if (name === 'e2e.key') {
    await take(openRoomKey(value as string, keys));
  } else if (name === 'e2e.key-wanted' && roomKey !== undefined) {
    const { uid, publicKey } = value as { uid: string; publicKey: string };
    await callJson('/api/v1/e2e.updateGroupKey', {
      rid,
      uid,
      key: await wrapRoomKey(await roomKey, publicKey),
    });
  }
}

async function show({ content, msg }: RoomMessage): Promise<void> {
  const sealed = content as SealedContent | undefined;
  if (sealed === undefined || roomKey === undefined) chat.show(msg, 'in');
  else chat.show(await unseal(await roomKey, sealed), 'in');
}

const ddp = openDdp(me, {
  async loggedIn() {
    ddp.subscribe('stream-room-messages', rid, false);
    if (encryption === 'server-key') {
      const { kid, key } = (await callJson('/api/v1/e2e.serverKey', { rid })) as {
        kid: string;
        key: string;
      };
      await take(importRoomKey(kid, fromBase64(key)));
    } else if (memberKeys === undefined) {
      chat.ready();
    } else {
      const public_key = await publicKeyOf(await memberKeys);
      await callJson('/api/v1/e2e.setUserPublicAndPrivateKeys', { rid, uid: me, public_key });
    }
  },
  message(message) {
    if (message.rid === rid && message.u._id !== me) show(message).catch(chat.fail);
  },
  notice(name, value) {
    takeNotice(name, value).catch(chat.fail);
  },
});
