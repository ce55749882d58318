/**
 * The tap runs in the page's world before the page's first script. It copies what the page sends and receives
 * and hands the copies to the content script. It understands nothing of them, takes no message, leaves no
 * global and no mark in the document, and never breaks, delays, consumes or reorders what the page does.
 */
import { hookBeacon } from './hook-beacon.ts';
import { hookCrypto } from './hook-crypto.ts';
import { hookFetch } from './hook-fetch.ts';
import { hookFrames } from './hook-frames.ts';
import { hookSockets } from './hook-sockets.ts';
import { hookWorkers } from './hook-workers.ts';
import { hookXhr } from './hook-xhr.ts';
import { maskToString } from './mask.ts';
import type { Realm } from './natives.ts';

function hookRealm(realm: Realm, child: boolean): void {
  maskToString(realm);
  hookFetch(realm, child);
  hookXhr(realm, child);
  hookSockets(realm, child);
  hookBeacon(realm, child);
  hookWorkers(realm, child);
  hookCrypto(realm);
  hookFrames(realm, (grandchild) => hookRealm(grandchild, true));
}

hookRealm(window, false);
