import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';
import { me } from '../../client/visitor.ts';

/** Slack: a multipart form with rich-text blocks out, JSON socket messages in. */
const [, , team = 'T0LAB00001', channel = 'D0LAB00001'] = location.pathname.split('/');

function richText(text: string): string {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return JSON.stringify([{ type: 'rich_text', elements: [section] }]);
}

interface Incoming {
  type: string;
  channel?: string;
  user?: string;
  text?: string;
}

const chat = bindChat({
  composer: '[data-qa=message_input] .ql-editor',
  button: '[data-qa=texty_send_button]',
  typing() {
    socket.send(JSON.stringify({ id: 1, type: 'typing', channel }));
  },
  async send(text) {
    const form = new FormData();
    const fields = {
      token: `xoxc-lab-${me}`,
      channel,
      ts: `${Date.now() / 1000}`,
      type: 'message',
      reply_broadcast: 'false',
      unfurl: '[]',
      blocks: richText(dress(text)),
      client_context_team_id: team,
      draft_id: crypto.randomUUID(),
      include_channel_perm_error: 'true',
      client_msg_id: crypto.randomUUID(),
      _x_reason: 'webapp_message_send',
      _x_mode: 'online',
      _x_sonic: 'true',
      _x_app_name: 'client',
    };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const query = new URLSearchParams({ _x_id: `${me}-${Date.now()}`, slack_route: team });
    const answer = await fetch(`https://lab.slack.com/api/chat.postMessage?${query}`, {
      method: 'POST',
      credentials: 'include',
      body: form,
    });
    if (!answer.ok) throw new Error(`send answered ${answer.status}`);
  },
});

const socket = new WebSocket(
  `wss://wss-primary.slack.com/?token=xoxc-lab-${me}&sync_desync=1&gateway_server=${team}-1`,
);
socket.addEventListener('message', ({ data }) => {
  const message = JSON.parse(data as string) as Incoming;
  if (message.type === 'hello') chat.ready();
  if (message.type !== 'message' || message.channel !== channel || message.user === me) return;
  chat.show(message.text ?? '', 'in');
});
