/**
 * What a worker encrypts by `crypto.subtle`: the tap of workers, evaluated before the worker's first statement, speaks over
 * a binding of the debugger's, which is gone before the page's code could find it. What leaves and comes the debugger sees
 * itself, so only keys and calls are told. Each is one text, made without the page's `JSON`:
 *
 * - `cipher`, key's number, sealed, plain (base64), algorithm
 * - `key`, key's number, origin, number of the key that it came from, `bytes` (base64), `text` or `none`, and the material
 * - `webassembly`
 *
 * one part a line; the last may have line breaks of its own.
 */
import type { WorkerMessage } from '../../messages/tap-message.ts';
import { workerPrefix } from '../../tap/worker-prefix.ts';

/** Name of the binding: a global of the worker's until its first statement. */
export const BINDING = 'sealcheckOutlet';

/** Longest text that is handed on, UTF-16 units: two bodies of 64 KiB. */
export const MOST_TOLD = 200_000;

type Anything = ReturnType<typeof Reflect.get>;

/** Becomes text, like the tap itself: it uses nothing from outside, and of the page's nothing later than its start. */
function outletOf(name: string): (message: WorkerMessage) => void {
  const { apply, getOwnPropertyDescriptor, deleteProperty } = Reflect;
  const say = (globalThis as Anything)[name];
  deleteProperty(globalThis, name);
  const NativeArray = Uint8Array;
  const { fromCharCode } = String;
  const encode = btoa;
  const read = (message: object, key: string): Anything =>
    getOwnPropertyDescriptor(message, key)?.value;
  const base64 = (buffer: ArrayBuffer): string => {
    const bytes = new NativeArray(buffer);
    const { length } = bytes;
    let binary = '';
    for (let at = 0; at < length; at += 1) binary += apply(fromCharCode, null, [bytes[at]]);
    return encode(binary);
  };
  return (message) => {
    const kind = read(message, 'kind');
    const key = read(message, 'key');
    if (kind === 'cipher') {
      const sealed = base64(read(message, 'sealed'));
      const plain = base64(read(message, 'plain'));
      say(`cipher\n${key}\n${sealed}\n${plain}\n${read(message, 'algorithm')}`);
    } else if (kind === 'key') {
      const material = read(message, 'material');
      const from = read(message, 'from') ?? 0;
      const head = `key\n${key}\n${read(message, 'origin')}\n${from}`;
      if (material === undefined) say(`${head}\nnone\n`);
      else if (typeof material === 'string') say(`${head}\ntext\n${material}`);
      else say(`${head}\nbytes\n${base64(material)}`);
    } else if (kind === 'channel' && read(message, 'channel') === 'webassembly') {
      say('webassembly');
    }
  };
}

const source: string = Function.prototype.toString.call(outletOf);

/** JavaScript that follows a worker's encryption, to be evaluated before its first statement. */
export function cipherTap(): string {
  return workerPrefix(`(${source})(${JSON.stringify(BINDING)})`);
}
