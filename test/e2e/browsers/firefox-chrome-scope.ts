/** Scripts for Firefox's own (chrome) scope, where the browser's internals can be asked. */
import type { NetworkRequest } from './browser.ts';

// Internals of Firefox that these scripts use; only the members needed are declared.
interface HttpChannel {
  QueryInterface(type: unknown): HttpChannel;
  URI: { spec: string };
  loadInfo: { triggeringPrincipal: { origin: string; isSystemPrincipal: boolean } | null };
}
declare const Services: {
  obs: {
    addObserver(observer: { observe(subject: HttpChannel): void }, topic: string): void;
  };
};
declare const Ci: { nsIHttpChannel: unknown };
declare const WebExtensionPolicy: {
  getByID(id: string): {
    extension: {
      backgroundState: string;
      terminateBackground(options: object): Promise<void>;
    };
  };
};

type Recording = typeof globalThis & { sealcheckRequests?: NetworkRequest[] };

/** Records every HTTP and WebSocket request of every process, with the origin that asked for it. */
export function recordRequests(): void {
  const requests: NetworkRequest[] = [];
  (globalThis as Recording).sealcheckRequests = requests;
  const observer = {
    observe(subject: HttpChannel) {
      const channel = subject.QueryInterface(Ci.nsIHttpChannel);
      const principal = channel.loadInfo.triggeringPrincipal;
      const initiator = !principal || principal.isSystemPrincipal ? '' : principal.origin;
      requests.push({ url: channel.URI.spec, initiator });
    },
  };
  Services.obs.addObserver(observer, 'http-on-modify-request');
}

export function readRequests(): NetworkRequest[] {
  return (globalThis as Recording).sealcheckRequests ?? [];
}

/** Suspends an event page as the idle timer does; answers its state afterwards. */
export async function suspendBackground(id: string): Promise<string> {
  const { extension } = WebExtensionPolicy.getByID(id);
  await extension.terminateBackground({
    ignoreDevToolsAttached: true,
    disableResetIdleForTest: true,
  });
  return extension.backgroundState;
}
