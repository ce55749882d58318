import { bindChat } from '../../client/chat.ts';
import { dress } from '../../client/sealing.ts';
import { decodeDelta, encodeEstablish } from './gateway-frame.ts';

/** Instagram: a form with JSON variables out, gateway frames in. */
const thread = location.pathname.split('/')[3] ?? '17840000000000001';
const query = new URLSearchParams(location.search);
const me = query.get('me') ?? String(crypto.getRandomValues(new Uint32Array(1))[0]);

const chat = bindChat({
  composer: '[aria-label=Message][contenteditable]',
  button: '[aria-label=Send]',
  async send(text) {
    const variables = {
      ig_thread_igid: thread,
      offline_threading_id: String(BigInt(Date.now()) << 22n),
      recipient_igids: null,
      replied_to_client_context: null,
      text: { sensitive_string_value: dress(text) },
    };
    const answer = await fetch('/api/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-fb-friendly-name': 'IGDirectTextSendMutation',
      },
      body: new URLSearchParams({
        av: me,
        __user: '0',
        __a: '1',
        fb_api_caller_class: 'RelayModern',
        fb_api_req_friendly_name: 'IGDirectTextSendMutation',
        variables: JSON.stringify(variables),
        server_timestamps: 'true',
        doc_id: '25288447354146606',
      }).toString(),
    });
    if (!answer.ok) throw new Error(`send answered ${answer.status}`);
  },
});

const socket = new WebSocket('wss://gateway.instagram.com/ws/lightspeed?x-dgw-version=5');
socket.binaryType = 'arraybuffer';
socket.addEventListener('open', () => {
  socket.send(encodeEstablish(125));
  chat.ready();
});
socket.addEventListener('message', ({ data }) => {
  const delta = decodeDelta(new Uint8Array(data as ArrayBuffer));
  if (delta?.thread === thread && delta.sender !== me) chat.show(delta.text, 'in');
});
