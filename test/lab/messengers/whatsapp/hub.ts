/**
 * The server of WhatsApp and of Messenger's encrypted chats: ends Noise, hands out public keys, passes sealed
 * messages on. It can't open them; Robin, who is always there, can: a device of its own on the other side.
 */
import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { accept, type Connection, Frames } from '../../client/noise/connection.ts';
import { textAt } from '../../client/protobuf.ts';
import type { SignalDevice } from '../../client/signal-device.ts';
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

const ROBIN = '4915100000001@s.whatsapp.net';

interface Client {
  jid: string;
  /** The `<user>` element with its public keys. */
  user?: Node;
  connection?: Connection;
}

export interface Hub {
  take(socket: WebSocket): Promise<void>;
}

// Loaded when somebody comes: the library puts handlers of its own on the process.
async function makeRobin(): Promise<SignalDevice> {
  const { SignalDevice } = await import('../../client/signal-device.ts');
  return SignalDevice.make();
}

/** @param header what clients open with. */
export function hub(header: Uint8Array, encVersion: string): Hub {
  const clients = new Set<Client>();
  let robin: Promise<SignalDevice> | undefined;

  function answer(client: Client, query: Node, content: Node[]): void {
    const attributes = { id: query.attributes.id ?? '', from: 's.whatsapp.net', type: 'result' };
    client.connection?.send(encodeNode(node('iq', attributes, content)));
  }

  async function robinDevice(): Promise<SignalDevice> {
    robin ??= makeRobin();
    return robin;
  }

  async function everybody(): Promise<Node[]> {
    const { bundle } = await robinDevice();
    const users = [...clients].flatMap(({ user }) => (user === undefined ? [] : [user]));
    return [node('user', { jid: ROBIN }, keyNodes(bundle)), ...users];
  }

  function pass(to: Client, sender: string, message: Node, content: Node): void {
    const [chat = '', id = ''] = [message.attributes.to, message.attributes.id];
    const attributes = { from: chat, participant: sender, id, type: 'text' };
    to.connection?.send(encodeNode(node('message', attributes, [content])));
  }

  /** Robin opens what is for them and says how much they could read. */
  async function tellRobin(sender: Client, message: Node, enc: Node): Promise<void> {
    const device = await robinDevice();
    const type = enc.attributes.type === 'pkmsg' ? 'pkmsg' : 'msg';
    const text = decodeText(await device.open(sender.jid, { type, bytes: bytesOf(enc) }));
    if (!(await device.knows(sender.jid)) && sender.user !== undefined) {
      await device.meet(sender.jid, bundleOf(sender.user));
    }
    const reply = encodeText(`Robin read ${text.length} characters`);
    const sealed = await device.seal(sender.jid, reply);
    const attributes = { v: encVersion, type: sealed.type };
    pass(sender, ROBIN, message, node('enc', attributes, sealed.bytes));
  }

  async function route(sender: Client, message: Node): Promise<void> {
    const [child] = childrenOf(message);
    const { id = '', to = '' } = message.attributes;
    sender.connection?.send(encodeNode(node('ack', { class: 'message', id, from: to })));
    if (child?.tag === 'plaintext') {
      // A newsletter: the server reads it, and would fail here where it couldn't.
      textAt(bytesOf(child), [1]);
      for (const client of clients) if (client !== sender) pass(client, sender.jid, message, child);
      return;
    }
    for (const one of childrenOf(childOf(message, 'participants'))) {
      const enc = childOf(one, 'enc');
      if (one.attributes.jid === ROBIN) await tellRobin(sender, message, enc);
      for (const client of clients) {
        if (client.jid === one.attributes.jid) pass(client, sender.jid, message, enc);
      }
    }
  }

  async function takeNode(client: Client, element: Node): Promise<void> {
    const [child] = childrenOf(element);
    if (element.tag === 'message') await route(client, element);
    else if (element.attributes.type === 'set' && child !== undefined) {
      client.jid = child.attributes.jid ?? '';
      client.user = child;
      answer(client, element, []);
    } else answer(client, element, [node('list', {}, await everybody())]);
  }

  return {
    async take(socket) {
      const client: Client = { jid: '' };
      const incoming = new Frames(header.length);
      socket.on('message', (data) => incoming.push(new Uint8Array(data as Buffer)));
      socket.once('close', () => clients.delete(client));
      client.connection = await accept({
        header,
        payload: new TextEncoder().encode(`certificate ${randomUUID()}`),
        incoming,
        write: (bytes) => socket.send(bytes),
        received: (plain) => takeNode(client, decodeNode(plain)),
        failed: () => socket.terminate(),
      });
      clients.add(client);
    },
  };
}
