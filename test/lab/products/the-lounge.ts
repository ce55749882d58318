import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Site } from '../server/site.ts';
import { freePort, startProgram } from './child-process.ts';
import { forward } from './forward.ts';
import { startNgircd } from './ngircd.ts';
import { nodeProgram } from './node-program.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function configuration(port: number, ircPort: number): string {
  return `module.exports = ${JSON.stringify({
    public: true,
    host: '127.0.0.1',
    port,
    reverseProxy: true,
    prefetch: false,
    messageStorage: [],
    lockNetwork: true,
    defaults: {
      name: 'Lab',
      host: '127.0.0.1',
      port: ircPort,
      tls: false,
      rejectUnauthorized: false,
      nick: 'guest%%%%',
      username: 'guest',
      realname: '',
      join: '#lab',
      password: '',
      leaveMessage: '',
    },
  })};\n`;
}

/** The Lounge (IRC in the browser) in public mode with ngIRCd behind it, on http and on https. */
export async function theLounge(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'sealcheck-lounge-'));
  const irc = await startNgircd(folder);
  const port = await freePort();
  const lounge = await (async () => {
    await writeFile(join(folder, 'config.js'), configuration(port, irc.port));
    return startProgram({
      command: nodeProgram(),
      parameters: [
        '--require',
        here('no-update-check.cjs'),
        here('node_modules/thelounge/index.js'),
        'start',
      ],
      port,
      environment: { THELOUNGE_HOME: folder, NODE_ENV: 'production' },
    });
  })().catch(async (error: unknown) => {
    await irc.program.stop();
    throw error;
  });

  return {
    id: 'the-lounge',
    hosts: [{ host: 'lounge.lab.test', schemes: ['http', 'https'] }],
    handle: (exchange) => forward(exchange, port),
    relay: ({ url }) => `ws://127.0.0.1:${port}${url.pathname}${url.search}`,
    async stop() {
      await Promise.all([lounge.stop(), irc.program.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
