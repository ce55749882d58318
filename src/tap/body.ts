/** Reads what a page hands to a sending interface, beside the page and without touching it. */

import type { Unseen } from '../messages/observation.ts';
import type { TapPart } from '../messages/tap-message.ts';
import { apply, copyBytes, cutString, getter, isView, method, tagOf } from './natives.ts';

/** Bytes (or UTF-16 units) of one body that we copy; what lies beyond is reported as not seen. */
export const CAPTURE_LIMIT = 4_000_000;

export interface CapturedBody {
  body: string | ArrayBuffer | TapPart[] | null;
  size: number;
  contentType: string;
  unseen?: Unseen;
}

const blobSize = getter(Blob.prototype, 'size');
const blobType = getter(Blob.prototype, 'type');
const fileName = getter(File.prototype, 'name');
const blobSlice = method(Blob.prototype, 'slice') as () => Blob;
const blobArrayBuffer = method(Blob.prototype, 'arrayBuffer') as () => Promise<ArrayBuffer>;
const parametersToString = method(URLSearchParams.prototype, 'toString') as () => string;
const formDataForEach = method(FormData.prototype, 'forEach') as () => void;

const NOTHING: CapturedBody = { body: null, size: 0, contentType: '' };

export function unseen(why: Unseen, size = -1, contentType = ''): CapturedBody {
  return { body: null, size, contentType, unseen: why };
}

/** Cut bodies say so; whole ones carry no mark. */
function captured(
  body: string | ArrayBuffer,
  kept: number,
  size: number,
  contentType: string,
): CapturedBody {
  return kept < size
    ? { body, size, contentType, unseen: 'too-large' }
    : { body, size, contentType };
}

async function captureBlob(blob: Blob, limit: number): Promise<CapturedBody> {
  const size: number = apply(blobSize, blob, []);
  const contentType: string = apply(blobType, blob, []);
  try {
    const head = size > limit ? apply(blobSlice, blob, [0, limit]) : blob;
    const bytes: ArrayBuffer = await apply(blobArrayBuffer, head, []);
    return captured(bytes, size < limit ? size : limit, size, contentType);
  } catch {
    return unseen('read-failed', size, contentType);
  }
}

async function captureFormData(form: FormData): Promise<CapturedBody> {
  const parts: TapPart[] = [];
  const files: { part: TapPart; blob: Blob }[] = [];
  let count = 0;
  let budget = CAPTURE_LIMIT;
  let total = 0;
  let cut = false;
  apply(formDataForEach, form, [
    (value: string | File, name: string) => {
      if (typeof value === 'string') {
        const body = cutString(value, budget);
        if (body.length < value.length) cut = true;
        budget -= body.length;
        total += value.length;
        parts[count] = { name, body, size: value.length };
      } else {
        const part: TapPart = { name, filename: apply(fileName, value, []), body: '', size: 0 };
        part.contentType = apply(blobType, value, []);
        files[files.length] = { part, blob: value };
        parts[count] = part;
      }
      count += 1;
    },
  ]);
  for (let index = 0; index < files.length; index += 1) {
    const file = files[index];
    if (file === undefined) continue;
    const content = await captureBlob(file.blob, budget);
    file.part.body = content.body as ArrayBuffer | '';
    file.part.size = content.size;
    total += content.size;
    if (content.unseen) cut = true;
    else budget -= content.size;
  }
  const whole: CapturedBody = { body: parts, size: total, contentType: 'multipart/form-data' };
  return cut ? { ...whole, unseen: 'too-large' } : whole;
}

/**
 * Copies a body: at once where that is possible, else as a promise. Never throws, never runs the page's code.
 * Streams and Requests are the fetch hook's own business.
 */
export function captureBody(body: unknown): CapturedBody | Promise<CapturedBody> {
  if (body === undefined || body === null) return NOTHING;
  if (typeof body === 'string') {
    const kept = cutString(body, CAPTURE_LIMIT);
    return captured(kept, kept.length, body.length, 'text/plain');
  }
  if (typeof body !== 'object') return unseen('unreadable-object');
  try {
    const tag = tagOf(body);
    if (tag === 'ArrayBuffer' || isView(body)) {
      const copy = copyBytes(body as ArrayBuffer, CAPTURE_LIMIT);
      const kept = copy.size < CAPTURE_LIMIT ? copy.size : CAPTURE_LIMIT;
      return captured(copy.bytes, kept, copy.size, '');
    }
    if (tag === 'Blob' || tag === 'File') return captureBlob(body as Blob, CAPTURE_LIMIT);
    if (tag === 'FormData') return captureFormData(body as FormData);
    if (tag === 'URLSearchParams') {
      const text: string = apply(parametersToString, body, []);
      const kept = cutString(text, CAPTURE_LIMIT);
      return captured(kept, kept.length, text.length, 'application/x-www-form-urlencoded');
    }
  } catch {
    return unseen('read-failed');
  }
  return unseen('unreadable-object');
}
