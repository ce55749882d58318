/** Whose a request is, as far as the browser tells. */
import type { SeenRequest } from '../../browser/web-request.ts';
import type { RequestSender } from '../../messages/witnessed-request.ts';

/**
 * Measured in Chromium 156 and Firefox 153: both give a shared worker's and a service worker's requests no tab. Firefox
 * names the document of a document's own requests only; Chromium gives its workers' requests the same name.
 */
export function senderOf(request: SeenRequest): RequestSender {
  if (request.tabId < 0) return 'shared-worker';
  if (request.originUrl === undefined) return 'document-or-worker';
  return request.documentId === undefined ? 'worker' : 'document';
}

/** The origin that asks; undefined where the browser itself does. */
export function originOf({ initiator, originUrl }: SeenRequest): string | undefined {
  const address = initiator ?? originUrl;
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { origin } = new URL(address);
  return origin === 'null' ? undefined : origin;
}
