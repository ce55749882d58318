/** navigator.sendBeacon. Source: Beacon standard (w3c.github.io/beacon). */
import { captureBody } from './body.ts';
import { wrapMethod } from './mask.ts';
import { type Anything, apply, getter, type Realm, tagOf } from './natives.ts';
import { report } from './report.ts';

const urlHref = getter(URL.prototype, 'href');

export function hookBeacon(realm: Realm, child: boolean): void {
  wrapMethod((realm as Anything).Navigator?.prototype, 'sendBeacon', (native) => {
    const holder = {
      sendBeacon(url: unknown) {
        const given = arguments;
        const queued = apply(native, this, given);
        try {
          const target = tagOf(url) === 'URL' ? apply(urlHref, url, []) : url;
          const call = {
            channel: 'beacon',
            direction: 'out',
            method: 'POST',
            contentType: '',
          } as const;
          const text = typeof target === 'string' ? target : '';
          if (queued) report({ ...call, url: text, child }, captureBody(given[1]));
        } catch {
          // Queued all the same.
        }
        return queued;
      },
    };
    return holder.sendBeacon;
  });
}
