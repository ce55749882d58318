import { fromBase64, toBase64 } from '../../client/base64.ts';
import { callJson } from '../../client/visitor.ts';
import type { Session, SessionEvents } from '../../client/worker-talk.ts';
import { MlsMember } from './mls-member.ts';
import { decodeText, encodeOtr, encodeText, type Sealed } from './otr.ts';
import { ProteusDevice } from './proteus-device.ts';

const API = 'https://prod-nginz-https.wire.com/v9';

interface Event {
  type: string;
  conversation: string;
  data: string | { text: string; sender: string };
}

interface Client {
  /** Hexadecimal id of this device. */
  id: string;
  conversation: string;
  /** Called for each event of the conversation, one after the other. */
  listen(take: (event: Event) => Promise<void>, failed: (error: unknown) => void): Promise<void>;
}

function newClient(conversation: string): Client {
  const id = crypto.getRandomValues(new Uint32Array(1)).join('');
  const device = Number(id).toString(16);
  return {
    id: device,
    conversation,
    async listen(take, failed) {
      const socket = new WebSocket(
        `wss://prod-nginz-ssl.wire.com/await?access_token=lab&client=${device}`,
      );
      let last = Promise.resolve();
      socket.addEventListener('message', ({ data }) => {
        for (const event of JSON.parse(data as string).payload as Event[]) {
          if (event.conversation !== conversation) continue;
          last = last.then(() => take(event)).catch(failed);
        }
      });
      await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    },
  };
}

async function post(path: string, type: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
  const headers = { 'content-type': type };
  const answer = await fetch(`${API}${path}`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
}

/** A conversation in Proteus: a message of its own for every device. */
export async function openProteus(events: SessionEvents, conversation: string): Promise<Session> {
  const device = await ProteusDevice.make();
  const client = newClient(conversation);
  await client.listen(async ({ type, data }) => {
    if (type !== 'conversation.otr-message-add' || typeof data === 'string') return;
    events.heard(decodeText(await device.open(data.sender, fromBase64(data.text))));
  }, events.failed);
  await callJson(`${API}/clients`, {
    id: client.id,
    conversation,
    type: 'temporary',
    lastkey: { id: 65535, key: toBase64(device.bundle) },
  });
  events.ready();
  return {
    async say(text) {
      const answer = await callJson(`${API}/users/list-prekeys`, { conversation });
      const { prekeys } = answer as { prekeys: Record<string, string> };
      const plain = encodeText(text);
      const messages: Sealed[] = Object.entries(prekeys)
        .filter(([id]) => id !== client.id)
        .map(([id, key]) => ({ device: id, bytes: device.seal(id, fromBase64(key), plain) }));
      const path = `/conversations/wire.com/${conversation}/proteus/messages`;
      await post(path, 'application/x-protobuf', encodeOtr(client.id, conversation, messages));
    },
  };
}

/** A conversation in MLS: one message for the whole group. */
export async function openMls(events: SessionEvents, conversation: string): Promise<Session> {
  const client = newClient(conversation);
  const member = await MlsMember.make(client.id);
  await client.listen(async ({ type, data }) => {
    const bytes = fromBase64(data as string);
    if (type === 'conversation.mls-welcome') {
      await member.join(bytes);
      events.ready();
    } else if (type === 'conversation.mls-message-add') {
      const plain = await member.take(bytes);
      if (plain !== undefined) events.heard(decodeText(plain));
    }
  }, events.failed);
  await callJson(`${API}/mls/key-packages/self/${client.id}`, {
    conversation,
    key_packages: [toBase64(member.keyPackage)],
  });
  return {
    async say(text) {
      const sealed = await member.seal(encodeText(text));
      await post(`/mls/messages?client=${client.id}`, 'message/mls', sealed);
    },
  };
}
