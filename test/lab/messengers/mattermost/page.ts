import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';
import { callJson, me } from '../../client/visitor.ts';

/** Mattermost: JSON by POST out, JSON socket messages in. */
const channel_id = location.pathname.split('/')[3] ?? 'labchannel0000000000000001';

interface Incoming {
  event?: string;
  data?: { post?: string };
  broadcast?: { channel_id: string };
}

const chat = bindChat({
  composer: '#post_textbox',
  button: '[data-testid=SendMessageButton]',
  async send(text) {
    const now = Date.now();
    await callJson('/api/v4/posts', {
      file_ids: [],
      message: dress(text),
      channel_id,
      root_id: '',
      pending_post_id: `${me}:${now}`,
      user_id: me,
      create_at: 0,
      metadata: {},
      props: {},
    });
  },
});

const socket = new WebSocket(`wss://${location.host}/api/v4/websocket`);
socket.addEventListener('open', () => {
  const data = { token: `lab-${me}` };
  socket.send(JSON.stringify({ seq: 1, action: 'authentication_challenge', data }));
});
socket.addEventListener('message', ({ data }) => {
  const message = JSON.parse(data as string) as Incoming;
  if (message.event === 'hello') chat.ready();
  if (message.event !== 'posted' || message.broadcast?.channel_id !== channel_id) return;
  const post = JSON.parse(message.data?.post ?? '{}') as { message: string; user_id: string };
  if (post.user_id !== me) chat.show(post.message, 'in');
});
