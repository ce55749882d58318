import { fromBase64 } from '../../client/base64.ts';
import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';
import { me, query } from '../../client/visitor.ts';
import { decodeTopic, encodeTopic, topicArray } from './wire.ts';

/** Google Chat: protobuf by POST out, or pblite with `?encoding=pblite`; a BrowserChannel stream in. */
const group = location.pathname.split('/')[4] ?? 'AAAAlab0001';

const chat = bindChat({
  composer: '[aria-label="History is on"][contenteditable]',
  button: '[aria-label="Send message"]',
  async send(text) {
    const topic = { group, localId: `${me}.${Date.now()}`, text: dress(text) };
    const asArrays = query.get('encoding') === 'pblite';
    const answer = await fetch(`/u/0/api/create_topic?rt=${asArrays ? 'j' : 'b'}&c=1`, {
      method: 'POST',
      headers: {
        'content-type': asArrays ? 'application/json+protobuf' : 'application/x-protobuf',
      },
      body: asArrays ? JSON.stringify(topicArray(topic)) : encodeTopic(topic),
    });
    if (!answer.ok) throw new Error(`send answered ${answer.status}`);
  },
});

type Event = [number, ['noop'] | [{ data: string }]];

function take([, [first]]: Event): void {
  if (first === 'noop') {
    chat.ready();
    return;
  }
  const topic = decodeTopic(fromBase64(first.data));
  if (topic.group === group && !topic.localId.startsWith(me)) chat.show(topic.text, 'in');
}

/** Reads chunks: a decimal length, a line feed, and that many characters of JSON. */
async function follow(): Promise<void> {
  const answer = await fetch('/u/0/webchannel/events?VER=8&RID=rpc&t=1');
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) return;
    text += value;
    for (;;) {
      const [line, length = ''] = /^(\d+)\n/.exec(text) ?? [''];
      const end = line.length + Number(length);
      if (line === '' || text.length < end) break;
      for (const event of JSON.parse(text.slice(line.length, end)) as Event[]) take(event);
      text = text.slice(end);
    }
  }
}

follow().catch((error: unknown) => chat.fail(error));
