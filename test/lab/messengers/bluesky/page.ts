import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';
import { callJson, me } from '../../client/visitor.ts';

/** Bluesky: XRPC to the member's own server, which passes it on; polling in. */
const convoId = location.pathname.split('/')[2] ?? '3lablab000001';
const server = 'https://morel.us-east.host.bsky.network/xrpc';
const did = `did:plc:${me}`;
const headers = {
  authorization: `Bearer ${did}`,
  'atproto-proxy': 'did:web:api.bsky.chat#bsky_chat',
};

interface Log {
  cursor: string;
  logs: { convoId: string; message: { text: string; sender: { did: string } } }[];
}

const chat = bindChat({
  composer: 'textarea[placeholder="Write a message"]',
  button: '[aria-label="Send message"]',
  async send(text) {
    const message = { text: dress(text), facets: [] };
    await callJson(`${server}/chat.bsky.convo.sendMessage`, { convoId, message }, headers);
  },
});

let cursor = '';
async function poll(): Promise<void> {
  const query = new URLSearchParams({ cursor });
  const answer = await fetch(`${server}/chat.bsky.convo.getLog?${query}`, { headers });
  const { logs, cursor: next } = (await answer.json()) as Log;
  if (cursor === '') chat.ready();
  cursor = next;
  for (const { convoId: where, message } of logs) {
    if (where === convoId && message.sender.did !== did) chat.show(message.text, 'in');
  }
  setTimeout(() => void poll().catch(chat.fail), 700);
}

poll().catch(chat.fail);
