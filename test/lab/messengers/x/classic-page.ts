import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';

/** Classic direct messages: JSON over POST, polling for news. */
const conversation = location.pathname.split('/')[2] ?? '1001-1002';
const query = new URLSearchParams(location.search);
const me = query.get('me') ?? String(crypto.getRandomValues(new Uint32Array(1))[0]);

interface Update {
  cursor: number;
  entries: { conversation_id: string; sender_id: string; text: string }[];
}

const chat = bindChat({
  composer: '[data-testid=dmComposerTextInput]',
  button: '[data-testid=dmComposerSendButton]',
  async send(text) {
    const answer = await fetch('/i/api/1.1/dm/new2.json?include_ext_views=false', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-twitter-active-user': 'yes' },
      body: JSON.stringify({
        conversation_id: conversation,
        recipient_ids: false,
        request_id: crypto.randomUUID(),
        text: dress(text),
        cards_platform: 'Web-12',
        include_cards: 1,
        include_quote_count: true,
        dm_users: false,
        sender_id: me,
      }),
    });
    if (!answer.ok) throw new Error(`send answered ${answer.status}`);
  },
});

async function poll(cursor: number): Promise<void> {
  const address = `/i/api/1.1/dm/user_updates.json?cursor=${cursor}`;
  const update = (await (await fetch(address)).json()) as Update;
  for (const entry of cursor < 0 ? [] : update.entries) {
    if (entry.conversation_id === conversation && entry.sender_id !== me)
      chat.show(entry.text, 'in');
  }
  if (cursor < 0) chat.ready();
  setTimeout(() => void poll(update.cursor), 700);
}

void poll(-1);
