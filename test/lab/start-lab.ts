import { bluesky } from './messengers/bluesky/site.ts';
import { discord } from './messengers/discord/site.ts';
import { googleChat } from './messengers/google-chat/site.ts';
import { googleMessages } from './messengers/google-messages/site.ts';
import { instagram } from './messengers/instagram/site.ts';
import { linkedin } from './messengers/linkedin/site.ts';
import { mastodon } from './messengers/mastodon/site.ts';
import { matrix } from './messengers/matrix/site.ts';
import { mattermost } from './messengers/mattermost/site.ts';
import { messenger } from './messengers/messenger/site.ts';
import { odd } from './messengers/odd/site.ts';
import { outside } from './messengers/outside/site.ts';
import { plain } from './messengers/plain/site.ts';
import { reddit } from './messengers/reddit/site.ts';
import { rocketChat } from './messengers/rocket-chat/site.ts';
import { slack } from './messengers/slack/site.ts';
import { snapchat } from './messengers/snapchat/site.ts';
import { teams } from './messengers/teams/site.ts';
import { telegram } from './messengers/telegram/site.ts';
import { threema } from './messengers/threema/site.ts';
import { tiktok } from './messengers/tiktok/site.ts';
import { whatsapp } from './messengers/whatsapp/site.ts';
import { wire } from './messengers/wire/site.ts';
import { x } from './messengers/x/site.ts';
import { zulip } from './messengers/zulip/site.ts';
import { converse } from './products/converse.ts';
import { theLounge } from './products/the-lounge.ts';
import { makeCertificate } from './server/certificate.ts';
import { openListeners } from './server/listeners.ts';
import type { Received } from './server/received.ts';
import type { Site } from './server/site.ts';

export type { Received } from './server/received.ts';

export interface LabOptions {
  /** Also start the real products (The Lounge with ngircd, Converse.js with Prosody). Default: no. */
  products?: boolean;
}

/** One host of the lab and where it is served on this machine. */
export interface LabHost {
  host: string;
  /** `https` also serves wss, `http` also serves ws. */
  scheme: 'https' | 'http';
  /** Port on 127.0.0.1. */
  port: number;
}

export interface Lab {
  /** Port on 127.0.0.1 that serves https and wss of every host. */
  httpsPort: number;
  /** Port on 127.0.0.1 that serves http and ws. */
  httpPort: number;
  hosts: LabHost[];
  /** The certificate, PEM. Self-signed: browsers must be told to accept it. */
  certificate: string;
  /** Everything that arrived, in order. */
  received: Received[];
  /** Lets the other side of a messenger write: it arrives in every open page of that conversation. */
  say(messenger: string, text: string, conversation?: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the real products; when one of them fails, the others are ended again. */
async function startProducts(): Promise<Site[]> {
  const outcomes = await Promise.allSettled([theLounge(), converse()]);
  const started = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = outcomes.find((one) => one.status === 'rejected');
  if (failed === undefined) return started;
  await Promise.all(started.map((site) => site.stop?.()));
  throw new Error(
    `The real products can't be started; set them up by: node test/lab/products/setup.mjs\n${failed.reason}`,
  );
}

/**
 * Starts the lab on free ports of the loopback address.
 * @throws Error when a product's programs are missing; it says what to run.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const products = options.products === true ? await startProducts() : [];
  const sites: Site[] = [
    tiktok(),
    x(),
    await matrix(),
    instagram(),
    discord(),
    plain(),
    googleMessages(),
    threema(),
    wire(),
    snapchat(),
    teams(),
    telegram(),
    messenger(),
    whatsapp(),
    bluesky(),
    googleChat(),
    linkedin(),
    mastodon(),
    mattermost(),
    reddit(),
    rocketChat(),
    slack(),
    zulip(),
    odd(),
    outside(),
    ...products,
  ];
  const received: Received[] = [];
  const hosts = sites.flatMap((site) => site.hosts);
  const certificate = await makeCertificate(hosts.map(({ host }) => host));
  const listeners = await openListeners(sites, certificate, received);
  const { httpsPort, httpPort } = listeners;

  return {
    httpsPort,
    httpPort,
    hosts: hosts.flatMap(({ host, schemes }) =>
      schemes.map((scheme) => ({ host, scheme, port: scheme === 'https' ? httpsPort : httpPort })),
    ),
    certificate: certificate.cert,
    received,
    async say(messenger, text, conversation) {
      const site = sites.find(({ id }) => id === messenger);
      if (site?.say === undefined) throw new Error(`nobody can speak in ${messenger}`);
      await site.say(text, conversation);
    },
    async stop() {
      await listeners.close();
      await Promise.all(sites.map((site) => site.stop?.()));
    },
  };
}

/**
 * Chromium's `--host-resolver-rules` for a lab: every lab host leads here, no other name resolves.
 */
export function resolverRules(lab: Pick<Lab, 'hosts'>): string {
  const rules = lab.hosts.map(
    ({ host, scheme, port }) => `MAP ${host}:${scheme === 'https' ? 443 : 80} 127.0.0.1:${port}`,
  );
  return [...rules, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ');
}
