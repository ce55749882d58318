/**
 * A web client of WhatsApp or of Messenger's encrypted chats: Signal messages in binary XML, inside Noise, over one
 * socket. Runs in a page or in any worker.
 */
import { type Connection, connect, Frames } from '../../client/noise/connection.ts';
import { tag, textAt, Writer } from '../../client/protobuf.ts';
import { SignalDevice } from '../../client/signal-device.ts';
import {
  bytesOf,
  childOf,
  childrenOf,
  decodeNode,
  encodeNode,
  type Node,
  node,
} from './binary-xml.ts';
import { bundleOf, keyNodes } from './key-nodes.ts';
import { decodeText, encodeText } from './padded-text.ts';

export interface AccountOptions {
  url: string;
  /** What opens the connection: `WA`, protocol, dictionary. */
  header: Uint8Array;
  /** Version that `<enc>` states. */
  encVersion: string;
  /** Number of the conversation; a newsletter's messages aren't sealed. */
  chat: string;
  newsletter: boolean;
  ready(): void;
  heard(text: string): void;
  failed(error: unknown): void;
}

export interface Account {
  say(text: string): Promise<void>;
}

const USERS = 's.whatsapp.net';

export async function openAccount(options: AccountOptions): Promise<Account> {
  const { chat, encVersion, newsletter } = options;
  const device = await SignalDevice.make();
  const me = `49${crypto.getRandomValues(new Uint32Array(1))[0]}@${USERS}`;
  const waiting = new Map<string, (answer: Node) => void>();
  let lastQuery = 0;

  const incoming = new Frames();
  const socket = new WebSocket(options.url);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', ({ data }) => incoming.push(new Uint8Array(data)));
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const connection: Connection = await connect({
    header: options.header,
    payload: Writer.create().uint32(tag(1)).string(me).finish(),
    incoming,
    write: (bytes) => socket.send(bytes),
    received: (plain) => take(decodeNode(plain)),
    failed: options.failed,
  });

  function ask(attributes: Record<string, string>, content: Node[]): Promise<Node> {
    lastQuery += 1;
    const id = `lab.${lastQuery}`;
    const all = { id, to: USERS, ...attributes };
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      connection.send(encodeNode(node('iq', all, content)));
    });
  }

  async function take(element: Node): Promise<void> {
    const { id = '', from = '' } = element.attributes;
    if (element.tag === 'iq') {
      waiting.get(id)?.(element);
      waiting.delete(id);
    } else if (element.tag === 'message' && from.startsWith(`${chat}@`)) {
      options.heard(await textOf(element));
    }
  }

  async function textOf(message: Node): Promise<string> {
    const [child] = childrenOf(message);
    if (child?.tag === 'plaintext') return textAt(bytesOf(child), [1]);
    const enc = childOf(message, 'enc');
    const type = enc.attributes.type === 'pkmsg' ? 'pkmsg' : 'msg';
    const bytes = bytesOf(enc);
    return decodeText(await device.open(message.attributes.participant ?? '', { type, bytes }));
  }

  /** The devices of the conversation; a session with each of them is opened. */
  async function meetEverybody(): Promise<string[]> {
    const answer = await ask({ type: 'get', xmlns: 'encrypt' }, [node('key')]);
    const users = childrenOf(childOf(answer, 'list'));
    const names: string[] = [];
    for (const user of users) {
      const { jid = '' } = user.attributes;
      if (jid === me) continue;
      names.push(jid);
      if (!(await device.knows(jid))) await device.meet(jid, bundleOf(user));
    }
    return names;
  }

  async function sealedFor(to: string, padded: Uint8Array): Promise<Node> {
    const { type, bytes } = await device.seal(to, padded);
    return node('to', { jid: to }, [node('enc', { v: encVersion, type }, bytes)]);
  }

  const own = node('user', { jid: me }, keyNodes(device.bundle));
  await ask({ type: 'set', xmlns: 'encrypt' }, [own]);
  options.ready();
  return {
    async say(text) {
      const id = `3EB0${crypto.randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()}`;
      const to = `${chat}@${newsletter ? 'newsletter' : USERS}`;
      const attributes = { id, to, type: 'text' };
      if (newsletter) {
        const plain = Writer.create().uint32(tag(1)).string(text).finish();
        const inner = [node('plaintext', {}, plain)];
        connection.send(encodeNode(node('message', attributes, inner)));
        return;
      }
      const padded = encodeText(text);
      const sealed: Node[] = [];
      for (const to of await meetEverybody()) sealed.push(await sealedFor(to, padded));
      const participants = node('participants', {}, sealed);
      connection.send(encodeNode(node('message', attributes, [participants])));
    },
  };
}
