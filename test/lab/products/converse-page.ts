/**
 * Starts Converse.js as the page's address says: `?user=&peer=&omemo=1|legacy&transport=bosh|websocket`.
 * `html[data-ready]` says that it is connected and, where it can be, that its OMEMO keys are published.
 *
 * Converse decides when a chat is opened whether it can be encrypted: with `omemo` open the peer's page
 * first. The page that comes second then encrypts from its first message on.
 */
interface Api {
  waitUntil(promise: string): Promise<void>;
}

interface Converse {
  initialize(settings: Record<string, unknown>): Promise<void>;
  plugins: {
    add(name: string, plugin: { initialize(this: { _converse: { api: Api } }): void }): void;
  };
}

const { converse } = globalThis as unknown as { converse: Converse };
const query = new URLSearchParams(location.search);
const user = query.get('user') ?? 'alice';
const peer = query.get('peer') ?? 'bob';
const bosh = query.get('transport') === 'bosh';
const secure = location.protocol === 'https:';
const omemo = query.get('omemo');
const domain = !secure ? 'plain.lab.test' : omemo === 'legacy' ? 'legacy.lab.test' : 'lab.test';

converse.plugins.add('lab-ready', {
  initialize() {
    const { api } = this._converse;
    const awaited = ['chatBoxesFetched', ...(secure ? ['OMEMOInitialized'] : [])];
    void Promise.all(awaited.map((name) => api.waitUntil(name))).then(() => {
      document.documentElement.dataset.ready = '1';
    });
  },
});

void converse.initialize({
  view_mode: 'fullscreen',
  authentication: 'login',
  auto_login: true,
  jid: `${user}@${domain}`,
  password: 'lab-password',
  ...(bosh
    ? { bosh_service_url: `${location.origin}/http-bind` }
    : { websocket_url: `${secure ? 'wss' : 'ws'}://${location.host}/xmpp-websocket` }),
  discover_connection_methods: false,
  assets_path: '/dist',
  whitelisted_plugins: ['lab-ready'],
  // These need WebCrypto, which http pages don't have: OMEMO, and the hash in the presence (without
  // which the presence isn't sent, and then nothing arrives).
  blacklisted_plugins: secure ? [] : ['converse-omemo', 'converse-omemo-views', 'converse-caps'],
  // Without a trusted device Converse switches OMEMO off.
  clear_cache_on_logout: false,
  omemo_default: omemo !== null,
  auto_join_private_chats: [`${peer}@${domain}`],
  allow_registration: false,
  show_background: false,
  play_sounds: false,
  show_desktop_notifications: false,
  i18n: 'en',
  loglevel: 'warn',
});
