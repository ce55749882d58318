/** Views with made-up numbers for the component tests and the page checks. Nothing here comes from a person. */
import type { Finding, Layer } from '../../src/engine/finding.ts';
import type {
  JudgedConversation,
  LeakLine,
  Service,
  TabState,
  WatchedTab,
} from '../../src/messages/messages.ts';
import type { CoverageReport, Observation, Wire } from '../../src/messages/observation.ts';
import type { Claim } from '../../src/platforms/profile.ts';
import { verdictOrder } from '../../src/ui/components/verdict-words.ts';
import type {
  ConversationRow,
  ObservationRow,
  PlatformRow,
} from '../../src/ui/dashboard/dashboard-view.ts';
import type { PopupView } from '../../src/ui/popup/popup-actions.ts';
import { leakLine } from '../../src/verdict/leaks.ts';
import { sentence } from '../../src/verdict/rules.ts';
import type { Judgement, Verdict } from '../../src/verdict/verdict.ts';

export const tiktok: Service = {
  id: 'tiktok',
  name: 'TikTok',
  pages: ['*://*.tiktok.com/*'],
};

export const claimNone: Claim = {
  position: 'none',
  text: 'TikTok documents encryption in transit. It does not offer end-to-end encryption for direct messages.',
  source: 'https://support.tiktok.example/en/messages',
  checked: '2026-11-03',
};

export const claimDefault: Claim = {
  position: 'e2ee-default',
  text: 'Personal chats are documented as end-to-end encrypted by default, on the web as well.',
  source: 'https://help.chat.example/privacy/end-to-end',
  checked: '2026-10-28',
};

const leaf = (path: string, size: number, more: Partial<Layer> = {}): Layer => ({
  path,
  format: 'leaf',
  size,
  children: [],
  ...more,
});

const anatomy: Layer = {
  path: '',
  format: 'protobuf',
  size: 312,
  children: [
    leaf('1', 1, { class: 'number' }),
    {
      path: '8',
      format: 'protobuf',
      size: 204,
      children: [
        {
          path: '8.100',
          format: 'protobuf',
          size: 198,
          children: [
            leaf('8.100.1', 41, { class: 'identifier' }),
            {
              path: '8.100.4',
              format: 'json',
              size: 62,
              children: [
                leaf('8.100.4.aweType', 1, { class: 'number' }),
                leaf('8.100.4.text', 31, { class: 'text' }),
              ],
            },
            leaf('8.100.8', 36, { class: 'identifier' }),
          ],
        },
      ],
    },
    leaf('15', 40, { class: 'token' }),
  ],
};

const readableFinding: Finding = {
  schema: 'sealcheck/finding@1',
  size: 312,
  seen: 312,
  anatomy,
  envelopes: [],
  texts: [
    {
      needle: 'draft',
      path: '8.100.4.text',
      layers: ['protobuf', 'json', 'text'],
      extent: 'whole',
    },
  ],
  searched: ['draft'],
  limits: [],
};

const sealedFinding: Finding = {
  schema: 'sealcheck/finding@1',
  size: 548,
  seen: 548,
  anatomy: {
    path: '',
    format: 'json',
    size: 548,
    children: [
      leaf('algorithm', 20, { class: 'identifier' }),
      {
        path: 'ciphertext',
        format: 'base64',
        size: 320,
        envelope: 'megolm',
        children: [leaf('ciphertext.4', 208, { class: 'opaque' })],
      },
      leaf('sender_key', 43, { class: 'identifier' }),
      leaf('odd\u202Eeman', 12, { class: 'short' }),
    ],
  },
  envelopes: [],
  texts: [],
  searched: ['draft'],
  limits: [],
};

const wire = (more: Partial<Wire> = {}): Wire => ({
  channel: 'fetch',
  direction: 'out',
  method: 'POST',
  scheme: 'https',
  host: 'im-api-va.tiktok.example',
  path: '/v1/message/send',
  secure: true,
  thirdParty: false,
  ...more,
});

const sentAt = Date.parse('2026-11-20T14:03:27Z');

export function payload(more: Partial<Observation> = {}): Observation {
  return {
    id: 1,
    at: sentAt,
    wire: wire(),
    platform: 'tiktok',
    rule: 'send',
    role: 'message',
    conversation: '3f2a9c01d4e5',
    finding: readableFinding,
    ...more,
  };
}

const coverage: CoverageReport[] = [
  {
    channel: 'fetch',
    state: 'seen',
    host: 'im-api-va.tiktok.example',
    reason: 'watched',
    blocks: false,
  },
  {
    channel: 'websocket',
    state: 'seen',
    host: 'im-ws.tiktok.example',
    reason: 'watched',
    blocks: false,
  },
  {
    channel: 'worker',
    state: 'seen-to-exist',
    host: 'www.tiktok.example',
    reason: 'text-into-worker',
    blocks: true,
  },
];

/** The draft was sent to somebody else while it was typed. */
export const leak: LeakLine = leakLine({
  host: 'gif.search.example',
  path: 'url.query.q',
  what: 'text',
  beforeSend: true,
  thirdParty: true,
  secure: true,
  reader: 'whoever runs gif.search.example',
  moments: [sentAt - 400, sentAt - 900, sentAt - 1_700],
});

type JudgedMore = Partial<WatchedTab & Pick<JudgedConversation, 'sentences' | 'leaks'>>;

export function judged(judgement: Judgement, more: JudgedMore = {}): TabState {
  const { sentences, leaks, ...tab } = more;
  return {
    state: 'judged',
    service: tiktok,
    counts: { payloads: 3, sends: 1 },
    deepCapture: { state: 'absent' },
    conversation: {
      conversation: '3f2a9c01d4e5',
      platform: 'tiktok',
      judgement,
      sentences: sentences ?? judgement.reasons.map(sentence),
      leaks: leaks ?? [],
    },
    claims: [claimNone],
    coverage,
    payloads: [
      payload(),
      payload({
        id: 2,
        at: sentAt - 2400,
        role: 'typing',
        beforeSend: true,
        wire: wire({ path: '/v1/client/input_status' }),
      }),
      payload({
        id: 3,
        at: sentAt - 9000,
        role: 'unknown',
        finding: { ...sealedFinding, limits: ['depth'] },
        wire: wire({ host: 'gif.search.example', thirdParty: true, path: '/v1/{}' }),
        unseen: 'stream',
      }),
    ],
    ...tab,
  };
}

const long: Service = {
  id: 'long',
  name: 'Donaudampfschifffahrtsgesellschaftsnachrichtendienst',
  pages: ['*://*.long.example/*'],
};

const message = {
  path: '8.100.4.text',
  host: 'im-api-va.tiktok.example',
  secure: true,
};

/** Deep capture of the tab: offered, on, with a gap, ended, and in a build that can't. */
function deepCaptureViews(): Record<string, PopupView> {
  const unclear: Judgement = {
    verdict: 'inconclusive',
    strength: 'indicative',
    reasons: [{ rule: 'handed-to-worker', note: 'worker' }],
  };
  const late: CoverageReport = {
    channel: 'sharedworker',
    state: 'seen-to-exist',
    host: 'www.tiktok.example',
    reason: 'attached-late',
    blocks: true,
  };
  const [fetches] = coverage;
  const worker: CoverageReport = {
    channel: 'worker',
    state: 'seen',
    host: 'www.tiktok.example',
    reason: 'deep-capture',
    blocks: false,
  };
  const seen = fetches ? [fetches, worker] : [worker];
  return {
    'deep-offered': judged(unclear, { deepCapture: { state: 'off' } }),
    'deep-on': judged(unclear, { deepCapture: { state: 'on' }, coverage: seen }),
    'deep-late': judged(unclear, {
      deepCapture: { state: 'on' },
      coverage: [...seen, late, { ...late, reason: 'other-tab', blocks: false }],
    }),
    'deep-ended': judged(unclear, { deepCapture: { state: 'off', ended: 'canceled' } }),
    'workers-offered': judged(unclear, { deepCapture: { state: 'absent' } }),
    'deep-elsewhere': judged(unclear, { deepCapture: { state: 'other-build' } }),
  };
}

export const popupViews: Record<string, PopupView> = {
  'tls-only': judged({
    verdict: 'tls-only',
    strength: 'proven',
    reasons: [{ rule: 'text-in-message', ...message, reader: 'TikTok' }],
  }),
  plaintext: judged(
    {
      verdict: 'plaintext',
      strength: 'proven',
      reasons: [{ rule: 'text-in-message', path: 'message', host: 'chat.lan', secure: false }],
    },
    {
      service: {
        id: 'site',
        name: 'chat.lan',
        pages: ['http://chat.lan/*'],
        origin: 'http://chat.lan',
      },
      claims: [],
    },
  ),
  e2ee: judged(
    {
      verdict: 'e2ee',
      strength: 'strong',
      reasons: [
        { rule: 'sealed-before-leaving' },
        { rule: 'message-sealed', path: 'ciphertext', host: 'matrix.example', note: 'megolm' },
        { rule: 'text-not-found' },
      ],
    },
    {
      service: { id: 'matrix', name: 'Element', pages: ['*://app.element.example/*'] },
      custody: 'The keys are documented to stay on the devices of the people in the room.',
      claims: [claimDefault],
      payloads: [payload({ finding: sealedFinding })],
    },
  ),
  downgraded: judged(
    {
      verdict: 'tls-only',
      strength: 'proven',
      reasons: [
        { rule: 'also-sealed', host: 'matrix.example' },
        { rule: 'draft-before-send', path: 'url', host: 'matrix.example' },
      ],
    },
    {
      service: { id: 'matrix', name: 'Element', pages: ['*://app.element.example/*'] },
      claims: [claimDefault],
      payloads: [payload({ finding: sealedFinding })],
      leaks: [
        leak,
        leakLine({
          host: 'matrix.example',
          path: 'url.query.url',
          what: 'link',
          beforeSend: false,
          thirdParty: false,
          secure: true,
          reader: 'Element',
          moments: [sentAt + 900],
        }),
      ],
    },
  ),
  elsewhere: judged(
    {
      verdict: 'tls-only',
      strength: 'proven',
      reasons: [
        { rule: 'also-sealed', host: 'gif.search.example' },
        { rule: 'draft-before-send', path: 'url.query.q', host: 'gif.search.example' },
      ],
      elsewhere: 'gif.search.example',
    },
    {
      service: { id: 'matrix', name: 'Element', pages: ['*://app.element.example/*'] },
      claims: [claimDefault],
      payloads: [payload({ finding: sealedFinding })],
      leaks: [leak],
    },
  ),
  inconclusive: judged(
    {
      verdict: 'inconclusive',
      strength: 'strong',
      reasons: [
        { rule: 'opaque-transport', path: '', host: 'relay.example', note: 'noise' },
        { rule: 'channel-unseen', host: 'relay.example', note: 'sharedworker' },
        { rule: 'send-unaccounted' },
        { rule: 'few-bytes' },
      ],
    },
    { claims: [claimDefault] },
  ),
  disagrees: judged(
    {
      verdict: 'tls-only',
      strength: 'indicative',
      reasons: [{ rule: 'text-field-readable', ...message }],
    },
    { claims: [claimDefault], service: long },
  ),
  off: { state: 'off', service: tiktok, claims: [claimNone] },
  unsupported: { state: 'unsupported', origin: 'https://chat.internal-messenger.example' },
  'permission-missing': { state: 'permission-missing', service: tiktok, claims: [claimNone] },
  'reload-needed': { state: 'reload-needed', service: tiktok, claims: [claimNone] },
  waiting: {
    state: 'waiting',
    service: tiktok,
    claims: [claimNone],
    coverage,
    payloads: [],
    counts: { payloads: 0, sends: 0 },
    deepCapture: { state: 'absent' },
  },
  ...deepCaptureViews(),
  'no-site': { state: 'no-site' },
  failed: { state: 'failed', problem: 'Could not establish connection.' },
};

const service = (id: string, name: string, pages = [`*://*.${id}.example/*`]): Service => ({
  id,
  name,
  pages,
});

const claimOptional: Claim = {
  position: 'e2ee-optional',
  text: 'Encrypted chats are documented as an option that both people have to turn on.',
  source: 'https://help.x.example/en/using-x/chat',
  checked: '2026-11-10',
};

/** Rows as after some days of use. */
export const platformRows: PlatformRow[] = [
  {
    service: tiktok,
    claims: [claimNone],
    enabled: true,
    permitted: true,
    observed: {
      judgement: {
        verdict: 'tls-only',
        strength: 'proven',
        reasons: [{ rule: 'text-in-message' }],
      },
      sentence:
        'Your text stood readable in field 8.100.4.text of what the page sent to im-api-va.tiktok.example.',
      conversations: 12,
      payloads: 4213,
    },
  },
  {
    service: service('x', 'X'),
    claims: [claimOptional],
    enabled: true,
    permitted: true,
    observed: {
      judgement: { verdict: 'e2ee', strength: 'strong', reasons: [{ rule: 'message-sealed' }] },
      sentence: 'A recognised sealed message left in place of your text.',
      conversations: 1,
      payloads: 88,
    },
  },
  {
    service: service('chat', 'Messenger'),
    claims: [claimDefault],
    enabled: true,
    permitted: true,
    observed: {
      judgement: {
        verdict: 'tls-only',
        strength: 'strong',
        reasons: [{ rule: 'text-in-message' }],
      },
      sentence: 'Your text stood readable in field request_payload.text of what the page sent.',
      mix: 'mixed: 1 readable by the service, 2 sealed',
      disagrees:
        'The vendor documents end-to-end encryption by default; a message was readable here.',
      conversations: 3,
      payloads: 640,
    },
  },
  {
    service: service('relay', 'WhatsApp'),
    claims: [claimDefault],
    enabled: true,
    permitted: true,
    observed: {
      judgement: {
        verdict: 'inconclusive',
        strength: 'strong',
        reasons: [{ rule: 'opaque-transport' }],
      },
      sentence:
        'A wrapper between page and service hides what is inside, so nothing shows who holds the key.',
      conversations: 2,
      payloads: 1504,
    },
  },
  {
    service: { ...service('lan', 'mattermost.lan'), origin: 'http://mattermost.lan:8065' },
    claims: [],
    enabled: true,
    permitted: true,
    observed: {
      judgement: {
        verdict: 'plaintext',
        strength: 'proven',
        reasons: [{ rule: 'text-in-message' }],
      },
      sentence: 'Your text stood readable in field message, and the connection has no TLS.',
      conversations: 1,
      payloads: 31,
    },
  },
  { service: service('discord', 'Discord'), claims: [claimNone], enabled: true, permitted: true },
  {
    service: service('matrix', 'Matrix and Element'),
    claims: [claimDefault],
    enabled: false,
    permitted: false,
  },
  {
    service: service('signal', 'Signal', []),
    claims: [claimDefault],
    enabled: false,
    permitted: false,
  },
  {
    service: service('imessage', 'iMessage', []),
    claims: [claimDefault],
    enabled: false,
    permitted: false,
  },
];

const judgementOf = (verdict: Verdict): Judgement => ({
  verdict,
  strength: verdict === 'tls-only' ? 'proven' : 'strong',
  reasons: [{ rule: 'sample' }],
});

/** Enough for several pages, with every verdict. */
export const conversationRows: ConversationRow[] = Array.from({ length: 60 }, (_, index) => {
  const verdict = verdictOrder[index % verdictOrder.length] ?? 'inconclusive';
  return {
    conversation: (0x3f2a9c01 + index * 0x1234567).toString(16),
    judgement: judgementOf(verdict),
    sentence: 'Your text stood readable in field 8.100.4.text of what the page sent.',
    leaks: index % 3 === 0 ? [leak] : [],
    firstSeen: sentAt - index * 3_600_000 - 86_400_000,
    lastSeen: sentAt - index * 3_600_000,
  };
});

export const observations: ObservationRow[] = Array.from({ length: 60 }, (_, index) => ({
  service: index % 3 === 0 ? 'matrix' : 'tiktok',
  observation: payload({
    id: index,
    at: sentAt - index * 61_000,
    finding: index % 3 === 0 ? sealedFinding : readableFinding,
  }),
}));
