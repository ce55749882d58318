import type { WebSocket } from 'ws';
import type { Exchange } from './exchange.ts';

export type WebScheme = 'https' | 'http';

export interface SiteHost {
  host: string;
  schemes: WebScheme[];
  /** Answer cross-origin requests from any page, as the platforms' API hosts do for their own. */
  cors?: boolean;
}

/** The opening of a WebSocket: what its handshake said. */
export interface Handshake {
  secure: boolean;
  host: string;
  url: URL;
  protocol: string;
}

/** One product in the lab: the hosts that it answers for, and its answers. */
export interface Site {
  id: string;
  hosts: SiteHost[];
  /** Answers one request. Anything thrown becomes a 500 with the error's text. */
  handle(exchange: Exchange): void | Promise<void>;
  /** Takes one open WebSocket; without this, handshakes are refused with 404. */
  socket?(socket: WebSocket, handshake: Handshake): void | Promise<void>;
  /** Where a handshake is to be relayed: `ws://127.0.0.1:…`. Wins over `socket`. */
  relay?(handshake: { secure: boolean; host: string; url: URL }): string | undefined;
  /** Lets the person on the other side write `text` into the conversation (or the default one). */
  say?(text: string, conversation?: string): void | Promise<void>;
  stop?(): void | Promise<void>;
}
