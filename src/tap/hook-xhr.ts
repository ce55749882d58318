/** XMLHttpRequest, both ways. Source: XMLHttpRequest standard (xhr.spec.whatwg.org). */
import { captureBody, unseen } from './body.ts';
import { isMedia } from './hook-fetch.ts';
import { wrapMethod } from './mask.ts';
import { type Anything, apply, getter, PrivateMap, peek, type Realm, tagOf } from './natives.ts';
import { type Call, report } from './report.ts';

interface Opened {
  method: string;
  url: string;
  contentType: string;
}

const opened = new PrivateMap<object, Opened>();
const addEventListener = EventTarget.prototype.addEventListener;
const toLowerCase = String.prototype.toLowerCase;
const responseType = getter(XMLHttpRequest.prototype, 'responseType');
const responseText = getter(XMLHttpRequest.prototype, 'responseText');
const response = getter(XMLHttpRequest.prototype, 'response');
const responseUrl = getter(XMLHttpRequest.prototype, 'responseURL');
const getResponseHeader = XMLHttpRequest.prototype.getResponseHeader;
const serialize = XMLSerializer.prototype.serializeToString;
const urlHref = getter(URL.prototype, 'href');

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return tagOf(value) === 'URL' ? apply(urlHref, value, []) : '';
}

/** What arrived, where the response type lets it be read without parsing it a second time. */
function observeLoad(request: XMLHttpRequest, method: string, child: boolean): void {
  const contentType: string = apply(getResponseHeader, request, ['content-type']) ?? '';
  if (isMedia(contentType)) return;
  const call: Call = {
    channel: 'xhr',
    direction: 'in',
    method,
    url: apply(responseUrl, request, []),
    contentType,
    child,
  };
  const type: string = apply(responseType, request, []);
  if (type === '' || type === 'text') report(call, captureBody(apply(responseText, request, [])));
  else if (type === 'arraybuffer' || type === 'blob') {
    report(call, captureBody(apply(response, request, [])));
  } else report(call, unseen('unreadable-object'));
}

function observeSend(request: XMLHttpRequest, body: unknown, state: Opened, child: boolean): void {
  const call: Call = { channel: 'xhr', direction: 'out', ...state, child };
  const isGet = state.method === 'GET' || state.method === 'HEAD';
  const isDocument = tagOf(body) === 'HTMLDocument' || tagOf(body) === 'XMLDocument';
  const content = isDocument
    ? captureBody(apply(serialize, new XMLSerializer(), [body]))
    : captureBody(isGet ? undefined : body);
  report(call, content);
  const onLoad = () => {
    try {
      observeLoad(request, state.method, child);
    } catch {
      // The page aborted or reopened it in the meantime.
    }
  };
  apply(addEventListener, request, ['load', onLoad, { __proto__: null, once: true }]);
}

export function hookXhr(realm: Realm, child: boolean): void {
  const prototype = (realm as Anything).XMLHttpRequest?.prototype;
  wrapMethod(prototype, 'open', (native) => {
    const holder = {
      open(_method: unknown, _url: unknown) {
        const result = apply(native, this, arguments);
        opened.set(this, { method: textOf(_method), url: textOf(_url), contentType: '' });
        return result;
      },
    };
    return holder.open;
  });
  wrapMethod(prototype, 'setRequestHeader', (native) => {
    const holder = {
      setRequestHeader(name: unknown, value: unknown) {
        const result = apply(native, this, arguments);
        const state = opened.get(this);
        const isType = typeof name === 'string' && apply(toLowerCase, name, []) === 'content-type';
        if (state && isType) opened.set(this, { ...state, contentType: textOf(value) });
        return result;
      },
    };
    return holder.setRequestHeader;
  });
  wrapMethod(prototype, 'send', (native) => {
    const holder = {
      send() {
        const given = arguments;
        const state = opened.get(this);
        // A synchronous request returns only when all is over; a listener added later would miss the load.
        if (state !== undefined) {
          try {
            observeSend(this as unknown as XMLHttpRequest, peek(given, '0').value, state, child);
          } catch {
            // The native decides whether this may be sent.
          }
        }
        return apply(native, this, given);
      },
    };
    return holder.send;
  });
}
