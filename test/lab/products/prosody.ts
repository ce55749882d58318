import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startProgram } from './child-process.ts';

export interface Prosody {
  /** Port on 127.0.0.1 of `/xmpp-websocket` and `/http-bind`. */
  port: number;
  /** Makes two accounts of the domain that are in each other's contact list. Existing ones stay as they are. */
  befriend(domain: string, user: string, peer: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The virtual hosts. On an http page browsers offer no WebCrypto, so Converse.js can't do SCRAM there: the
 * second one takes PLAIN, as a server that serves such pages must. The third has OMEMO 0.3 only.
 */
export const domains = { secure: 'lab.test', plain: 'plain.lab.test', legacy: 'legacy.lab.test' };

/** Every account's password. */
export const password = 'lab-password';

/** Prosody looks for mod_no_omemo2.lua here. */
const here = fileURLToPath(new URL('.', import.meta.url));

function configuration(folder: string, port: number): string {
  // Prosody refuses to run as root unless told so; in a container there is often no other user.
  const asRoot = process.getuid?.() === 0 ? 'run_as_root = true' : '';
  return `${asRoot}
daemonize = false
plugin_paths = { "${here}" }
pidfile = "${folder}/prosody.pid"
data_path = "${folder}/data"
log = { { levels = { min = "warn" }, to = "console" } }
interfaces = { "127.0.0.1" }
c2s_ports = {}
s2s_ports = {}
c2s_direct_tls_ports = {}
https_ports = {}
http_ports = { ${port} }
http_interfaces = { "127.0.0.1" }
http_default_host = "${domains.secure}"
modules_enabled = { "roster", "saslauth", "disco", "pep", "carbons", "vcard4", "vcard_legacy", "private", "ping", "bosh", "websocket", "smacks" }
modules_disabled = { "s2s", "tls" }
authentication = "internal_plain"
allow_unencrypted_plain_auth = true
c2s_require_encryption = false
consider_bosh_secure = true
consider_websocket_secure = true
VirtualHost "${domains.secure}"
VirtualHost "${domains.plain}"
  disable_sasl_mechanisms = { "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS" }
VirtualHost "${domains.legacy}"
  modules_enabled = { "no_omemo2" }
`;
}

/** Debian's Prosody on the loopback address with WebSocket and BOSH, its data in a folder of its own. */
export async function startProsody(): Promise<Prosody> {
  const folder = await mkdtemp(join(tmpdir(), 'sealcheck-prosody-'));
  const port = await freePort();
  const path = join(folder, 'prosody.cfg.lua');
  await writeFile(path, configuration(folder, port));
  const program = await startProgram({
    command: '/usr/bin/prosody',
    parameters: ['--config', path, '-F'],
    port,
  });

  // Prosody's file store: host names percent-encoded, one Lua table per account.
  async function writeOnce(domain: string, kind: string, user: string, text: string) {
    const store = join(folder, 'data', domain.replaceAll('.', '%2e'), kind);
    await mkdir(store, { recursive: true });
    const file = join(store, `${user}.dat`);
    await writeFile(file, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }

  async function addAccount(domain: string, user: string, friend: string): Promise<void> {
    await writeOnce(domain, 'accounts', user, `return { ["password"] = "${password}" };\n`);
    const entry = `{ ["subscription"] = "both", ["groups"] = {}, ["name"] = "${friend}" }`;
    const roster = `return { [false] = { ["version"] = 1 }, ["${friend}@${domain}"] = ${entry} };\n`;
    await writeOnce(domain, 'roster', user, roster);
  }

  return {
    port,
    async befriend(domain, user, peer) {
      await addAccount(domain, user, peer);
      await addAccount(domain, peer, user);
    },
    async stop() {
      await program.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
