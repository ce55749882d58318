import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';
import { callJson, me, query } from '../../client/visitor.ts';

/**
 * Mastodon: a direct message is a post that only the people it mentions may see. `?visibility=public` posts to
 * everybody from the same composer.
 */
const visibility = query.get('visibility') ?? 'direct';
const mention = `@${query.get('to') ?? 'robin'} `;

interface Streamed {
  event: string;
  payload: string;
}

interface Status {
  content: string;
  visibility: string;
  account: { id: string };
}

const chat = bindChat({
  composer: '.autosuggest-textarea__textarea',
  button: '.compose-form__submit button',
  async send(text) {
    const post = {
      status: visibility === 'direct' ? mention + dress(text) : dress(text),
      in_reply_to_id: null,
      media_ids: [],
      sensitive: false,
      spoiler_text: '',
      visibility,
      poll: null,
      language: 'en',
    };
    const headers = { authorization: `Bearer ${me}`, 'idempotency-key': crypto.randomUUID() };
    await callJson('/api/v1/statuses', post, headers);
  },
});

/** The words of a post, which arrives as HTML: paragraphs without markup inside. */
function wordsOf(content: string): string {
  return content.replace(/^<p>|<\/p>$/g, '').replace(/^@\w+ /, '');
}

const socket = new WebSocket(`wss://${location.host}/api/v1/streaming?stream=user`, me);
socket.addEventListener('open', () => {
  socket.send(JSON.stringify({ type: 'subscribe', stream: 'direct' }));
  chat.ready();
});
socket.addEventListener('message', ({ data }) => {
  const { event, payload } = JSON.parse(data as string) as Streamed;
  if (event !== 'update') return;
  const status = JSON.parse(payload) as Status;
  if (status.visibility !== visibility || status.account.id === me) return;
  chat.show(wordsOf(status.content), 'in');
});
